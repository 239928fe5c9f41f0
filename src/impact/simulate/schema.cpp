// Lookups over the catalog's plain values; nothing here decides anything.
#include "impact/simulate/schema.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "base/numbers.h"
#include "base/text.h"
#include "impact/impact.h"
#include "sql/lexer.h"

namespace impact {

const std::vector<std::string>& search_path(const pg::Catalog& catalog) {
  static const std::vector<std::string> only_public{"public"};
  return catalog.search_path.empty() ? only_public : catalog.search_path;
}

// The entry that a written name means, or null.
template <class Catalog>
static auto look_up(const sql::QualifiedName& name, Catalog& catalog) {
  const auto in = [&](std::string_view schema) {
    const auto found = catalog.relations.find(pg::NameView{schema, name.name});
    return found == catalog.relations.end() ? nullptr : &*found;
  };
  if (!name.schema.empty()) return in(name.schema);
  // A temporary relation hides all others of its name.
  auto* found = in("pg_temp");
  for (const auto& schema : search_path(catalog)) {
    if (found) break;
    found = in(schema);
  }
  return found;
}

std::optional<pg::Name> resolve(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  const auto* found = look_up(name, catalog);
  return found ? std::optional(found->first) : std::nullopt;
}

const pg::Relation* find_relation(const pg::Name& name, const pg::Catalog& catalog) {
  const auto found = catalog.relations.find(name);
  return found == catalog.relations.end() ? nullptr : &found->second;
}

const pg::Relation* find_relation(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  const auto* found = look_up(name, catalog);
  return found ? &found->second : nullptr;
}

pg::Relation* find_relation(const sql::QualifiedName& name, pg::Catalog& catalog) {
  auto* found = look_up(name, catalog);
  return found ? &found->second : nullptr;
}

pg::Name created_name(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  if (!name.schema.empty()) return {name.schema, name.name};
  return {search_path(catalog).front(), name.name};
}

bool is_on_path(std::string_view schema, const pg::Catalog& catalog) {
  const auto& path = search_path(catalog);
  return schema == "pg_temp" || std::find(path.begin(), path.end(), schema) != path.end();
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

using Hanging = std::map<pg::NameView, std::vector<const pg::Relation*>, pg::NameOrder>;

// What hangs on the relation of that name, and what hangs on that, each once and in front of what hangs on it.
static void add_hanging(const pg::Name& name, const Hanging& hanging, std::set<pg::NameView>& seen,
                        std::vector<const pg::Relation*>& found) {
  std::vector<const pg::Relation*> waiting;
  const auto wait = [&](const pg::Name& above) {
    const auto next = hanging.find(above);
    if (next != hanging.end()) waiting.insert(waiting.end(), next->second.rbegin(), next->second.rend());
  };
  for (wait(name); !waiting.empty();) {
    const auto* next = waiting.back();
    waiting.pop_back();
    if (!seen.insert(next->name).second) continue;
    found.push_back(next);
    wait(next->name);
  }
}

std::vector<const pg::Relation*> descendants(const pg::Name& name, const pg::Catalog& catalog) {
  Hanging below;
  for (const auto& [child_name, child] : catalog.relations) {
    if (child.partition_of) below[*child.partition_of].push_back(&child);
    for (const auto& parent : child.inherits) below[parent].push_back(&child);
  }
  std::set<pg::NameView> seen{name};
  std::vector<const pg::Relation*> found;
  add_hanging(name, below, seen, found);
  return found;
}

// Those that the table is a partition of, the nearest first.
static std::vector<pg::Name> parents_of(const pg::Name& name, const pg::Catalog& catalog) {
  std::vector<pg::Name> found;
  const auto* relation = find_relation(name, catalog);
  while (relation && relation->partition_of && found.size() < 20) {
    found.push_back(*relation->partition_of);
    relation = find_relation(found.back(), catalog);
  }
  return found;
}

static const pg::Constraint* key_to(const pg::Relation& child, const pg::Name& parent) {
  for (const auto& constraint : child.constraints) {
    if (constraint.kind == pg::ConstraintKind::foreign_key && constraint.references == parent) return &constraint;
  }
  return nullptr;
}

std::vector<Reference> references_to(const pg::Name& name, const pg::Catalog& catalog) {
  std::vector<Reference> found;
  const auto parents = parents_of(name, catalog);
  for (const auto& [child_name, child] : catalog.relations) {
    for (const auto& constraint : child.constraints) {
      if (constraint.kind == pg::ConstraintKind::foreign_key && constraint.references == name)
        found.push_back({&child, &constraint});
    }
    // A server has a key of its own for each partition; one that a migration makes is on the parent alone here.
    if (parents.empty() || key_to(child, name)) continue;
    for (const auto& parent : parents) {
      if (const auto* key = key_to(child, parent)) found.push_back({&child, key});
    }
  }
  return found;
}

static Hanging views_by_what_they_read(const pg::Catalog& catalog) {
  Hanging views;
  for (const auto& [view_name, view] : catalog.relations) {
    for (const auto& read : view.reads) views[read].push_back(&view);
  }
  return views;
}

std::vector<const pg::Relation*> views_over(const pg::Name& name, const pg::Catalog& catalog) {
  std::set<pg::NameView> seen{name};
  std::vector<const pg::Relation*> found;
  add_hanging(name, views_by_what_they_read(catalog), seen, found);
  return found;
}

std::vector<const pg::Relation*> views_using(const pg::Name& table, std::string_view column,
                                             const pg::Catalog& catalog, bool unsure) {
  const auto views = views_by_what_they_read(catalog);
  std::set<pg::NameView> seen;
  std::vector<const pg::Relation*> found;
  for (const auto& [view_name, view] : catalog.relations) {
    const bool reads = std::find(view.reads.begin(), view.reads.end(), table) != view.reads.end();
    const bool names = std::any_of(view.reads_columns.begin(), view.reads_columns.end(),
                                   [&](const auto& read) { return read.first == table && read.second == column; });
    if (!names && !(unsure && reads && view.reads_columns.empty())) continue;
    if (!seen.insert(view_name).second) continue;
    found.push_back(&view);
    add_hanging(view_name, views, seen, found);
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
  return catalog.has_server() && heap_bytes_of(relation, catalog) == 0 && rows_of(relation, catalog) == 0;
}

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         (c & 0x80) != 0;
}

static char folded(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The text, folded, is the identifier.
static bool is_folded(std::string_view text, std::string_view identifier) {
  return std::equal(text.begin(), text.end(), identifier.begin(), identifier.end(),
                    [](char written, char wanted) { return folded(written) == wanted; });
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
  const auto last = text.size() < identifier.size() ? 0 : text.size() - identifier.size() + 1;
  for (std::size_t at = 0; at < last; ++at) {
    const char before = at == 0 ? ' ' : text[at - 1];
    const char after = at + identifier.size() == text.size() ? ' ' : text[at + identifier.size()];
    if (before != '"' && !is_word(before) && !is_word(after) &&
        is_folded(text.substr(at, identifier.size()), identifier))
      return true;
  }
  return false;
}

bool calls(std::string_view text, std::string_view function) {
  for (auto bracket = text.find('('); bracket != text.npos; bracket = text.find('(', bracket + 1)) {
    const auto before = base::trim(text.substr(0, bracket));
    if (before.size() < function.size()) continue;
    const bool quoted = before.back() == '"';
    const auto length = function.size() + (quoted ? 2 : 0);
    if (before.size() < length) continue;
    const auto begin = before.size() - std::min(before.size(), length + 1);  // with the character before it
    if (mentions(before.substr(begin), function)) return true;
  }
  return false;
}

bool index_uses(const pg::Index& index, std::string_view column) {
  if (std::find(index.columns.begin(), index.columns.end(), column) != index.columns.end()) return true;
  // "CREATE INDEX name ON table USING btree (…": names before the bracket are not columns.
  const auto bracket = index.definition.find('(');
  return bracket != std::string::npos && mentions(std::string_view(index.definition).substr(bracket), column);
}

static bool is_same(const sql::Lexer& lexer, const sql::Token& token, const sql::Lexer& words,
                    const sql::Token& wanted) {
  if (token.kind != wanted.kind) return false;
  return token.kind == sql::Token::Kind::word ? lexer.is(token, words.text(wanted))
                                              : lexer.text(token) == words.text(wanted);
}

static bool begins_with(sql::Lexer lexer, sql::Lexer words) {
  for (auto wanted = words.next(); wanted.kind != sql::Token::Kind::end; wanted = words.next()) {
    if (!is_same(lexer, lexer.next(), words, wanted)) return false;
  }
  return true;
}

bool has_words(std::string_view text, std::string_view words) {
  // Most texts have none of it, and are not taken apart for that.
  if (!base::contains_ignoring_case(text, words.substr(0, words.find(' ')))) return false;
  const sql::Lexer wanted(words);
  for (sql::Lexer lexer(text); lexer.peek().kind != sql::Token::Kind::end; lexer.next()) {
    if (begins_with(lexer, wanted)) return true;
  }
  return false;
}

std::string shown(const pg::Name& table, std::string_view column) {
  return fmt::format("{}.{}", shown(table), column);
}

bool is_counted(const pg::Relation& relation, const pg::Catalog& catalog) {
  const auto guessed = [](const pg::Relation& each) { return each.estimated_rows <= 0 && each.heap_bytes > 0; };
  if (relation.kind != pg::RelationKind::partitioned_table) return !guessed(relation);
  const auto below = descendants(relation.name, catalog);
  return std::ranges::none_of(below, [&](const pg::Relation* each) { return guessed(*each); });
}

std::string counted_rows(const pg::Relation& relation, const pg::Catalog& catalog) {
  if (!is_counted(relation, catalog)) return "its rows; how many is not known: it was never analysed";
  return shown_rows(rows_of(relation, catalog));
}

std::string shown_rows(long long rows) {
  return base::grouped(rows, " ") + (rows == 1 ? " row" : " rows");
}

}  // namespace impact
