// The team's undo, statement by statement to the piece it belongs to.
#include <algorithm>

#include "fix/pieces.h"
#include "fix/split_alter_table.h"

namespace fix {

namespace {

struct Undo {
  std::string text;
  std::vector<std::string> keys;
};

}  // namespace

static void add(std::vector<Undo>& undos, const sql::Statement& statement, const pg::Catalog& catalog) {
  if (statement.as<sql::TransactionControl>()) return;
  undos.push_back({std::string(statement.text), keys_of(statement, catalog)});
}

// In the order they run, every ALTER TABLE action by itself.
static std::vector<Undo> read_undo(const migration::Script& down, const pg::Catalog& catalog) {
  std::vector<Undo> undos;
  for (const auto& statement : sql::parse(down.text, down.shown)) {
    const auto* alter = statement.as<sql::AlterTable>();
    const auto apart = alter && alter->commands.size() > 1 ? take_apart(statement.text) : std::nullopt;
    if (!apart || apart->actions.size() != alter->commands.size()) {
      add(undos, statement, catalog);
      continue;
    }
    for (const auto& action : apart->actions) {
      const auto parsed = parse(apart->head + " " + action);
      add(undos, parsed.statements.front(), catalog);
    }
  }
  return undos;
}

static bool is_covered(const Undo& undo, const std::set<std::string>& covered) {
  return !undo.keys.empty() &&
         std::all_of(undo.keys.begin(), undo.keys.end(), [&](const auto& key) { return covered.contains(key); });
}

static std::optional<std::size_t> owner_of(const Undo& undo, const std::vector<RewriteStep>& pieces) {
  for (std::size_t at = pieces.size(); at-- > 0;) {
    for (const auto& key : undo.keys) {
      if (std::find(pieces[at].keys.begin(), pieces[at].keys.end(), key) != pieces[at].keys.end()) return at;
    }
  }
  return std::nullopt;
}

// The undo's own long statements in their safe form as well: rows in batches, indexes CONCURRENTLY.
static std::vector<std::string> safe_form(const std::string& text, const pg::Catalog& catalog,
                                          const Settings& settings, const std::string& helper) {
  const auto parsed = parse(text);
  const auto& statement = parsed.statements.front();
  const pg::Relation* table = nullptr;
  const auto written = written_table(statement);
  if (!written || statement.as<sql::AlterTable>() || statement.as<sql::Rename>()) return {text};
  if (const auto name = impact::resolve(*written, catalog)) table = &catalog.relations.at(*name);
  const auto effects = impact::effects(statement, catalog);
  const Subject subject{.statement = statement,
                        .catalog = catalog,
                        .table = table,
                        .effects = effects,
                        .settings = settings,
                        .helper = helper};
  for (const auto& entry : recipes()) {
    const auto remedy = entry.item->remedy(subject);
    if (!remedy) continue;
    std::vector<std::string> statements;
    for (const auto& step : remedy->steps) {
      const auto* part = std::get_if<Part>(&step);
      if (!part) return {text};
      statements.insert(statements.end(), part->up.begin(), part->up.end());
    }
    return statements.empty() ? std::vector<std::string>{text} : statements;
  }
  return {text};
}

void share_undo(Pieces& all, const migration::Script& down, const Settings& settings) {
  auto& pieces = all.pieces;
  if (pieces.empty()) return;
  const auto undos = read_undo(down, all.after);
  std::vector<std::vector<std::string>> shares(pieces.size());
  int helpers = 0;
  // From the end, so that what belongs to no piece goes with the statement that runs after it.
  std::size_t neighbour = 0;
  std::vector<std::size_t> owners(undos.size());
  for (std::size_t i = undos.size(); i-- > 0;) {
    const auto owner = owner_of(undos[i], pieces);
    owners[i] = owner.value_or(neighbour);
    if (owner) neighbour = *owner;
  }
  for (std::size_t i = 0; i < undos.size(); ++i) {
    if (is_covered(undos[i], all.covered)) continue;
    auto& share = shares[owners[i]];
    if (!pieces[owners[i]].part.keeps_undo) {
      share.push_back(undos[i].text);
      continue;
    }
    for (auto& statement : safe_form(undos[i].text, all.after, settings, "lk_undo_" + std::to_string(++helpers)))
      share.push_back(std::move(statement));
  }
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    auto& own = pieces[at].part.down;
    own.insert(own.begin(), shares[at].begin(), shares[at].end());
  }
}

}  // namespace fix
