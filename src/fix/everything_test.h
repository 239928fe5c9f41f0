// Tables with everything on them that a table can have, and what a migration may do to them, by chance from a seed.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace fix {

struct Everything {
  // The table, what is around it, its rows; a statement that does not fit those before it is left out.
  std::vector<std::string> given;
  std::string migration;  // one or more statements
  std::string undo;       // of some
};

Everything make_everything(std::mt19937& chance);

}  // namespace fix
