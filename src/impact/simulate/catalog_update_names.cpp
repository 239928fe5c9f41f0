// Names: those the server chooses, and renames carried through everything that holds the old one.
#include <algorithm>
#include <cctype>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

#include "impact/simulate/catalog_update.h"
#include "impact/simulate/schema.h"
#include "impact/types/types.h"
#include "sql/objects.h"

namespace impact {

static constexpr std::size_t longest_name = 63;

// Not in the middle of a UTF-8 sequence.
static std::string cut(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  text.resize(bytes);
  return text;
}

static std::string object_name(const std::string& first, const std::string& second, const std::string& label) {
  const std::size_t overhead = (second.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  const std::size_t room = longest_name - overhead;
  std::size_t a = first.size();
  std::size_t b = second.size();
  while (a + b > room) (a > b ? a : b) -= 1;
  std::string name = cut(first, a);
  if (!second.empty()) name += "_" + cut(second, b);
  if (!label.empty()) name += "_" + label;
  return name;
}

// What an index is called after a key: a column, the function of a call, else expr.
static std::string name_part(const std::string& key) {
  const auto bracket = key.find('(');
  if (bracket == std::string::npos) return key;
  const auto call = key.substr(0, bracket);
  const bool plain = !call.empty() && std::all_of(call.begin(), call.end(), [](char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  return plain ? call : "expr";
}

// "email_createdAt": the keys joined.
static std::string joined(const std::vector<std::string>& keys) {
  std::string all;
  for (const auto& key : keys) {
    if (!all.empty()) all += "_";
    all += name_part(key);
    if (all.size() >= longest_name) break;
  }
  return all;
}

using Names = std::unordered_set<std::string_view>;

// Gathered once, since a table with a thousand indexes of one kind is asked about a thousand names.
static Names relations_taken(const pg::Catalog& catalog, std::string_view schema) {
  Names taken;
  for (auto at = catalog.relations.lower_bound(pg::NameView{schema, ""});
       at != catalog.relations.end() && at->first.schema == schema; ++at) {
    taken.insert(at->first.name);
    for (const auto& index : at->second.indexes) taken.insert(index.name);
  }
  return taken;
}

static Names constraints_taken(const pg::Relation* relation) {
  Names taken;
  if (!relation) return taken;
  for (const auto& constraint : relation->constraints) taken.insert(constraint.name);
  return taken;
}

static std::string first_free(const std::string& first, const std::string& second, std::string_view label,
                              const Names& taken) {
  for (std::size_t number = 0;; ++number) {
    auto name = object_name(first, second, number == 0 ? std::string(label) : fmt::format("{}{}", label, number));
    if (!taken.contains(name)) return name;
  }
}

std::string index_name(const pg::Catalog& catalog, const pg::Name& table, const std::vector<std::string>& columns,
                       std::string_view label) {
  return first_free(table.name, label == "pkey" ? "" : joined(columns), label,
                    relations_taken(catalog, table.schema));
}

std::string sequence_name(const pg::Catalog& catalog, const pg::Name& table, const std::string& column) {
  return first_free(table.name, column, "seq", relations_taken(catalog, table.schema));
}

std::string constraint_name(const pg::Catalog& catalog, const pg::Name& table,
                            const std::vector<std::string>& columns, std::string_view label) {
  return first_free(table.name, joined(columns), label, constraints_taken(find_relation(table, catalog)));
}

// Columns of a type, as format_type writes it once it is called otherwise.
static void retype_columns(pg::Catalog& catalog, const pg::Name& from, const pg::Name& to) {
  const sql::QualifiedName before{is_on_path(from.schema, catalog) ? "" : from.schema, from.name};
  const sql::QualifiedName after{is_on_path(to.schema, catalog) ? "" : to.schema, to.name};
  for (auto& [name, relation] : catalog.relations) {
    for (auto& column : relation.columns) {
      if (is_of_type(column, before))
        column.type = canonical_type(after.text()) + (column.type.ends_with("[]") ? "[]" : "");
    }
  }
}

void rename_relation(pg::Catalog& catalog, pg::Name from, pg::Name to) {
  auto node = catalog.relations.extract(from);
  if (node.empty()) return;
  node.key() = to;
  node.mapped().name = to;
  catalog.relations.insert(std::move(node));
  const auto follow = [&](pg::Name& name) {
    if (name == from) name = to;
  };
  for (auto& statistics : catalog.statistics) follow(statistics.table);
  for (auto& [name, relation] : catalog.relations) {
    if (relation.partition_of) follow(*relation.partition_of);
    if (relation.owned_by) follow(*relation.owned_by);
    for (auto& parent : relation.inherits) follow(parent);
    for (auto& read : relation.reads) follow(read);
    for (auto& read : relation.reads_columns) follow(read.first);
    for (auto& constraint : relation.constraints) {
      if (constraint.references) follow(*constraint.references);
    }
  }
  retype_columns(catalog, from, to);  // those of its row type
}

static void rename_in(std::vector<std::string>& names, const std::string& from, const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

// The column in definitions that the server writes: a word of its own, not within a string.
static void rename_word(std::string& text, const std::string& from, const std::string& to) {
  const auto is_part = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' || (c & 0x80) != 0;
  };
  const auto written = sql::QualifiedName{"", from}.text();
  const auto wanted = sql::QualifiedName{"", to}.text();
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'') quoted = !quoted;
    if (quoted || text.compare(at, written.size(), written) != 0) continue;
    const bool begins = at == 0 || (!is_part(text[at - 1]) && text[at - 1] != '"');
    const auto end = at + written.size();
    const bool ends = end == text.size() || (!is_part(text[end]) && text[end] != '"' && text[end] != '(');
    if (!begins || !ends) continue;
    text.replace(at, written.size(), wanted);
    at += wanted.size() - 1;
  }
}

static void rename_column(pg::Catalog& catalog, pg::Relation& relation, const std::string& from,
                          const std::string& to) {
  for (auto& column : relation.columns) {
    if (column.name == from) column.name = to;
  }
  for (auto& column : relation.columns) {
    if (column.generated && column.default_expression) rename_word(*column.default_expression, from, to);
  }
  for (auto& index : relation.indexes) {
    rename_in(index.columns, from, to);
    for (auto& key : index.columns) {
      if (!relation.column(key)) rename_word(key, from, to);
    }
    const auto bracket = index.definition.find('(');
    if (bracket == std::string::npos) continue;
    auto behind = index.definition.substr(bracket);
    rename_word(behind, from, to);
    index.definition = index.definition.substr(0, bracket) + behind;
  }
  for (auto& constraint : relation.constraints) {
    rename_in(constraint.columns, from, to);
    if (constraint.kind == pg::ConstraintKind::check) rename_word(constraint.definition, from, to);
  }
  for (auto& user : relation.column_users) {
    if (user.column == from) user.column = to;
  }
  for (auto& trigger : relation.triggers) {
    const auto execute = trigger.definition.find(" EXECUTE ");
    auto head = trigger.definition.substr(0, execute);
    rename_word(head, from, to);
    if (execute != std::string::npos) trigger.definition = head + trigger.definition.substr(execute);
  }
  for (auto& statistics : catalog.statistics) {
    if (statistics.table != relation.name) continue;
    rename_in(statistics.columns, from, to);
    rename_word(statistics.definition, from, to);
  }
  rename_word(relation.partition_key, from, to);
  for (auto& [name, other] : catalog.relations) {
    for (auto& read : other.reads_columns) {
      if (read.first == relation.name && read.second == from) read.second = to;
    }
    for (auto& constraint : other.constraints) {
      if (constraint.references == relation.name) rename_in(constraint.referenced_columns, from, to);
    }
  }
}

static void rename_schema(pg::Catalog& catalog, const std::string& from, const std::string& to) {
  std::vector<pg::Name> names;
  for (const auto& [name, relation] : catalog.relations) {
    if (name.schema == from) names.push_back(name);
  }
  for (const auto& name : names) rename_relation(catalog, name, {to, name.name});
  rename_in(catalog.schemas, from, to);
}

template <class Change>
static void rename_in_types(auto& types, const pg::Name& from, Change&& change) {
  auto node = types.extract(from);
  if (node.empty()) return;
  change(node.key());
  types.insert(std::move(node));
}

// A type of any kind, a table's row type left out: the table is renamed.
template <class Change>
static void rename_type(pg::Catalog& catalog, const sql::QualifiedName& type, Change&& change) {
  const auto matches = [&](const pg::Name& name) {
    return name.name == type.name && (type.schema.empty() || name.schema == type.schema);
  };
  std::optional<pg::Name> from;
  for (const auto& name : catalog.types)
    if (matches(name)) from = name;
  for (const auto& [name, labels] : catalog.enums)
    if (matches(name)) from = name;
  if (!from) return;
  auto to = *from;
  change(to);
  std::replace(catalog.types.begin(), catalog.types.end(), *from, to);
  rename_in_types(catalog.enums, *from, change);
  rename_in_types(catalog.domains, *from, change);
  if (catalog.relations.contains(*from)) return rename_relation(catalog, *from, to);
  retype_columns(catalog, *from, to);
}

static bool is_routine(std::string_view object) {
  return object == "FUNCTION" || object == "PROCEDURE" || object == "ROUTINE" || object == "AGGREGATE";
}

// Which of several is meant is told by its arguments; both names stay known then.
template <class Change>
static void rename_routine(pg::Catalog& catalog, const sql::Statement& statement, Change&& change) {
  for (const auto& meant : sql::object_facts(statement.text).routines) {
    std::vector<pg::Routine*> named;
    for (auto& routine : catalog.routines) {
      if (routine.name.name == meant.name.name &&
          (meant.name.schema.empty() || meant.name.schema == routine.name.schema))
        named.push_back(&routine);
    }
    for (auto& name : std::vector(catalog.functions)) {
      if (name.name != meant.name.name || (!meant.name.schema.empty() && meant.name.schema != name.schema)) continue;
      auto changed = name;
      change(changed);
      if (named.size() == 1) std::erase(catalog.functions, name);
      catalog.functions.push_back(std::move(changed));
    }
    if (named.size() == 1) {
      const auto before = named.front()->name;
      change(named.front()->name);
      for (auto& [table, relation] : catalog.relations) {
        for (auto& trigger : relation.triggers) {
          if (trigger.function == before) trigger.function = named.front()->name;
        }
      }
    } else if (!named.empty()) {
      auto copy = *named.front();
      copy.name = named.front()->name;
      change(copy.name);
      copy.body.clear();
      catalog.routines.push_back(std::move(copy));
    }
  }
}

void replay(const sql::Rename& rename, CatalogUpdate& replay) {
  auto& catalog = replay.catalog;
  if (rename.object == "ROLE") {
    for (auto& role : catalog.roles) {
      if (role.name == rename.relation.name) role.name = rename.to;
    }
    return;
  }
  if (rename.object == "SCHEMA")
    return rename_schema(catalog, rename.from.empty() ? rename.relation.name : rename.from, rename.to);
  if (rename.object == "TYPE" || rename.object == "DOMAIN")
    return rename_type(catalog, rename.relation, [&](pg::Name& name) { name.name = rename.to; });
  if (is_routine(rename.object))
    return rename_routine(catalog, replay.statement, [&](pg::Name& name) { name.name = rename.to; });
  auto* relation = find_relation(rename.relation, catalog);
  if (!relation) {
    const auto found = find_index(rename.relation, catalog);
    if (!found) return;
    auto& table = catalog.relations.at(found.table->name);
    const auto old = found.index->name;
    for (auto& index : table.indexes) {
      if (index.name == old) index.name = rename.to;
    }
    for (auto& constraint : table.constraints) {
      if (constraint.name == old && constraint.kind != pg::ConstraintKind::foreign_key) constraint.name = rename.to;
    }
    return;
  }
  if (rename.object == "COLUMN") {
    const auto below = descendants(relation->name, catalog);
    for (const auto* child : below) rename_column(catalog, catalog.relations.at(child->name), rename.from, rename.to);
    rename_column(catalog, *relation, rename.from, rename.to);
  } else if (rename.object == "CONSTRAINT" || rename.object == "TABCONSTRAINT") {
    for (auto& constraint : relation->constraints) {
      if (constraint.name == rename.from) constraint.name = rename.to;
    }
    for (auto& index : relation->indexes) {
      if (index.name == rename.from) index.name = rename.to;
    }
  } else if (rename.object == "TRIGGER") {
    for (auto& trigger : relation->triggers) {
      if (trigger.name == rename.from) trigger.name = rename.to;
    }
  } else if (rename.from.empty()) {
    rename_relation(catalog, relation->name, {relation->name.schema, rename.to});
  }
}

void replay(const sql::SetSchema& move, CatalogUpdate& replay) {
  if (move.object == "TYPE" || move.object == "DOMAIN")
    return rename_type(replay.catalog, move.name, [&](pg::Name& name) { name.schema = move.schema; });
  if (is_routine(move.object))
    return rename_routine(replay.catalog, replay.statement, [&](pg::Name& name) { name.schema = move.schema; });
  const auto* relation = find_relation(move.name, std::as_const(replay.catalog));
  if (!relation) return;
  const auto name = relation->name;
  std::vector<pg::Name> owned;
  for (const auto& [other, sequence] : replay.catalog.relations) {
    if (sequence.owned_by == name) owned.push_back(other);
  }
  for (const auto& sequence : owned) rename_relation(replay.catalog, sequence, {move.schema, sequence.name});
  rename_relation(replay.catalog, name, {move.schema, name.name});
}

}  // namespace impact
