// CREATE INDEX: CONCURRENTLY, in a file of its own; a partitioned table partition by partition.
#include <fmt/format.h>

#include "base/text.h"
#include "fix/indexes.h"
#include "fix/names.h"
#include "fix/tokens.h"
#include "impact/simulate/schema.h"
#include "pg/session.h"

namespace fix {

static std::string create(const IndexApart& apart, std::string_view way, const std::string& name,
                          const std::string& table) {
  return fmt::format("CREATE {}INDEX {}{} ON {} {}", apart.unique ? "UNIQUE " : "", way, name, table,
                     apart.behind_table);
}

static Part build_create_index(const pg::Name& table, const std::string& name, std::string statement) {
  return {.title = base::replace_all(base::slug(name, 30), "-", "_"),
          .does = fmt::format("builds {} while reads and writes go on", name),
          .running = Running::steps,
          .up = {std::move(statement)},
          .down = {drop_concurrently(table, name)}};
}

// The parent's index is made alone and invalid, those of the partitions CONCURRENTLY; with the last one attached the
// parent's becomes valid (PostgreSQL docs, CREATE INDEX and ALTER INDEX).
static Rewrite by_partition_create_index(const Subject& subject, const std::string& name) {
  const auto apart = take_index_apart(subject.text());
  const auto& parent = subject.table->name;
  const auto whole = pg::Name{parent.schema, name}.text();
  Rewrite remedy_create_index;
  remedy_create_index.steps.emplace_back(
      Part{.title = "index_of_parent",
           .does = fmt::format("makes {} on {} alone, not valid yet", name, parent.text()),
           .up = {create(apart, apart.if_not_exists ? "IF NOT EXISTS " : "", pg::quote_identifier(name),
                         "ONLY " + parent.text())},
           .down = {fmt::format("DROP INDEX {}", whole)}});
  Part attach{.title = "attach",
              .does = fmt::format("attaches the indexes of the partitions, which makes {} valid", name),
              .alone = true,
              .nothing_to_undo = "they go with the index they are attached to"};
  for (const auto* partition : impact::descendants(parent, subject.catalog)) {
    if (partition->kind != pg::RelationKind::table) {
      return {.impossible = fmt::format("{} is partitioned itself: make the index on its "
                                        "partitions by hand, from the "
                                        "leaves up",
                                        partition->name.text())};
    }
    const auto own = choose_index_name(partition->name, index_column_names(subject.text()), "idx", subject.catalog);
    auto part = build_create_index(partition->name, own,
                                   create(apart, "CONCURRENTLY ", pg::quote_identifier(own), partition->name.text()));
    part.down.clear();
    part.nothing_to_undo = "it goes with the index of the partitioned table";
    remedy_create_index.steps.emplace_back(std::move(part));
    attach.up.push_back(
        fmt::format("ALTER INDEX {} ATTACH PARTITION {}", whole, pg::Name{partition->name.schema, own}.text()));
  }
  if (!attach.up.empty()) remedy_create_index.steps.emplace_back(std::move(attach));
  return remedy_create_index;
}

// In place of one of the same name: built beside it, put in its place in one
// moment, and then the old one goes.
static Rewrite in_place_create_index(const Subject& subject, const std::string& name) {
  const auto& schema = subject.table->name.schema;
  const auto fresh = subject.helper + "_index";
  const auto stale = subject.helper + "_old";
  const auto apart = take_index_apart(subject.text());
  const auto rename = [&](const std::string& from, const std::string& to) {
    return fmt::format("ALTER INDEX {} RENAME TO {}", pg::Name{schema, from}.text(), pg::quote_identifier(to));
  };
  auto build = build_create_index(subject.table->name, name,
                                  create(apart, "CONCURRENTLY ", fresh, subject.table->name.text()));
  build.does = fmt::format("builds the new {} beside the old one", name);
  build.down = {drop_concurrently(subject.table->name, fresh)};
  return {.steps = {std::move(build),
                    Part{.title = "exchange",
                         .does = fmt::format("puts the new {} in the place of the old one, which goes", name),
                         .running = Running::steps,
                         .up = {"BEGIN", fmt::format("SET LOCAL lock_timeout = '{}'", subject.settings.lock_timeout),
                                rename(name, stale), rename(fresh, name), "COMMIT",
                                drop_concurrently(subject.table->name, stale)},
                         .nothing_to_undo = "the migration has no undo that makes the old index again",
                         .keeps_undo = true}}};
}

static std::optional<Rewrite> remedy_create_index(const Subject& subject) {
  const auto* index = subject.statement.as<sql::CreateIndex>();
  if (index && subject.table && subject.replaces) {
    if (subject.is_partitioned())
      return Rewrite{.impossible = fmt::format("{} is an index of a partitioned table: "
                                               "make the new one under another "
                                               "name first, and drop the old one then",
                                               index->name)};
    return in_place_create_index(subject, index->name);
  }
  if (!index || !subject.table || subject.table->kind == pg::RelationKind::foreign_table) return std::nullopt;
  auto name = index->name;
  const auto* there = name.empty() ? nullptr : subject.table->index(name);
  if (there && there->valid)
    return std::nullopt;  // IF NOT EXISTS and nothing to do, or it will be
                          // refused
  if (index->concurrently && !there) return std::nullopt;
  if (name.empty())
    name = choose_index_name(subject.table->name, index_column_names(subject.text()), "idx", subject.catalog);
  Rewrite remedy_create_index;
  for (auto& part : drop_invalid(*subject.table, name)) remedy_create_index.steps.emplace_back(std::move(part));
  if (subject.is_partitioned()) {
    const bool only = Tokens(subject.text()).find({"on", "only"}) < Tokens(subject.text()).size();
    return only ? std::nullopt : std::optional(by_partition_create_index(subject, name));
  }
  auto statement = concurrently(subject.text());
  if (index->name.empty()) {
    const Tokens tokens(statement);
    statement = tokens.with_behind(tokens.find({"on"}) - 1, pg::quote_identifier(name));
  }
  remedy_create_index.steps.emplace_back(build_create_index(subject.table->name, name, std::move(statement)));
  return remedy_create_index;
}

extern const Recipe create_index{.remedy = remedy_create_index};

}  // namespace fix
