// Two passes: the first learns who makes what and when, the second asks at each use who made it last before that.
#include "plan/graph.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/impact.h"

namespace plan {

namespace {

struct Making {
  std::size_t migration = 0;
  std::size_t statement = 0;
};

struct Use {
  std::size_t migration = 0;
  std::size_t statement = 0;
  sql::QualifiedName name;
};

struct Walked {
  std::map<std::string, std::vector<Making>> made;  // by bare name, in the order they run
  std::vector<Use> uses;
};

}  // namespace

static std::vector<std::string> made_by(const sql::Statement& statement, pg::Catalog& catalog) {
  std::vector<std::string> names;
  for (const auto& name : impact::simulate(statement, catalog)) names.push_back(name.name);
  if (const auto* rename = statement.as<sql::Rename>(); rename && rename->from.empty()) names.push_back(rename->to);
  return names;
}

static void walk(std::size_t number, const migration::Migration& migration, pg::Catalog& catalog, Walked& walked) {
  try {
    const auto statements = sql::parse(migration.up.text, migration.up.shown);
    for (std::size_t at = 0; at < statements.size(); ++at) {
      for (const auto& use : statements[at].uses) {
        if (use.must_exist) walked.uses.push_back({number, at, use.name});
      }
      for (const auto& name : made_by(statements[at], catalog)) walked.made[name].push_back({number, at});
    }
  } catch (const base::Error&) {
    return;  // validate says so
  }
}

// Who made it last before the use; where nobody did, who makes it first.
static const Making* maker_of(const std::vector<Making>& makings, const Use& use) {
  const Making* last = nullptr;
  for (const auto& making : makings) {
    const bool before =
        making.migration < use.migration || (making.migration == use.migration && making.statement <= use.statement);
    if (!before) break;
    last = &making;
  }
  return last ? last : &makings.front();
}

Graph dependencies(const std::vector<const migration::Migration*>& migrations) {
  Graph graph;
  pg::Catalog catalog;
  catalog.search_path = {"public"};
  Walked walked;
  for (std::size_t number = 0; number < migrations.size(); ++number) {
    graph.names.push_back(migrations[number]->name);
    catalog.search_path = {"public"};
    walk(number, *migrations[number], catalog, walked);
  }
  std::map<std::pair<std::size_t, std::size_t>, Need> needs;
  for (const auto& use : walked.uses) {
    const auto found = walked.made.find(use.name.name);
    if (found == walked.made.end()) continue;
    const auto* making = maker_of(found->second, use);
    if (making->migration == use.migration) continue;
    auto& need = needs[{use.migration, making->migration}];
    need.user = use.migration;
    need.maker = making->migration;
    need.backwards = making->migration > use.migration;
    const auto name = use.name.text();
    if (std::find(need.relations.begin(), need.relations.end(), name) == need.relations.end())
      need.relations.push_back(name);
  }
  for (auto& [pair, need] : needs) graph.needs.push_back(std::move(need));
  return graph;
}

static std::string in_quotes(std::string_view text) {
  return '"' + base::replace_all(base::replace_all(std::string(text), "\\", "\\\\"), "\"", "\\\"") + '"';
}

static std::string label(const Need& need) {
  constexpr std::size_t enough = 3;
  std::vector<std::string> shown(
      need.relations.begin(),
      need.relations.begin() + static_cast<std::ptrdiff_t>(std::min(enough, need.relations.size())));
  const auto more = need.relations.size() - shown.size();
  return fmt::format("{}{}", fmt::join(shown, ", "), more > 0 ? fmt::format(" and {} more", more) : "");
}

std::string to_dot(const Graph& graph) {
  std::string out = "// An arrow goes from a migration to one whose relations it uses; red ones run later.\n";
  out += "digraph migrations {\n  rankdir = \"RL\";\n  node [shape = \"box\", fontname = \"sans-serif\"];\n";
  out += "  edge [fontname = \"sans-serif\", fontsize = 10];\n";
  for (std::size_t at = 0; at < graph.names.size(); ++at)
    out += fmt::format("  m{} [label = {}];\n", at + 1, in_quotes(fmt::format("{}. {}", at + 1, graph.names[at])));
  for (const auto& need : graph.needs)
    out += fmt::format("  m{} -> m{} [label = {}{}];\n", need.user + 1, need.maker + 1, in_quotes(label(need)),
                       need.backwards ? ", color = \"red\", fontcolor = \"red\", penwidth = 2" : "");
  return out + "}\n";
}

base::Json to_json(const Graph& graph) {
  auto needs = base::Json::array();
  for (const auto& need : graph.needs)
    needs.push_back({{"user", graph.names[need.user]},
                     {"maker", graph.names[need.maker]},
                     {"relations", need.relations},
                     {"backwards", need.backwards}});
  return {{"migrations", graph.names}, {"needs", std::move(needs)}};
}

}  // namespace plan
