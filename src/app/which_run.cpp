#include "app/which_run.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "journal/events/run_began.h"
#include "journal/typed.h"

namespace app {

static std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

static bool begins_with(const KnownRun& run, const std::string& given) {
  return !given.empty() && run.id.starts_with(given);
}

std::optional<std::string> choose_run(std::span<const KnownRun> runs, const std::string& given,
                                      const std::string& path, bool is_file) {
  const auto newest = [&](const auto& fits) -> std::optional<std::string> {
    const auto found = std::find_if(runs.rbegin(), runs.rend(), fits);
    return found == runs.rend() ? std::nullopt : std::optional(found->id);
  };
  if (auto run = newest([&](const KnownRun& each) { return each.id == given; })) return run;
  if (given == "latest" || given == "last") return newest([](const KnownRun&) { return true; });
  if (auto run = newest([&](const KnownRun& each) { return !each.path.empty() && each.path == path; })) return run;
  const auto named = [&](const KnownRun& each) { return !each.path.empty() && file_name(each.path) == given; };
  if (auto run = newest(named)) {
    std::set<std::string_view> files;
    for (const auto& each : runs) {
      if (named(each)) files.insert(each.path);
    }
    return is_file || files.size() > 1 ? std::nullopt : run;
  }
  const auto several =
      std::count_if(runs.begin(), runs.end(), [&](const KnownRun& each) { return begins_with(each, given); });
  if (several != 1) return std::nullopt;
  return newest([&](const KnownRun& each) { return begins_with(each, given); });
}

static std::vector<KnownRun> led_by_runbooks(const journal::Journal& journal) {
  std::vector<KnownRun> out;
  for (const auto& event : journal.read({.kind = std::string(journal::RunBegan::kind)}))
    out.push_back({.id = event.run, .path = journal::as<journal::RunBegan>(event)->path});
  return out;
}

// Those that no runbook led as well: `lockkeeper up` alone is a run. Oldest first, by their first events.
static std::vector<KnownRun> all_runs(const journal::Journal& journal) {
  std::vector<KnownRun> out;
  std::set<std::string> seen;
  for (const auto& event : journal.read()) {
    if (event.run.empty()) continue;
    if (seen.insert(event.run).second) out.push_back({.id = event.run});
    const auto began = journal::as<journal::RunBegan>(event);
    if (!began) continue;
    const auto found = std::find_if(out.begin(), out.end(), [&](const KnownRun& run) { return run.id == event.run; });
    found->path = began->path;
  }
  return out;
}

static std::string told(const KnownRun& run) {
  return run.path.empty() ? run.id : fmt::format("{} ({})", run.id, file_name(run.path));
}

// The newest few, as they would be named.
static std::string listed(const std::vector<KnownRun>& runs, const std::string& beginning) {
  std::vector<std::string> words;
  for (auto run = runs.rbegin(); run != runs.rend() && words.size() < 3; ++run) {
    if (beginning.empty() || begins_with(*run, beginning)) words.push_back(told(*run));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

[[noreturn]] static void refuse(const std::vector<KnownRun>& runs, const std::string& given) {
  using base::Code;
  using base::Error;
  if (runs.empty()) {
    throw Error{Code::usage, fmt::format("there is no run '{}': the journal holds none", given),
                "Begin one with 'lockkeeper run RUNBOOK.md', or name the journal's lockkeeper.toml with --config."};
  }
  if (std::any_of(runs.begin(), runs.end(), [&](const KnownRun& run) { return begins_with(run, given); })) {
    throw Error{Code::usage, fmt::format("'{}' is the beginning of several runs", given),
                fmt::format("Give more of the id; the newest of them are {}.", listed(runs, given))};
  }
  std::error_code ignored;
  if (std::filesystem::is_regular_file(given, ignored)) {
    throw Error{Code::usage, fmt::format("{} has never been run", given),
                fmt::format("Begin with 'lockkeeper run {}'.", base::shell_quote(given))};
  }
  if (std::any_of(runs.begin(), runs.end(), [&](const KnownRun& run) { return file_name(run.path) == given; })) {
    throw Error{Code::usage, fmt::format("several runbooks called {} were run", given),
                fmt::format("Name the file with its folder, or one of the newest runs: {}.", listed(runs, ""))};
  }
  std::vector<std::string> names{"latest"};
  for (const auto& run : runs) {
    names.push_back(run.id);
    if (!run.path.empty()) names.push_back(file_name(run.path));
  }
  const auto near = base::near_match(given, names);
  throw Error{Code::usage, fmt::format("there is no run '{}'", given),
              fmt::format("{} The newest are {}. Name an id or its beginning, a runbook's file, or latest.",
                          near ? fmt::format("Did you mean '{}'?", *near)
                               : "See all with 'lockkeeper history --kind run.began'.",
                          listed(runs, ""))};
}

std::string run_meant(Project& project, const std::string& given) {
  if (!project.has_journal()) refuse({}, given);  // reading makes no journal
  std::error_code ignored;
  const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(given), ignored).string();
  const bool is_file = std::filesystem::is_regular_file(path, ignored);
  const auto& journal = project.journal();
  if (const auto run = choose_run(led_by_runbooks(journal), given, path, is_file)) return *run;
  // A migration alone is a run as well; the whole journal is read for it only now.
  const auto runs = all_runs(journal);
  if (const auto run = choose_run(runs, given, path, is_file)) return *run;
  refuse(runs, given);
}

}  // namespace app
