#include "runner/step_files.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "runner/shell_session.h"

namespace runner {

namespace fs = std::filesystem;

static constexpr std::uintmax_t largest = 1024 * 1024;

static fs::path project_around(const fs::path& folder) {
  std::error_code problem;
  for (auto at = folder; !at.empty() && at != at.root_path(); at = at.parent_path()) {
    if (fs::exists(at / "lockkeeper.toml", problem) || fs::exists(at / ".git", problem)) return at;
  }
  return folder;
}

static bool lies_in(const fs::path& path, const fs::path& folder) {
  const auto end = std::ranges::mismatch(folder, path).in1;
  return end == folder.end();
}

// The file's text; nothing where it is no text of the project.
static std::optional<std::string> text_of(const fs::path& file, const fs::path& project) {
  std::error_code problem;
  const auto real = fs::canonical(file, problem);
  if (problem || !lies_in(real, project) || !fs::is_regular_file(real, problem)) return std::nullopt;
  if (const auto size = fs::file_size(real, problem); problem || size > largest) return std::nullopt;
  try {
    auto text = base::read_file(real);
    if (text.find('\0') != std::string::npos) return std::nullopt;
    return text;
  } catch (const base::Error&) {
    return std::nullopt;  // of another account
  }
}

static bool is_on_path(const std::string& name, const std::string& path) {
  return std::ranges::any_of(base::split(path, ':'), [&](std::string_view folder) {
    std::error_code problem;
    return fs::exists(fs::path(folder.empty() ? "." : folder) / name, problem);
  });
}

runbook::ReadFiles files_around(const fs::path& folder, const base::Environment& environment) {
  std::error_code problem;
  const auto from = fs::canonical(folder.empty() ? "." : folder, problem);
  if (problem) return {};
  const auto project = project_around(from);
  return {
      .read = [from, project](const std::string& path) { return text_of(from / path, project); },
      .on_path = [path = base::search_path(environment)](const std::string& name) { return is_on_path(name, path); }};
}

// Fences before may have gone elsewhere, in another order than the file has them: in a procedure, or where one
// failed.
static bool stands_in(const fs::path& folder, const std::string& shell_state) {
  if (shell_state.empty()) return true;
  const auto there = folder_in(shell_state);
  std::error_code problem;
  return there && fs::equivalent(*there, folder, problem);
}

// A file of that name; the first where * stands for a part of it.
static std::optional<fs::path> found_at(const std::string& pattern) {
  std::error_code problem;
  if (pattern.find('*') == std::string::npos)
    return fs::is_regular_file(pattern, problem) ? std::optional<fs::path>(pattern) : std::nullopt;
  const fs::path path(pattern);
  const auto folder = path.parent_path();
  if (folder.native().find('*') != std::string::npos) return std::nullopt;  // a folder that is not known
  constexpr int looked_at = 10'000;
  int seen = 0;
  for (fs::directory_iterator at(folder, problem), end; !problem && at != end && ++seen < looked_at;
       at.increment(problem))
    if (base::glob_matches(path.filename().native(), at->path().filename().native()) && at->is_regular_file(problem))
      return at->path();
  return std::nullopt;
}

static bool has_run(StepState state) {
  return state == StepState::passed || state == StepState::failed || state == StepState::waived ||
         state == StepState::interrupted;
}

static bool is_of_this_run(const std::string& path, const runbook::Runbook& runbook, const RunState& state) {
  const auto wrote = [&](const runbook::Step& step) {
    const auto& record = state.step(step.id);
    return (has_run(record.state) || record.work) && std::ranges::find(step.writes, path) != step.writes.end();
  };
  const bool here = std::ranges::any_of(runbook.steps, wrote);
  return here || std::ranges::any_of(runbook.procedures, [&](const auto& procedure) {
           return std::ranges::any_of(procedure.steps, wrote);
         });
}

std::string overwritten_file(const runbook::Step& step, const runbook::Runbook& runbook, const RunState& state) {
  for (const auto& path : step.writes) {
    const auto found = found_at(path);
    if (!found || is_of_this_run(path, runbook, state)) continue;
    std::error_code problem;
    const auto size = fs::file_size(*found, problem);
    if (problem) continue;
    const auto written = fs::last_write_time(*found, problem);
    const auto when = std::chrono::file_clock::to_sys(written);
    return fmt::format("{} is there already ({}, of {}), and this run has not written it", found->string(),
                       base::format_bytes(static_cast<long long>(size)),
                       base::format_for_people(std::chrono::time_point_cast<base::Milliseconds>(when)));
  }
  return {};
}

static std::string hash_of(const fs::path& file) {
  std::error_code problem;
  if (fs::file_size(file, problem) > largest || problem) return {};
  try {
    return base::sha256(base::read_file(file));
  } catch (const base::Error&) {
    return {};
  }
}

std::vector<std::string> hashes_of(const runbook::Step& step, const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& file : step.files) out.push_back(hash_of(folder / file.path));
  return out;
}

std::string changed_file(const runbook::Step& step, const fs::path& folder, const std::string& shell_state) {
  const bool relative = std::ranges::any_of(step.files, [](const auto& file) { return !file.path.starts_with('/'); });
  if (relative && !stands_in(folder, shell_state))
    return fmt::format("{} was read from {}, and the shell stands in another folder", step.files.front().path,
                       folder.string());
  for (const auto& file : step.files) {
    std::error_code problem;
    const auto path = folder / file.path;
    if (!fs::is_regular_file(path, problem)) return fmt::format("{} is no longer there", file.path);
    if (hash_of(path) != file.hash) return fmt::format("{} has changed since it was read", file.path);
  }
  return {};
}

}  // namespace runner
