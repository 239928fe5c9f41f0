// UNIQUE and PRIMARY KEY: a unique index CONCURRENTLY first, then the constraint takes it over.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fix/constraint.h"
#include "fix/indexes.h"
#include "fix/names.h"
#include "fix/pieces.h"
#include "fix/tokens.h"
#include "impact/simulate/schema.h"
#include "impact/simulate/simulation.h"
#include "pg/session.h"

namespace fix {

namespace {

// "UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) WITH (…) USING INDEX TABLESPACE fast DEFERRABLE" in its pieces.
struct Key {
  std::string kind;        // "UNIQUE", "PRIMARY KEY"
  std::string index;       // what stands behind the table in CREATE INDEX
  std::string attributes;  // "DEFERRABLE INITIALLY DEFERRED"
};

}  // namespace

static Key read_key(const Subject& subject) {
  const Tokens tokens(subject.action);
  const bool unique = tokens.find({"unique"}) < tokens.size();
  const auto word = unique ? tokens.find({"unique"}) : tokens.find({"primary", "key"});
  const auto open = tokens.find_symbol('(', word);
  auto at = tokens.behind_bracket(open);
  Key key{.kind = unique ? "UNIQUE" : "PRIMARY KEY", .index = tokens.slice(open, at), .attributes = {}};
  if (tokens.is(at, "include")) {
    key.index += " " + tokens.slice(at, tokens.behind_bracket(at + 1));
    at = tokens.behind_bracket(at + 1);
  }
  if (tokens.is(word + 1, {"nulls", "not", "distinct"})) key.index += " NULLS NOT DISTINCT";
  if (tokens.is(at, "with")) {
    key.index += " " + tokens.slice(at, tokens.behind_bracket(at + 1));
    at = tokens.behind_bracket(at + 1);
  }
  if (tokens.is(at, {"using", "index", "tablespace"})) {
    key.index += " TABLESPACE " + tokens.slice(at + 3, at + 4);
    at += 4;
  }
  key.attributes = tokens.from(at);
  return key;
}

static Part build_unique_constraint(const pg::Name& table, const std::string& name, const Key& key) {
  return {.title = "unique_index",
          .does = fmt::format("builds {} while reads and writes go on", name),
          .running = Running::steps,
          .up = {fmt::format("CREATE UNIQUE INDEX CONCURRENTLY {} ON {} {}", pg::quote_identifier(name), table.text(),
                             key.index)},
          .down = {drop_concurrently(table, name)}};
}

static std::string take_over(const std::string& head, const std::string& name, const Key& key) {
  const auto quoted = pg::quote_identifier(name);
  return fmt::format("{} ADD CONSTRAINT {} {} USING INDEX {}{}{}", head, quoted, key.kind, quoted,
                     key.attributes.empty() ? "" : " ", key.attributes);
}

// One that is there already could be taken over. That ends with an index less than the team asked for, so it is said
// and not done.
static const pg::Index* index_to_take_over(const pg::Relation& table, const std::vector<std::string>& columns) {
  for (const auto& index : table.indexes) {
    if (index.unique && index.valid && index.columns == columns && !impact::has_words(index.definition, "where") &&
        !impact::has_words(index.definition, "include") && !impact::find_constraint(table, index.name))
      return &index;
  }
  return nullptr;
}

// The schema in which the server would choose the new key's name.
static pg::Catalog without_drops(const Subject& subject) {
  impact::Simulation simulation(subject.catalog);
  for (const auto& drop : subject.drops) simulation.pass(parse(subject.head + " " + drop).statements.front());
  return simulation.whole();
}

// In place of constraints that the same ALTER TABLE drops: the index is built
// while they hold, under a name of its own, and the exchange is one statement.
static Rewrite in_place_of(const Subject& subject, const std::string& name, const Key& key) {
  const auto index = subject.helper + "_index";
  Rewrite remedy_unique_constraint;
  auto build = build_unique_constraint(subject.table->name, index, key);
  build.does = fmt::format("builds the index of {} while reads and writes go on", name);
  remedy_unique_constraint.steps.emplace_back(std::move(build));
  remedy_unique_constraint.steps.emplace_back(
      Part{.title = "constraint",
           .does = fmt::format("makes {} the {} in one moment with what it comes in place of", name, key.kind),
           .up = {fmt::format("{} {}, ADD CONSTRAINT {} {} USING INDEX {}{}{}", subject.head,
                              fmt::join(subject.drops, ", "), pg::quote_identifier(name), key.kind, index,
                              key.attributes.empty() ? "" : " ", key.attributes)},
           .nothing_to_undo = "the migration has no undo that brings the old constraint back",
           .keeps_undo = true});
  return remedy_unique_constraint;
}

static Rewrite of_table(const Subject& subject, const std::string& name, const Key& key) {
  if (!subject.drops.empty()) return in_place_of(subject, name, key);
  Rewrite remedy_unique_constraint;
  for (auto& part : drop_invalid(*subject.table, name)) remedy_unique_constraint.steps.emplace_back(std::move(part));
  remedy_unique_constraint.steps.emplace_back(build_unique_constraint(subject.table->name, name, key));
  remedy_unique_constraint.steps.emplace_back(Part{
      .title = "constraint",
      .does = fmt::format("makes {} the {} without reading the table", name, key.kind),
      .up = {take_over(subject.head, name, key)},
      .down = {fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", subject.table_name(), pg::quote_identifier(name))}});
  return remedy_unique_constraint;
}

// ONLY makes the parent's constraint with an index that is not valid; each partition's is attached to it, as pg_dump
// does it.
static Rewrite of_partitions(const Subject& subject, const sql::TableConstraint& constraint, const std::string& name,
                             const Key& key) {
  const auto& parent = subject.table->name;
  const auto quoted = pg::quote_identifier(name);
  Rewrite remedy_unique_constraint;
  // In steps: one lock at a time.
  Part attach{
      .title = "attach",
      .does = fmt::format("makes {} of the partitions' indexes", name),
      .running = Running::steps,
      .up = {fmt::format("ALTER TABLE ONLY {} ADD {}", parent.text(), named_definition(subject, constraint, name))},
      .down = {fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", parent.text(), quoted)}};
  for (const auto* partition : impact::descendants(parent, subject.catalog)) {
    if (partition->kind != pg::RelationKind::table)
      return {.impossible = fmt::format("{} is partitioned itself: make its unique "
                                        "indexes by hand, from the leaves up",
                                        partition->name.text())};
    const auto own = choose_index_name(partition->name, index_column_names(subject.action),
                                       key.kind == "UNIQUE" ? "key" : "pkey", subject.catalog);
    auto part = build_unique_constraint(partition->name, own, key);
    remedy_unique_constraint.steps.emplace_back(std::move(part));
    attach.up.push_back(take_over("ALTER TABLE " + partition->name.text(), own, key));
    attach.up.push_back(fmt::format("ALTER INDEX {} ATTACH PARTITION {}", pg::Name{parent.schema, name}.text(),
                                    pg::Name{partition->name.schema, own}.text()));
  }
  remedy_unique_constraint.steps.emplace_back(std::move(attach));
  return remedy_unique_constraint;
}

static std::optional<Rewrite> remedy_unique_constraint(const Subject& subject) {
  const auto* unique = added_constraint(subject, sql::ConstraintType::unique);
  const auto* constraint = unique ? unique : added_constraint(subject, sql::ConstraintType::primary_key);
  if (!constraint || !subject.table) return std::nullopt;
  if (!subject.drops.empty() && subject.is_partitioned())
    return Rewrite{.impossible = fmt::format("{} is partitioned, where the new key cannot "
                                             "be made ready beside the old "
                                             "one: use a maintenance window",
                                             subject.table_name())};
  const auto name = !constraint->name.empty()
                        ? constraint->name
                        : choose_index_name(subject.table->name, index_column_names(subject.action),
                                            unique ? "key" : "pkey", without_drops(subject));
  const auto key = read_key(subject);
  auto remedy_unique_constraint =
      subject.is_partitioned() ? of_partitions(subject, *constraint, name, key) : of_table(subject, name, key);
  if (const auto* index = index_to_take_over(*subject.table, constraint->columns);
      index && remedy_unique_constraint.impossible.empty())
    remedy_unique_constraint.remarks.push_back(
        fmt::format("{} is a unique index over the same columns: ADD "
                    "CONSTRAINT {} {} USING INDEX {} would spare "
                    "building another, and give that one the constraint's name",
                    index->name, pg::quote_identifier(name), key.kind, pg::quote_identifier(index->name)));
  if (unique || !remedy_unique_constraint.impossible.empty()) return remedy_unique_constraint;
  // A primary key's columns become NOT NULL, which would be looked at row by row.
  std::vector<std::variant<Part, Recurse>> proofs;
  for (const auto& column : constraint->columns) {
    proofs.emplace_back(Recurse{fmt::format("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL", subject.table_name(),
                                            pg::quote_identifier(column))});
  }
  remedy_unique_constraint.steps.insert(remedy_unique_constraint.steps.begin(), proofs.begin(), proofs.end());
  return remedy_unique_constraint;
}

extern const Recipe unique_constraint{.remedy = remedy_unique_constraint};

}  // namespace fix
