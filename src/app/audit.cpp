#include "app/audit.h"

#include <fmt/format.h>

#include "base/error.h"

namespace app {

journal::Audit audit(Project& project) {
  if (!project.has_journal()) {
    throw base::Error{
        base::Code::journal, fmt::format("there is no journal at {}", project.journal_file().string()),
        "Run this where lockkeeper.toml lies, or name it with --config. Where there was a journal before, "
        "somebody moved or removed it."};
  }
  auto found = project.journal().verify();
  if (!found.first_changed && found.events == 0) {
    found.first_changed = 1;  // whoever empties it leaves one that holds together
    found.reason = "the journal holds no event: a new one, or one that was emptied, which cannot be told apart";
  }
  return found;
}

}  // namespace app
