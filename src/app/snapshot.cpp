#include "app/snapshot.h"

#include "base/files.h"
#include "pg/snapshot.h"

namespace app {

TakenSnapshot take_snapshot(Project& project, const std::optional<std::filesystem::path>& out) {
  auto session = project.connect();
  TakenSnapshot taken{.catalog = pg::load_catalog(session), .text = {}};
  taken.text = pg::to_snapshot(taken.catalog).dump(1) + "\n";
  if (out) base::write_file(*out, taken.text);
  return taken;
}

}  // namespace app
