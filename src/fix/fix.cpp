#include "fix/fix.h"

#include <algorithm>

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

Safe make_safe(const migration::Migration& migration, const pg::Catalog& before, const impact::Made& new_relations,
               const Settings& settings) {
  Safe safe;
  safe.has_undo = migration.down && !sql::is_blank(migration.down->text);
  auto pieces = rewrite(migration, before, new_relations, settings, safe);
  put_in_order(pieces);
  part_tables(pieces, safe);
  if (safe.has_undo) share_undo(pieces, *migration.down, settings);
  auto drafts = pack(pieces, settings, safe.has_undo);
  if (!is_as_it_was(drafts, pieces, safe)) safe.drafts = std::move(drafts);
  return safe;
}

}  // namespace fix
