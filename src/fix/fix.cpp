#include "fix/fix.h"

#include <algorithm>

#include <fmt/format.h>

#include "fix/pieces.h"

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
static void look_for_refusals(const std::vector<Draft>& drafts, pg::Catalog catalog, impact::Made made, Safe& safe) {
  for (const auto& draft : drafts) {
    for (const auto& line : draft.up) {
      const auto parsed = parse(line.statement);
      const auto& statement = parsed.statements.front();
      if (const auto found = impact::effects(statement, catalog, made); found.fails)
        safe.refusals.push_back(
            {0, first_line(line.statement),
             fmt::format("in the new file '{}' it will be refused: {}. Part the migration by hand", draft.title,
                         *found.fails)});
      for (auto& name : impact::simulate(statement, catalog)) made.insert(std::move(name));
    }
  }
}

Safe make_safe(const migration::Migration& migration, const pg::Catalog& before, const impact::Made& new_relations,
               const Settings& settings) {
  Safe safe;
  safe.has_undo = migration.down && !sql::is_blank(migration.down->text);
  auto pieces = rewrite(migration, before, new_relations, settings, safe);
  put_in_order(pieces);
  part_tables(pieces, safe);
  if (safe.has_undo) share_undo(pieces, *migration.down, settings);
  auto drafts = pack(pieces, settings, safe.has_undo);
  const bool was_sound = safe.refusals.empty();
  if (was_sound && !safe.changes.empty()) look_for_refusals(drafts, before, new_relations, safe);
  if (!is_as_it_was(drafts, pieces, safe)) safe.drafts = std::move(drafts);
  return safe;
}

}  // namespace fix
