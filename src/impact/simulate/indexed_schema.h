// The schema of a simulation. Judging a statement looks through the catalog's relations, and with ten thousand of
// them that is the square of the work: so a statement is given the few that it can see, and the rest wait aside.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

class Schema {
 public:
  explicit Schema(pg::Catalog catalog);
  Schema(const Schema&) = delete;  // places hold where their relations are
  Schema& operator=(const Schema&) = delete;
  Schema(Schema&&) = default;
  Schema& operator=(Schema&&) = default;
  ~Schema() = default;

  /// The catalog with the relations that the statement names and what hangs on them: foreign keys both ways,
  /// partitions, views, sequences, owners of indexes, tables with columns of their row type; and every composite
  /// type. All of them where a statement may reach any. Stays so until the next call; others may be there too.
  pg::Catalog& around(const sql::Statement& statement);
  /// What the call of around() before has put together.
  pg::Catalog& at_hand() { return catalog_; }
  /// All relations; they are looked at, not changed.
  pg::Catalog& whole();
  /// The catalog for all that is no relation; relations are for has() to look up.
  const pg::Catalog& settled();
  /// A relation that the statement makes sense with only if it is there.
  void add(pg::Relation relation);
  /// Whether there is a relation or index of that name, in the whole schema.
  [[nodiscard]] bool has(const sql::QualifiedName& name) const;
  /// The relation, or null; good until the next change.
  [[nodiscard]] const pg::Relation* find(pg::NameView name) const;
  /// Temporary relations end, and settings, role and path are those of the beginning.
  void new_session();
  /// The whole schema as it was once; the session goes on.
  void restore(const pg::Catalog& catalog);

 private:
  struct Place;
  struct Noted {  // how many of its relation's are among the links
    std::size_t constraints = 0;
    std::size_t reads = 0;
    std::size_t indexes = 0;
    std::size_t columns = 0;
  };
  using List = std::vector<Place*> Place::*;
  /// What is known of a name, whether a relation bears it now or not. Who points at it: more than is true is
  /// harmless, less is not. Places stay where they are until all is linked anew.
  struct Place {
    const pg::Name* name = nullptr;       // the key
    bool aside = false;                   // its relation is not at hand, or all are
    pg::Relations::iterator at = {};      // where it is, good only where `aside` and nothing is `loose`
    pg::Relations::node_type loose = {};  // the relation itself, which was at hand since all were
    bool listed = false;                  // among loose_
    unsigned round = 0;                   // of taking that came here last
    std::size_t shape = 0;                // of its relation, when it was linked
    Noted noted = {};
    std::vector<std::pair<Place*, List>> links = {};  // the lists that this one stands in
    std::vector<Place*> children = {};                // foreign keys
    std::vector<Place*> below = {};                   // partitions and heirs
    std::vector<Place*> readers = {};                 // views
    std::vector<Place*> owned = {};                   // sequences
  };

  Place& place(const pg::Name& name);
  void gather_loose();
  void forget_temporary(Place& place);
  void keep_row_types();
  void put_back();
  /// At hand and into the queue, if there is such a relation and this round has not had it.
  void take(Place& place, std::vector<Place*>& queue);
  void take(const pg::Name& name, std::vector<Place*>& queue);
  void take_written(const sql::QualifiedName& name, std::vector<Place*>& queue);
  void take_near(const sql::Statement& statement, std::vector<Place*> queue);
  void link(const pg::Relation& relation);
  void link_all();

  pg::Catalog catalog_;  // `relations`: those at hand
  pg::Relations
      aside_;  // the others, but for those that are loose: finding their place again for each statement would cost
  std::vector<Place*> loose_;
  std::vector<Place*> temporary_;
  std::vector<Place*> row_types_;  // composite types: always at hand, since any column or expression may be of one
  bool all_at_hand_ = true;
  bool changed_ = false;                   // a statement that may change any relation has had all of them
  bool names_changed_ = false;             // by the statement before
  bool links_hold_ = true;                 // nothing at hand was changed since it was linked
  std::vector<sql::QualifiedName> names_;  // rows only: that what is at hand was chosen by
  struct Session {
    std::vector<std::string> search_path = {};
    std::string time_zone = {};
    std::string role = {};
    bool superuser = false;
    std::map<std::string, std::string> settings = {};
  };
  Session first_;  // as it began
  unsigned round_ = 0;
  std::unordered_map<pg::Name, Place, pg::NameHash, std::equal_to<>> places_;
  std::unordered_map<std::string, std::vector<Place*>> by_index_;  // tables, by the name of an index
  std::map<std::string, std::vector<Place*>, std::less<>>
      by_type_;  // tables, by the name of a type of the schema's own that a column is of
  std::unordered_map<std::string, std::vector<Place*>> by_folded_;  // names with capitals, by the name without
};

}  // namespace impact
