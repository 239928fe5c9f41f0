#include "app/messages.h"

#include <fmt/format.h>

#include "app/run_context.h"
#include "app/which_run.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "runner/archived_runbook.h"
#include "runner/run.h"

namespace app {

static std::string run_named(Project& project, const std::optional<std::string>& run) {
  return run ? run_meant(project, *run) : project.run_context().run;
}

Sources sources_for(Project& project, const std::optional<std::string>& file, const Filling& filling) {
  Sources sources;
  sources.run = run_named(project, filling.run);
  if (!sources.run.empty()) {
    sources.events = project.journal().read({.run = sources.run});
  }
  const auto state = runner::project(sources.events);
  const auto path = file.value_or(state.path);
  if (path.empty()) {
    throw base::Error{base::Code::usage, "no runbook is named", "Name it, or the run it belongs to with --run."};
  }
  if (!file) {
    if (auto kept = runner::kept_text(project.runs(), state.hash)) sources.text = std::move(*kept);
  }
  if (sources.text.empty()) sources.text = base::read_file(path);
  sources.book = runbook::parse(sources.text, path);
  return sources;
}

notify::Values values_of(Project& project, const Sources& sources, const Filling& filling) {
  return notify::values_of(sources.events, sources.book, project.config().messages, filling.given,
                           base::system_clock().now());
}

Preview preview(Project& project, const std::string& runbook, const std::optional<std::string>& wanted,
                const Filling& filling) {
  const auto sources = sources_for(project, runbook, filling);
  const auto values = values_of(project, sources, filling);
  Preview out{.runbook = sources.book.file};
  if (wanted) {
    out.messages.push_back(sources.render(notify::find_template(sources.book, *wanted), values));
    return out;
  }
  for (const auto& each : sources.book.templates) out.messages.push_back(sources.render(each, values));
  if (out.messages.empty())
    notify::find_template(sources.book, "*");  // says that there is none, and how to write one
  return out;
}

std::vector<notify::Entry> outbox(Project& project, const std::optional<std::string>& run) {
  auto entries = notify::read_outbox(project.journal()).entries;
  if (run) {
    const auto meant = run_meant(project, *run);
    std::erase_if(entries, [&](const notify::Entry& entry) { return entry.run != meant; });
  }
  return entries;
}

Decided decide(Project& project, const DecisionRequest& request) {
  auto& journal = project.journal();
  Decided out{.before = notify::read_outbox(journal).named(request.id),
              .now = {},
              .by = base::trim(request.by).empty() ? person(project.inherited()) : request.by};
  if (request.withdraw && base::trim(request.reason).empty())
    throw base::Error{base::Code::usage, "a withdrawal needs a reason", "Say why: --reason \"wrong date\"."};
  const auto& id = out.before.id;
  out.done =
      request.withdraw ? notify::withdraw(journal, id, out.by, request.reason) : notify::approve(journal, id, out.by);
  out.now = notify::read_outbox(journal).named(id);
  return out;
}

}  // namespace app
