// Lookups over the catalog's plain values; nothing here decides anything.
#include "impact/schema.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "base/numbers.h"
#include "base/text.h"
#include "impact/impact.h"

namespace impact {

std::vector<std::string> search_path(const pg::Catalog& catalog) {
  if (catalog.search_path.empty()) return {"public"};
  return catalog.search_path;
}

std::optional<pg::Name> resolve(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  if (!name.schema.empty()) {
    pg::Name written{name.schema, name.name};
    if (catalog.relations.contains(written)) return written;
    return std::nullopt;
  }
  // A temporary relation hides all others of its name.
  if (pg::Name temporary{"pg_temp", name.name}; catalog.relations.contains(temporary)) return temporary;
  for (const auto& schema : search_path(catalog)) {
    pg::Name candidate{schema, name.name};
    if (catalog.relations.contains(candidate)) return candidate;
  }
  return std::nullopt;
}

const pg::Relation* find_relation(const pg::Name& name, const pg::Catalog& catalog) {
  const auto found = catalog.relations.find(name);
  return found == catalog.relations.end() ? nullptr : &found->second;
}

const pg::Relation* find_relation(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  const auto resolved = resolve(name, catalog);
  return resolved ? find_relation(*resolved, catalog) : nullptr;
}

pg::Relation* find_relation(const sql::QualifiedName& name, pg::Catalog& catalog) {
  const auto resolved = resolve(name, catalog);
  return resolved ? &catalog.relations.at(*resolved) : nullptr;
}

pg::Name created_name(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  if (!name.schema.empty()) return {name.schema, name.name};
  return {search_path(catalog).front(), name.name};
}

FoundIndex find_index(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  const auto in_schema = [&](const std::string& schema) -> FoundIndex {
    for (auto at = catalog.relations.lower_bound({schema, ""});
         at != catalog.relations.end() && at->first.schema == schema; ++at) {
      if (const auto* index = at->second.index(name.name)) return {&at->second, index};
    }
    return {};
  };
  if (!name.schema.empty()) return in_schema(name.schema);
  for (const auto& schema : search_path(catalog)) {
    if (auto found = in_schema(schema)) return found;
  }
  return {};
}

bool exists(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  if (resolve(name, catalog) || find_index(name, catalog)) return true;
  const auto same = [&](const pg::Name& type) {
    return type.name == name.name && (name.schema.empty() || type.schema == name.schema);
  };
  return std::any_of(catalog.types.begin(), catalog.types.end(), same) ||
         std::any_of(catalog.enums.begin(), catalog.enums.end(),
                     [&](const auto& entry) { return same(entry.first); });
}

static bool is_below(const pg::Relation& relation, const pg::Name& parent) {
  return relation.partition_of == parent ||
         std::find(relation.inherits.begin(), relation.inherits.end(), parent) != relation.inherits.end();
}

static void add_descendants(const pg::Name& name, const pg::Catalog& catalog, std::set<pg::Name>& seen,
                            std::vector<const pg::Relation*>& found) {
  for (const auto& [child_name, child] : catalog.relations) {
    if (!is_below(child, name) || !seen.insert(child_name).second) continue;
    found.push_back(&child);
    add_descendants(child_name, catalog, seen, found);
  }
}

std::vector<const pg::Relation*> descendants(const pg::Name& name, const pg::Catalog& catalog) {
  std::set<pg::Name> seen{name};
  std::vector<const pg::Relation*> found;
  add_descendants(name, catalog, seen, found);
  return found;
}

std::vector<Reference> references_to(const pg::Name& name, const pg::Catalog& catalog) {
  std::vector<Reference> found;
  for (const auto& [child_name, child] : catalog.relations) {
    for (const auto& constraint : child.constraints) {
      if (constraint.kind == pg::ConstraintKind::foreign_key && constraint.references == name)
        found.push_back({&child, &constraint});
    }
  }
  return found;
}

static void add_views_over(const pg::Name& name, const pg::Catalog& catalog, std::set<pg::Name>& seen,
                           std::vector<const pg::Relation*>& found) {
  for (const auto& [view_name, view] : catalog.relations) {
    if (std::find(view.reads.begin(), view.reads.end(), name) == view.reads.end()) continue;
    if (!seen.insert(view_name).second) continue;
    found.push_back(&view);
    add_views_over(view_name, catalog, seen, found);
  }
}

std::vector<const pg::Relation*> views_over(const pg::Name& name, const pg::Catalog& catalog) {
  std::set<pg::Name> seen{name};
  std::vector<const pg::Relation*> found;
  add_views_over(name, catalog, seen, found);
  return found;
}

std::vector<const pg::Relation*> views_using(const pg::Name& table, std::string_view column,
                                             const pg::Catalog& catalog, bool unsure) {
  std::set<pg::Name> seen;
  std::vector<const pg::Relation*> found;
  for (const auto& [view_name, view] : catalog.relations) {
    const bool reads = std::find(view.reads.begin(), view.reads.end(), table) != view.reads.end();
    const bool names = std::any_of(view.reads_columns.begin(), view.reads_columns.end(),
                                   [&](const auto& read) { return read.first == table && read.second == column; });
    if (!names && !(unsure && reads && view.reads_columns.empty())) continue;
    if (!seen.insert(view_name).second) continue;
    found.push_back(&view);
    add_views_over(view_name, catalog, seen, found);
  }
  return found;
}

const pg::Constraint* find_constraint(const pg::Relation& relation, std::string_view name) {
  for (const auto& constraint : relation.constraints) {
    if (constraint.name == name) return &constraint;
  }
  return nullptr;
}

// A typical row with its header; only for tables that were never analysed.
static constexpr long long guessed_row_bytes = 100;

static long long own_rows(const pg::Relation& relation) {
  if (relation.estimated_rows > 0) return relation.estimated_rows;
  return relation.heap_bytes / guessed_row_bytes;
}

long long rows_of(const pg::Relation& relation, const pg::Catalog& catalog) {
  long long rows = own_rows(relation);
  if (relation.kind != pg::RelationKind::partitioned_table) return rows;
  rows = 0;  // a partitioned table's own number is the sum of its partitions' already, where it was analysed at all
  for (const auto* below : descendants(relation.name, catalog)) {
    if (below->kind != pg::RelationKind::partitioned_table) rows += own_rows(*below);
  }
  return rows;
}

long long heap_bytes_of(const pg::Relation& relation, const pg::Catalog& catalog) {
  long long bytes = relation.heap_bytes;
  if (relation.kind != pg::RelationKind::partitioned_table) return bytes;
  for (const auto* below : descendants(relation.name, catalog)) bytes += below->heap_bytes;
  return bytes;
}

bool is_empty(const pg::Relation& relation, const pg::Catalog& catalog) {
  return catalog.server_version != 0 && heap_bytes_of(relation, catalog) == 0 && rows_of(relation, catalog) == 0;
}

static bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || (c & 0x80) != 0;
}

bool mentions(std::string_view text, std::string_view identifier) {
  if (identifier.empty()) return false;
  const bool plain = std::all_of(identifier.begin(), identifier.end(),
                                 [](char c) { return is_word(c) && !std::isupper(static_cast<unsigned char>(c)); });
  for (std::size_t at = text.find(identifier); at != text.npos; at = text.find(identifier, at + 1)) {
    const char before = at == 0 ? ' ' : text[at - 1];
    const char after = at + identifier.size() >= text.size() ? ' ' : text[at + identifier.size()];
    if (before == '"' && after == '"') return true;
    if (plain && !is_word(before) && !is_word(after)) return true;
  }
  // Written in capitals without quotes: it folds.
  if (!plain) return false;
  const std::string lower = base::to_lower(text);
  if (lower == text) return false;
  for (std::size_t at = lower.find(identifier); at != lower.npos; at = lower.find(identifier, at + 1)) {
    const char before = at == 0 ? ' ' : lower[at - 1];
    const char after = at + identifier.size() >= lower.size() ? ' ' : lower[at + identifier.size()];
    if (before != '"' && !is_word(before) && !is_word(after)) return true;
  }
  return false;
}

bool index_uses(const pg::Index& index, std::string_view column) {
  if (std::find(index.columns.begin(), index.columns.end(), column) != index.columns.end()) return true;
  // "CREATE INDEX name ON table USING btree (…": names before the bracket are not columns.
  const auto bracket = index.definition.find('(');
  return bracket != std::string::npos && mentions(std::string_view(index.definition).substr(bracket), column);
}

bool has_words(std::string_view text, std::string_view words) {
  const std::string haystack = base::to_lower(text);
  const auto wanted = base::split(words, ' ');
  const std::string first = base::to_lower(wanted.front());
  for (std::size_t at = haystack.find(first); at != haystack.npos; at = haystack.find(first, at + 1)) {
    if (at > 0 && is_word(haystack[at - 1])) continue;
    std::size_t pos = at;
    bool all = true;
    for (const auto word : wanted) {
      while (pos < haystack.size() && std::isspace(static_cast<unsigned char>(haystack[pos]))) ++pos;
      const std::string lower = base::to_lower(word);
      if (haystack.compare(pos, lower.size(), lower) != 0 ||
          (pos + lower.size() < haystack.size() && is_word(haystack[pos + lower.size()]))) {
        all = false;
        break;
      }
      pos += lower.size();
    }
    if (all) return true;
  }
  return false;
}

std::string shown(const pg::Name& name) {
  if (name.schema.empty() || name.schema == "public") return name.name;
  return name.schema + "." + name.name;
}

std::string shown(const pg::Name& table, std::string_view column) {
  return fmt::format("{}.{}", shown(table), column);
}

std::string shown_rows(long long rows) {
  return base::grouped(rows, " ") + (rows == 1 ? " row" : " rows");
}

}  // namespace impact
