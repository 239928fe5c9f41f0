#include "maintenance/saved.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

namespace maintenance {

using base::Code;
using base::Error;

std::vector<Saved> save_state(const Surroundings& surroundings, const std::string& id) {
  const auto folder = folder_of(surroundings.journal) / id;
  std::vector<Saved> out;
  for (const auto& command : surroundings.config.maintenance.save) {
    surroundings.progress(fmt::format("saving: {}", command));
    const auto outcome = run_line(
        {.line = command, .folder = surroundings.config.folder, .timeout = surroundings.config.maintenance.timeout},
        surroundings.stop);
    if (const auto why = trouble(outcome); !why.empty()) {
      throw Error{Code::command, fmt::format("the state could not be saved: '{}' {}", command, why),
                  "Mend the command in maintenance.save; nothing has been changed yet."};
    }
    // An empty answer is what a command gives that looked in the wrong place; restoring from it would delete.
    if (base::trim(outcome.output).empty()) {
      throw Error{Code::command, fmt::format("the state could not be saved: '{}' said nothing", command),
                  "Check that it looks at the right place; nothing has been changed yet."};
    }
    const auto file = folder / fmt::format("saved-{}", out.size() + 1);
    base::write_file(file, outcome.output);
    out.push_back({command, file.string(), base::sha256(outcome.output)});
  }
  return out;
}

Environment environment_of(const journal::Journal& journal, const Record& record) {
  Environment out{{"LOCKKEEPER_MAINTENANCE", record.id},
                  {"LOCKKEEPER_SAVED", (folder_of(journal) / record.id).string()}};
  for (std::size_t i = 0; i < record.saved.size(); ++i) {
    const auto& saved = record.saved[i];
    if (base::sha256_of_file(saved.file) != saved.sha256) {
      throw Error{Code::file, fmt::format("{} is not what was saved before", saved.file),
                  "Find out who changed it; the journal holds its checksum (event maintenance.entered)."};
    }
    out.emplace_back(fmt::format("LOCKKEEPER_SAVED_{}", i + 1), saved.file);
  }
  return out;
}

}  // namespace maintenance
