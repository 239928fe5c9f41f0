// Two passes: the first learns who makes what and when, the second asks at each use who made it last before that.
#include "plan/graph.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/simulate/simulation.h"

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

static std::vector<std::string> made_by(const sql::Statement& statement, impact::Simulation& simulation) {
  std::vector<std::string> names;
  for (const auto& name : simulation.pass(statement).made) names.push_back(name.name);
  if (const auto* rename = statement.as<sql::Rename>(); rename && rename->from.empty()) names.push_back(rename->to);
  return names;
}

static void walk(std::size_t number, const migration::Migration& migration, impact::Simulation& simulation,
                 Walked& walked) {
  try {
    const auto statements = sql::parse(migration.up.text, migration.up.shown);
    for (std::size_t at = 0; at < statements.size(); ++at) {
      for (const auto& use : statements[at].uses) {
        if (use.must_exist) walked.uses.push_back({number, at, use.name});
      }
      for (const auto& name : made_by(statements[at], simulation)) walked.made[name].push_back({number, at});
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
  pg::Catalog nothing;
  nothing.search_path = {"public"};
  impact::Simulation simulation(std::move(nothing));
  Walked walked;
  for (std::size_t number = 0; number < migrations.size(); ++number) {
    graph.names.push_back(migrations[number]->name);
    graph.numbers.push_back(static_cast<int>(number) + 1);
    simulation.new_session();
    walk(number, *migrations[number], simulation, walked);
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

Graph around(const Graph& graph, const std::vector<std::string>& names) {
  const auto wanted = [&](std::size_t at) {
    return std::find(names.begin(), names.end(), graph.names[at]) != names.end();
  };
  std::vector<bool> kept(graph.names.size());
  for (std::size_t at = 0; at < kept.size(); ++at) kept[at] = wanted(at);
  for (const auto& need : graph.needs)
    if (wanted(need.user)) kept[need.maker] = true;
  Graph found;
  std::vector<std::size_t> now(graph.names.size());
  for (std::size_t at = 0; at < kept.size(); ++at) {
    now[at] = found.names.size();
    if (!kept[at]) continue;
    found.names.push_back(graph.names[at]);
    found.numbers.push_back(graph.numbers[at]);
  }
  for (auto need : graph.needs) {
    if (!kept[need.user] || !kept[need.maker]) continue;
    need.user = now[need.user];
    need.maker = now[need.maker];
    found.needs.push_back(std::move(need));
  }
  return found;
}

static std::string in_quotes(std::string_view text) {
  auto quoted = base::replace_all(base::replace_all(std::string(text), "\\", "\\\\"), "\"", "\\\"");
  return '"' + base::replace_all(std::move(quoted), "\n", "\\n") + '"';
}

// One relation a line: what stands beside an arrow takes room from the boxes.
static std::string label(const Need& need) {
  constexpr std::size_t enough = 3;
  const auto count = need.relations.size() <= enough + 1 ? need.relations.size() : enough;
  std::string text;
  for (std::size_t at = 0; at < count; ++at) text += (at == 0 ? "" : "\n") + need.relations[at];
  if (count < need.relations.size()) text += fmt::format("\nand {} more", need.relations.size() - count);
  return text;
}

// Long names in several lines, broken behind an underscore or a hyphen.
static std::string wrapped(std::string_view name) {
  constexpr std::size_t wide = 26;
  std::string text;
  while (name.size() > wide) {
    const auto at = name.find_last_of("_-", wide - 1);
    if (at == std::string_view::npos || at < wide / 3) break;
    text += std::string(name.substr(0, at + 1)) + "\n";
    name.remove_prefix(at + 1);
  }
  return text + std::string(name);
}

bool is_alone(const Graph& graph, std::size_t at) {
  return std::none_of(graph.needs.begin(), graph.needs.end(),
                      [&](const Need& need) { return need.user == at || need.maker == at; });
}

std::string to_dot(const Graph& graph, bool with_lonely) {
  std::string out = "// An arrow goes from a migration to one whose relations it uses; red ones run later.\n";
  out +=
      "digraph migrations {\n  rankdir = \"RL\";\n  nodesep = 0.25;\n  ranksep = 0.4;\n"
      "  node [shape = \"box\", style = \"rounded,filled\", fillcolor = \"#f6f7f9\", fontname = \"sans-serif\", "
      "fontsize = 12, height = 0.35];\n"
      "  edge [fontname = \"sans-serif\", fontsize = 10, arrowsize = 0.7];\n";
  for (std::size_t at = 0; at < graph.names.size(); ++at) {
    if (!with_lonely && is_alone(graph, at)) continue;
    const auto number = graph.numbers[at] > 0 ? fmt::format("{}. ", graph.numbers[at]) : "";
    out += fmt::format("  m{} [label = {}];\n", at + 1, in_quotes(wrapped(number + graph.names[at])));
  }
  for (const auto& need : graph.needs)
    out += fmt::format(
        "  m{} -> m{} [label = {}{}];\n", need.user + 1, need.maker + 1, in_quotes(label(need)),
        need.backwards ? ", color = \"red\", fontcolor = \"red\", penwidth = 2, class = \"backwards\"" : "");
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
