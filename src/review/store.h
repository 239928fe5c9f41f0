// The schema of a long walk. Judging a statement looks through the catalog's relations, and with ten thousand of them
// that is the square of the work: so a statement is given the few that it can see, and the rest wait aside.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace review {

class Store {
 public:
  explicit Store(pg::Catalog catalog);

  /// The catalog with the relations that the statement names and what hangs on them: foreign keys both ways,
  /// partitions, views, sequences, owners of indexes. All of them where a statement may reach any. Stays so until the
  /// next call.
  pg::Catalog& around(const sql::Statement& statement);
  /// All relations; they are looked at, not changed.
  pg::Catalog& whole();
  /// A relation that the statement makes sense with only if it is there.
  void add(pg::Relation relation);
  /// Whether there is a relation or index of that name, in the whole schema.
  [[nodiscard]] bool has(const sql::QualifiedName& name) const;
  /// Temporary relations end, and the settings that names and times depend on are those of the beginning.
  void new_session();

 private:
  using Names = std::set<pg::Name>;

  void put_back();
  void take(const pg::Name& name, std::vector<pg::Name>& queue);
  void take_written(const sql::QualifiedName& name, std::vector<pg::Name>& queue);
  void take_near(const sql::Statement& statement, std::vector<pg::Name> queue);
  void link(const pg::Relation& relation);
  void link_all();

  pg::Catalog catalog_;                     // `relations`: those at hand
  std::map<pg::Name, pg::Relation> aside_;  // the others
  bool all_at_hand_ = true;
  bool changed_ = false;                   // a statement that may change any relation has had all of them
  bool links_hold_ = true;                 // nothing at hand was changed since it was linked
  std::vector<sql::QualifiedName> names_;  // that what is at hand was chosen by
  std::vector<std::string> search_path_;
  std::string time_zone_;
  // Who points at whom: more than is true is harmless, less is not.
  std::map<pg::Name, Names> children_;      // foreign keys, by the table they point at
  std::map<pg::Name, Names> below_;         // partitions and heirs
  std::map<pg::Name, Names> readers_;       // views
  std::map<pg::Name, Names> owned_;         // sequences
  std::map<std::string, Names> by_index_;   // tables, by the name of an index
  std::map<std::string, Names> by_folded_;  // relations whose name has capitals, by the name without
};

}  // namespace review
