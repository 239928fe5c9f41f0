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
  std::vector<int> numbers = {};        // shown before the names, from 1; 0: none
};

/// Files that do not parse make and use nothing.
Graph dependencies(const std::vector<const migration::Migration*>& migrations);

/// The migrations of these versions, and those whose relations they use, with what is between them.
Graph around(const Graph& graph, const std::vector<std::string>& names);

/// Needs nobody and is needed by nobody.
bool is_alone(const Graph& graph, std::size_t at);

/// For Graphviz: `lockkeeper plan --graph | dot -Tsvg`. What cannot work in this order is red.
/// `with_lonely`: those that need nobody and that nobody needs too.
std::string to_dot(const Graph& graph, bool with_lonely = true);
base::Json to_json(const Graph& graph);

}  // namespace plan
