#include "review/store.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace review {

Store::Store(pg::Catalog catalog)
    : catalog_(std::move(catalog)), search_path_(catalog_.search_path), time_zone_(catalog_.time_zone) {
  link_all();
}

void Store::link(const pg::Relation& relation) {
  const auto& name = relation.name;
  for (const auto& constraint : relation.constraints) {
    if (constraint.references) children_[*constraint.references].insert(name);
  }
  if (relation.partition_of) below_[*relation.partition_of].insert(name);
  for (const auto& parent : relation.inherits) below_[parent].insert(name);
  for (const auto& read : relation.reads) readers_[read].insert(name);
  if (relation.owned_by) owned_[*relation.owned_by].insert(name);
  for (const auto& index : relation.indexes) by_index_[index.name].insert(name);
  if (auto folded = base::to_lower(name.name); folded != name.name) by_folded_[folded].insert(name);
}

void Store::link_all() {
  for (auto* index : {&children_, &below_, &readers_, &owned_}) index->clear();
  by_index_.clear();
  by_folded_.clear();
  for (const auto& [name, relation] : catalog_.relations) link(relation);
  for (const auto& [name, relation] : aside_) link(relation);
}

// What was at hand may have been changed, renamed or dropped: what it points at now is noted, what it pointed at
// before stays noted.
void Store::put_back() {
  if (all_at_hand_) {
    aside_.swap(catalog_.relations);
    catalog_.relations.clear();
    all_at_hand_ = false;
    if (std::exchange(changed_, false)) link_all();
    return;
  }
  for (auto at = catalog_.relations.begin(); at != catalog_.relations.end();) {
    if (!links_hold_) link(at->second);
    aside_.insert(catalog_.relations.extract(at++));
  }
}

pg::Catalog& Store::whole() {
  if (!all_at_hand_) {
    put_back();
    catalog_.relations.swap(aside_);
    aside_.clear();
    all_at_hand_ = true;
  }
  return catalog_;
}

void Store::take(const pg::Name& name, std::vector<pg::Name>& queue) {
  auto node = aside_.extract(name);
  if (node.empty()) return;
  catalog_.relations.insert(std::move(node));
  queue.push_back(name);
}

void Store::take_written(const sql::QualifiedName& name, std::vector<pg::Name>& queue) {
  const auto take_in = [&](const std::string& schema) { take({schema, name.name}, queue); };
  if (!name.schema.empty()) {
    take_in(name.schema);
  } else {
    take_in("pg_temp");
    for (const auto& schema : catalog_.search_path) take_in(schema);
    take_in("public");
  }
  if (const auto tables = by_index_.find(name.name); tables != by_index_.end())
    for (const auto& table : tables->second) take(table, queue);
  if (const auto others = by_folded_.find(name.name); others != by_folded_.end())
    for (const auto& other : others->second) take(other, queue);
}

bool Store::has(const sql::QualifiedName& name) const {
  const auto in = [&](const std::string& schema) {
    const pg::Name wanted{schema, name.name};
    return catalog_.relations.contains(wanted) || aside_.contains(wanted);
  };
  if (const auto tables = by_index_.find(name.name); tables != by_index_.end()) {
    for (const auto& table : tables->second) {
      for (const auto* relations : {&catalog_.relations, &aside_}) {
        const auto found = relations->find(table);
        if (found != relations->end() && found->second.index(name.name)) return true;
      }
    }
  }
  if (!name.schema.empty()) return in(name.schema);
  return in("pg_temp") || in("public") || std::any_of(catalog_.search_path.begin(), catalog_.search_path.end(), in);
}

void Store::add(pg::Relation relation) {
  link(relation);
  names_.clear();
  auto name = relation.name;
  catalog_.relations.insert_or_assign(std::move(name), std::move(relation));
}

void Store::new_session() {
  for (auto* relations : {&catalog_.relations, &aside_}) {
    for (auto at = relations->lower_bound({"pg_temp", ""}); at != relations->end() && at->first.schema == "pg_temp";)
      at = relations->erase(at);
  }
  catalog_.search_path = search_path_;
  catalog_.time_zone = time_zone_;
}

static bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A statement that may reach relations it does not name.
static bool may_reach_any(const sql::Statement& statement, const pg::Catalog& catalog) {
  if (const auto* drop = statement.as<sql::Drop>())
    return !is_one_of(drop->object,
                      {"TABLE", "INDEX", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "TRIGGER", "POLICY", "RULE"});
  if (const auto* rename = statement.as<sql::Rename>())
    return !is_one_of(rename->object,
                      {"TABLE", "COLUMN", "CONSTRAINT", "INDEX", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "TRIGGER"});
  if (const auto* move = statement.as<sql::SetSchema>())
    return !is_one_of(move->object, {"TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE"});
  if (const auto* alter = statement.as<sql::AlterTable>())
    return !is_one_of(alter->object, {"TABLE", "INDEX", "VIEW", "MATERIALIZED VIEW", "SEQUENCE"});
  if (const auto* reindex = statement.as<sql::Reindex>()) return !is_one_of(reindex->object, {"TABLE", "INDEX"});
  if (const auto* vacuum = statement.as<sql::Vacuum>()) return vacuum->tables.empty();
  if (const auto* cluster = statement.as<sql::Cluster>()) return !cluster->table;
  if (const auto* grant = statement.as<sql::Grant>()) return grant->relations.empty();
  if (statement.as<sql::DoBlock>() || statement.as<sql::Other>() || statement.as<sql::CreateExtension>()) return true;
  // Functions of the schema's own may touch what they like.
  return std::any_of(statement.calls.begin(), statement.calls.end(), [&](const sql::FunctionCall& call) {
    return std::any_of(catalog.functions.begin(), catalog.functions.end(),
                       [&](const pg::Name& function) { return function.name == call.name.name; });
  });
}

// Statements for which tables that refer to the one at hand matter.
static bool asks_for_children(const sql::Statement& statement) {
  return statement.as<sql::Drop>() || statement.as<sql::Truncate>() || statement.as<sql::Delete>() ||
         statement.as<sql::Update>() || statement.as<sql::Rename>() || statement.as<sql::SetSchema>() ||
         statement.as<sql::AlterTable>();
}

static std::vector<sql::QualifiedName> written_names(const sql::Statement& statement) {
  std::vector<sql::QualifiedName> names;
  for (const auto& use : statement.uses) names.push_back(use.name);
  const auto add_all = [&](const auto& more) { names.insert(names.end(), more.begin(), more.end()); };
  if (const auto* drop = statement.as<sql::Drop>()) add_all(drop->names);
  if (const auto* alter = statement.as<sql::AlterTable>()) {
    names.push_back(alter->table);
    for (const auto& command : alter->commands) {
      if (command.other) names.push_back(*command.other);
      if (command.constraint && command.constraint->references) names.push_back(*command.constraint->references);
      if (command.column && command.column->references) names.push_back(*command.column->references);
    }
  }
  if (const auto* create = statement.as<sql::CreateTable>()) {
    names.push_back(create->table);
    add_all(create->like);
    if (create->partition_of) names.push_back(*create->partition_of);
  }
  if (const auto* index = statement.as<sql::CreateIndex>()) {
    names.push_back(index->table);
    if (!index->name.empty()) names.push_back({{}, index->name});
  }
  if (const auto* rename = statement.as<sql::Rename>()) {
    names.push_back(rename->relation);
    names.push_back({rename->relation.schema, rename->to});
  }
  if (const auto* move = statement.as<sql::SetSchema>()) names.push_back(move->name);
  if (const auto* reindex = statement.as<sql::Reindex>()) names.push_back(reindex->name);
  if (const auto* view = statement.as<sql::CreateView>()) names.push_back(view->name);
  if (const auto* refresh = statement.as<sql::RefreshView>()) names.push_back(refresh->name);
  if (const auto* sequence = statement.as<sql::CreateSequence>()) names.push_back(sequence->name);
  return names;
}

void Store::take_near(const sql::Statement& statement, std::vector<pg::Name> queue) {
  const bool children = asks_for_children(statement);
  const auto take_all = [&](const std::map<pg::Name, Names>& index, const pg::Name& name) {
    const auto found = index.find(name);
    if (found == index.end()) return;
    for (const auto& other : found->second) take(other, queue);
  };
  std::size_t named = queue.size();
  std::vector<pg::Name> parents;
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const auto name = queue[at];
    const auto& relation = catalog_.relations.at(name);
    if (at < named) {
      for (const auto& constraint : relation.constraints)
        if (constraint.references) parents.push_back(*constraint.references);
    }
    const auto reads = relation.reads;
    const auto partition_of = relation.partition_of;
    const auto inherits = relation.inherits;
    const auto owned_by = relation.owned_by;
    for (const auto& read : reads) take(read, queue);
    if (partition_of) take(*partition_of, queue);
    for (const auto& parent : inherits) take(parent, queue);
    if (owned_by) take(*owned_by, queue);
    take_all(below_, name);
    take_all(readers_, name);
    take_all(owned_, name);
    if (children) take_all(children_, name);
  }
  // Parents are only looked up, so what hangs on them does not matter.
  std::vector<pg::Name> ignored;
  for (const auto& parent : parents) take(parent, ignored);
}

// The schema is the same afterwards, and who refers to the table matters to none or all of them.
static bool changes_rows_only(const sql::Statement& statement) {
  return statement.as<sql::Insert>() || statement.as<sql::Comment>() || statement.as<sql::Copy>() ||
         statement.as<sql::Grant>();
}

pg::Catalog& Store::around(const sql::Statement& statement) {
  if (may_reach_any(statement, catalog_)) {
    whole();
    // What simulate() leaves as it is: see impact/simulate.cpp.
    changed_ =
        changed_ || !(statement.as<sql::Other>() || statement.as<sql::Grant>() || statement.as<sql::Vacuum>() ||
                      statement.as<sql::Reindex>() || statement.as<sql::Cluster>());
    return catalog_;
  }
  auto names = written_names(statement);
  // Rows put into one table, statement after statement: what is at hand is what is needed.
  const bool rows_only = changes_rows_only(statement);
  if (rows_only && links_hold_ && !all_at_hand_ && names == names_) return catalog_;
  put_back();
  links_hold_ = rows_only;
  names_.clear();
  std::vector<pg::Name> queue;
  for (const auto& name : names) take_written(name, queue);
  // A trigger's function may touch any table.
  const bool triggered =
      !catalog_.routines.empty() && std::any_of(queue.begin(), queue.end(), [&](const pg::Name& name) {
        return !catalog_.relations.at(name).triggers.empty();
      });
  const bool writes = statement.as<sql::Insert>() || statement.as<sql::Update>() || statement.as<sql::Delete>() ||
                      statement.as<sql::Truncate>();
  if (triggered && writes) return whole();
  take_near(statement, std::move(queue));
  if (rows_only) names_ = std::move(names);
  return catalog_;
}

}  // namespace review
