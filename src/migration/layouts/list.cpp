// Scripts in the order that the configuration lists, whatever they are called.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layouts.h"
#include "migration/reading.h"
#include "migration/undo.h"

namespace migration {

namespace fs = std::filesystem;

// Never by guess: the order stands in the configuration alone.
static int recognise_list(const Listing&) {
  return 0;
}

static void read_list(const config::Migrations& settings, const Listing& listing, Folder& folder) {
  static constexpr auto configuration = "lockkeeper.toml";
  std::vector<Parts> all;
  std::set<std::string> listed;
  UndoFinder undos;
  for (const auto& name : settings.order) {
    const auto file = folder.path / name;
    if (!listed.insert(name).second) {
      complain(folder, "listed-twice", configuration, fmt::format("'order' names {} twice", name),
               "Leave it at the place where it belongs and take the other away.");
    } else if (!fs::is_regular_file(file)) {
      complain(folder, "unknown-order", configuration, fmt::format("'order' names {}, which is not there", name),
               "Remove it from [migrations] order, or restore the file.");
    } else {
      const auto stem = name.ends_with(".sql") ? name.substr(0, name.size() - 4) : name;
      all.push_back({.version = stem, .name = stem, .up = file, .down = undos.undo_of(file)});
    }
  }
  for (const auto& entry : listing.entries) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file() && base::to_lower(name).ends_with(".sql") && !listed.contains(name))
      folder.ignored.push_back(fmt::format("{}: [migrations] order does not name it", name));
  }
  add_all(folder, all);
}

extern const Layout list{.recognise = recognise_list, .read = read_list};

}  // namespace migration
