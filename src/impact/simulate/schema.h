// What written names mean in a catalog, and what else is asked of one. The schema that changes: indexed_schema.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// The relation a written name means, or null. Pointers stay good as long as the catalog is not changed.
const pg::Relation* find_relation(const sql::QualifiedName& name, const pg::Catalog& catalog);
pg::Relation* find_relation(const sql::QualifiedName& name, pg::Catalog& catalog);
const pg::Relation* find_relation(const pg::Name& name, const pg::Catalog& catalog);

/// The schemas that an unqualified name is looked for in, in order; `public` where the catalog says nothing.
const std::vector<std::string>& search_path(const pg::Catalog& catalog);

/// Whether what lies in the schema is found by its name alone.
bool is_on_path(std::string_view schema, const pg::Catalog& catalog);
/// What a statement that creates `name` makes.
pg::Name created_name(const sql::QualifiedName& name, const pg::Catalog& catalog);

inline constexpr std::size_t most_columns = 1600;  // MaxHeapAttributeNumber in PostgreSQL's htup_details.h

struct FoundIndex {
  const pg::Relation* table = nullptr;  // null: no such index
  const pg::Index* index = nullptr;
  explicit operator bool() const { return table != nullptr; }
  [[nodiscard]] pg::Name name() const { return {table->name.schema, index->name}; }
};
FoundIndex find_index(const sql::QualifiedName& name, const pg::Catalog& catalog);

/// Partitions and inheriting tables below `name`, all levels, itself left out.
std::vector<const pg::Relation*> descendants(const pg::Name& name, const pg::Catalog& catalog);

/// A foreign key that points at a relation.
struct Reference {
  const pg::Relation* child = nullptr;
  const pg::Constraint* constraint = nullptr;
};
/// Foreign keys that point at `name`, its own included.
std::vector<Reference> references_to(const pg::Name& name, const pg::Catalog& catalog);

/// Views and materialized views that read `name`, directly or through other views.
std::vector<const pg::Relation*> views_over(const pg::Name& name, const pg::Catalog& catalog);

/// Views whose query names the column, and those over them. A view that was only simulated does not say which columns
/// it names; such a one counts where `unsure`.
std::vector<const pg::Relation*> views_using(const pg::Name& table, std::string_view column,
                                             const pg::Catalog& catalog, bool unsure = false);

const pg::Constraint* find_constraint(const pg::Relation& relation, std::string_view name);

/// Known to hold no row. Never so in a catalog that no server filled: there the sizes are not known.
bool is_empty(const pg::Relation& relation, const pg::Catalog& catalog);
/// Rows and bytes, partitions included. Rows are guessed from the bytes where the table was never analysed.
long long rows_of(const pg::Relation& relation, const pg::Catalog& catalog);
long long heap_bytes_of(const pg::Relation& relation, const pg::Catalog& catalog);

/// Whether the identifier stands in the SQL text as a word, quoted or not.
bool mentions(std::string_view text, std::string_view identifier);
/// Whether the SQL text calls a function of that name: a bracket follows. A column may have the same name.
bool calls(std::string_view text, std::string_view function);
/// Whether the index is over the column: as a key, within an expression, its condition or INCLUDE.
bool index_uses(const pg::Index& index, std::string_view column);
/// Whether the words stand in the SQL text one after the other, whatever the case, the space and the comments between
/// them. What stands in literals, quoted names and comments is none of them, unless `words` quotes it as well.
bool has_words(std::string_view text, std::string_view words);

/// orders.note
std::string shown(const pg::Name& table, std::string_view column);
/// Whether the number of its rows was ever counted by ANALYZE or VACUUM; else it is a guess from its size.
bool is_counted(const pg::Relation& relation, const pg::Catalog& catalog);
/// "150 000 rows", or that nobody knows how many.
std::string counted_rows(const pg::Relation& relation, const pg::Catalog& catalog);
/// "150 000 rows", "1 row"
std::string shown_rows(long long rows);

}  // namespace impact
