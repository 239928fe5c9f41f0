#include "app/history.h"

#include <fmt/format.h>

#include "app/which_run.h"
#include "base/error.h"

namespace app {

// "step" is short for "step."; only `note` is a whole kind without a dot.
static std::optional<std::string> kind_filter(const std::string& kind) {
  if (kind.empty()) return std::nullopt;
  return kind == "note" || kind.find('.') != std::string::npos ? kind : kind + ".";
}

static bool fits(const journal::Filter& filter, const journal::Event& event) {
  if (filter.run && event.run != *filter.run) return false;
  if (!filter.kind) return true;
  return filter.kind->ends_with('.') ? event.kind.starts_with(*filter.kind) : event.kind == *filter.kind;
}

static journal::Filter filter_of(Project& project, const HistoryRequest& request) {
  return {.run = request.run.empty() ? std::nullopt : std::optional(run_meant(project, request.run)),
          .kind = kind_filter(request.kind),
          .at_most = request.last};
}

std::vector<journal::Event> history(Project& project, const HistoryRequest& request) {
  if (!request.follow && !project.has_journal()) {
    throw base::Error{
        base::Code::journal, fmt::format("there is no journal at {} yet", project.journal_file().string()),
        "Run this where lockkeeper.toml lies, or name it with --config; the first run makes the journal."};
  }
  return project.journal().read(filter_of(project, request));
}

void follow(Project& project, const HistoryRequest& request, long long after,
            const std::function<void(const journal::Event&)>& each) {
  const auto filter = filter_of(project, request);
  const auto one = [&](const journal::Event& event) {
    if (fits(filter, event)) each(event);
    return true;
  };
  project.journal().follow(after, one, project.stop());
}

}  // namespace app
