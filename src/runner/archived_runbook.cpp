#include "runner/archived_runbook.h"

#include "base/error.h"
#include "base/files.h"

namespace runner {

static std::optional<std::string> read_as(const std::filesystem::path& file, const std::string& hash) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return std::nullopt;
  try {
    auto bytes = base::read_file(file);
    return base::sha256(bytes) == hash ? std::optional(std::move(bytes)) : std::nullopt;
  } catch (const base::Error&) {
    return std::nullopt;
  }
}

void keep_text(const runbook::Runbook& runbook, const RunsFolder& runs) {
  const auto bytes = read_as(runbook.file, runbook.hash);
  if (bytes && !kept_text(runs, runbook.hash)) base::write_file(runs.text_of(runbook.hash), *bytes);
}

std::optional<std::string> kept_text(const RunsFolder& runs, const std::string& hash) {
  // A hash is 64 hex digits; anything else would be a path of its own making.
  if (hash.size() != 64 || hash.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
  return read_as(runs.text_of(hash), hash);
}

}  // namespace runner
