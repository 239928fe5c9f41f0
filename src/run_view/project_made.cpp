// What the team's own commands have made: backups stand beside ours, the rest is told where it happened.
#include <algorithm>

#include "journal/events/step_made.h"
#include "journal/typed.h"
#include "run_view/builder.h"

namespace run_view {

bool take_made(Builder& builder, const journal::Event& event) {
  const auto made = journal::as<journal::StepMade>(event);
  if (!made || made->what != "backup" || !made->ok.value_or(true)) return false;
  auto& all = builder.view.backups;
  const auto found = std::ranges::find(all, made->subject, &Backup::id);
  auto& backup = found == all.end() ? all.emplace_back(Backup{.id = made->subject}) : *found;
  backup.path = made->subject;
  backup.database = event.database.database;
  backup.time = event.time;
  backup.bytes = made->bytes;
  backup.warnings = {fmt::format("made by '{}': {}", made->command, made->checked)};
  return true;
}

}  // namespace run_view
