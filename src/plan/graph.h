// Which migration needs what another one makes, over all files.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "migration/migration.h"

namespace plan {

/// One migration uses relations that another one made. `backwards`: the maker runs later, so this order cannot work.
struct Need {
  std::size_t user = 0;  // in the list given
  std::size_t maker = 0;
  std::vector<std::string> relations = {};  // as people write them, in the order of first use
  bool backwards = false;
};

struct Graph {
  std::vector<std::string> names = {};  // of the migrations, in the order they run
  std::vector<Need> needs = {};         // by user, then maker
};

/// Files that do not parse make and use nothing.
Graph dependencies(const std::vector<const migration::Migration*>& migrations);

/// For Graphviz: `lockkeeper plan --graph | dot -Tsvg`. What cannot work in this order is red.
std::string to_dot(const Graph& graph);
base::Json to_json(const Graph& graph);

}  // namespace plan
