#include "fix/fix.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "fix/pieces.h"
#include "impact/simulate/schema.h"
#include "impact/simulate/simulation.h"

namespace fix {

// One file, of the team's statements alone, and nothing put in front of them.
static bool is_as_it_was(const std::vector<Draft>& drafts, const Pieces& pieces, const Safe& safe) {
  if (drafts.size() != 1 || !safe.changes.empty()) return drafts.empty();
  std::size_t statements = 0;
  for (const auto& piece : pieces.pieces) statements += piece.part.up.size();
  const auto settings = pieces.pieces.front().settings.size();
  return drafts.front().up.size() == statements + settings;
}

// The new files are read as any other: what the server would refuse in them, though not in the team's own, is said.
static void look_for_refusals(const std::vector<Draft>& drafts, impact::Simulation simulation, Safe& safe) {
  for (const auto& draft : drafts) {
    for (const auto& line : draft.up) {
      const auto parsed = parse(line.statement);
      const auto& statement = parsed.statements.front();
      const auto found = simulation.judge(statement);
      if (found.fails)
        safe.refusals.push_back({0, in_one_line(line.statement),
                                 fmt::format("in the new file '{}' it will be refused: {}. Part "
                                             "the migration by hand",
                                             draft.title, sentence(*found.fails))});
      if (const auto* bad = long_under_lock(found); bad && !simulation.made().contains(bad->relation))
        safe.refusals.push_back({0, in_one_line(line.statement),
                                 fmt::format("in the new file '{}' it would keep {} closed for "
                                             "long: {}. Part the migration by hand",
                                             draft.title, bad->relation.text(), bad->why)});
      simulation.leave(statement, {});  // what recipes run is known to do what it says
    }
  }
}

// What the statement takes away and what it makes, by the names that keys_of
// gives them.
static bool is_drop(const sql::Statement& statement) {
  using enum sql::AlterAction;
  if (statement.as<sql::Drop>()) return true;
  const auto* alter = statement.as<sql::AlterTable>();
  return alter && std::any_of(alter->commands.begin(), alter->commands.end(), [](const auto& command) {
           return command.action == drop_constraint || command.action == drop_default ||
                  command.action == drop_column || command.action == drop_identity;
         });
}

static bool is_invalid_index(const sql::Statement& statement, const pg::Catalog& catalog) {
  const auto* drop = statement.as<sql::Drop>();
  if (!drop || drop->object != "INDEX" || drop->names.empty()) return false;
  const auto found = impact::find_index(drop->names.front(), catalog);
  return found && !found.index->valid;
}

// Between two files nobody has what the first drops and the second makes anew.
static bool leave_a_gap(const std::vector<Draft>& drafts, impact::Simulation simulation, Safe& safe) {
  std::map<std::string, std::pair<std::size_t, std::string>> gone;
  for (std::size_t at = 0; at < drafts.size(); ++at) {
    for (const auto& line : drafts[at].up) {
      const auto parsed = parse(line.statement);
      const auto& statement = parsed.statements.front();
      const auto& catalog = simulation.whole();
      const bool drop = is_drop(statement) && !is_invalid_index(statement, catalog);
      for (const auto& key : keys_of(statement, catalog)) {
        if (drop) {
          if (!drafts[at].contract) gone[key] = {at, in_one_line(line.statement)};
          continue;
        }
        const auto found = gone.find(key);
        if (found == gone.end() || found->second.first == at) continue;
        safe.refusals.push_back({0, found->second.second,
                                 fmt::format("{} is dropped in one file and made anew in another: "
                                             "between the two nobody has it. Make the "
                                             "new one under another name first, or leave the "
                                             "migration as it is",
                                             key)});
        return true;
      }
      simulation.leave(statement, {});
    }
  }
  return false;
}

// A contraction waits for days, and its table has another name by then, which may be that of a view.
static bool renames_under_contraction(const Pieces& all, Safe& safe) {
  std::set<std::string> renamed;
  for (const auto& piece : all.pieces) {
    for (const auto& text : piece.part.up) {
      const auto parsed = parse(text);
      const auto& statement = parsed.statements.front();
      const auto* alter = statement.as<sql::AlterTable>();
      if (piece.part.contract && alter && renamed.contains(alter->table.name)) {
        safe.refusals.push_back(
            {0, in_one_line(text),
             fmt::format("{} is renamed or moved by the same migration, before this could run: do "
                         "the two in migrations of their own",
                         alter->table.name)});
        return true;
      }
      if (const auto* rename = statement.as<sql::Rename>(); rename && rename->object == "TABLE")
        renamed.insert(rename->relation.name);
      if (const auto* move = statement.as<sql::SetSchema>()) renamed.insert(move->name.name);
    }
  }
  return false;
}

// What a contraction still holds goes after it: a type whose last column is the
// old one.
static void put_off_drops(Pieces& all, const pg::Catalog& before, const impact::CreatedRelations& made_before) {
  auto& pieces = all.pieces;
  const auto contract =
      std::find_if(pieces.begin(), pieces.end(), [](const RewriteStep& piece) { return piece.part.contract; });
  if (contract == pieces.end()) return;
  impact::Simulation simulation(before, made_before);
  std::vector<RewriteStep> late;
  std::vector<RewriteStep> kept;
  for (auto& piece : pieces) {
    bool waits = false;
    for (const auto& text : piece.part.up) {
      const auto parsed = parse(text);
      const auto& statement = parsed.statements.front();
      waits = piece.plain && statement.as<sql::Drop>() && simulation.judge(statement).fails;
      if (waits) break;
      simulation.leave(statement, {});
    }
    if (waits) piece.part.contract = piece.part.alone = true;
    (waits ? late : kept).push_back(piece);
  }
  kept.insert(kept.end(), late.begin(), late.end());
  pieces = std::move(kept);
}

// A file whose statements belong to one session stays one file.
static bool keep_whole(const migration::Migration& migration, std::size_t drafts, Safe& safe) {
  if (drafts < 2) return false;
  for (const auto& statement : sql::parse(migration.up.text, migration.up.shown)) {
    const auto why = why_whole(statement);
    if (why.empty()) continue;
    safe.changes.clear();
    safe.refusals.push_back({statement.line, in_one_line(statement.text),
                             fmt::format("the file cannot be parted: {}. Part it by hand where "
                                         "that does not matter",
                                         why)});
    return true;
  }
  return false;
}

// Rows go with their COPY, and files are written statement by statement.
static bool holds_rows(const migration::Migration& migration, Safe& safe) {
  for (const auto& statement : sql::parse(migration.up.text, migration.up.shown)) {
    if (!statement.rows) continue;
    safe.refusals.push_back({statement.line, in_one_line(statement.text),
                             "the file holds rows of a COPY. Put them into a migration of their own"});
    return true;
  }
  return false;
}

Safe make_safe(const migration::Migration& migration, const pg::Catalog& before,
               const impact::CreatedRelations& new_relations, const Settings& settings) {
  Safe safe;
  if (holds_rows(migration, safe)) return safe;
  safe.has_undo = migration.down && !sql::is_blank(migration.down->text);
  auto pieces = rewrite(migration, before, new_relations, settings, safe);
  put_in_order(pieces);
  put_off_drops(pieces, before, new_relations);
  part_tables(pieces, safe);
  if (safe.has_undo) share_undo(pieces, *migration.down, settings);
  auto drafts = pack(pieces, settings, safe.has_undo);
  if (keep_whole(migration, drafts.size(), safe)) return safe;
  if (leave_a_gap(drafts, impact::Simulation(before), safe) || renames_under_contraction(pieces, safe)) {
    safe.changes.clear();
    return safe;
  }
  const bool was_sound = safe.refusals.empty();
  if (was_sound && !safe.changes.empty()) look_for_refusals(drafts, impact::Simulation(before, new_relations), safe);
  if (!is_as_it_was(drafts, pieces, safe)) safe.drafts = std::move(drafts);
  return safe;
}

}  // namespace fix
