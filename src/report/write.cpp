#include "report/write.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "report/formats.h"
#include "report/lookup.h"

namespace report {

std::optional<std::string> newest_run(const journal::Journal& journal) {
  const auto begun = journal.read({.kind = "run.began", .at_most = 1});
  if (!begun.empty()) return begun.back().run;
  // Work outside runbooks: a run's events may lie far back behind notes and checks that belong to none.
  const auto events = journal.read();
  const auto found =
      std::find_if(events.rbegin(), events.rend(), [](const journal::Event& e) { return !e.run.empty(); });
  return found == events.rend() ? std::nullopt : std::optional(found->run);
}

std::vector<journal::Event> events_of(const journal::Journal& journal, const std::string& run) {
  std::vector<journal::Event> events;
  std::set<std::string> seen;
  std::string next = run;
  while (!next.empty() && seen.insert(next).second) {
    auto part = journal.read({.run = next});
    std::string earlier;
    for (const auto& event : part) {
      if (event.kind == "run.began") earlier = text_at(event.data, "resumed_from");
    }
    events.insert(events.begin(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    next = earlier;
  }
  if (events.empty()) return events;
  // Somebody may have entered maintenance mode from another terminal, outside of the run.
  const auto [first, last] = std::ranges::minmax(events, {}, &journal::Event::seq);
  const long long from = first.seq;
  const long long to = last.seq;
  for (auto& event : journal.read({.kind = "maintenance.", .after = from})) {
    if (event.run.empty() && event.seq < to) events.push_back(std::move(event));
  }
  std::ranges::sort(events, {}, &journal::Event::seq);
  return events;
}

static const Format& format_called(const std::string& id) {
  if (const auto* entry = base::find(formats(), id)) return *entry->item;
  std::vector<std::string> ids;
  for (const auto& entry : formats()) ids.emplace_back(entry.id);
  const auto near = base::near_match(id, ids);
  throw base::Error{
      base::Code::usage, fmt::format("there is no report format '{}'", id),
      near ? fmt::format("Did you mean '{}'?", *near) : fmt::format("Choose from {}.", fmt::join(ids, ", "))};
}

std::vector<std::filesystem::path> write_report(const RunView& view, const std::vector<std::string>& format_ids,
                                                const std::filesystem::path& folder, journal::Journal& journal) {
  std::vector<const Format*> wanted;
  for (const auto& id : format_ids) wanted.push_back(&format_called(id));
  std::vector<std::filesystem::path> paths;
  base::Json written = base::Json::array();
  for (const Format* format : wanted) {
    const auto path = folder / fmt::format("report-{}.{}", view.run, format->extension);
    base::write_file(path, format->render(view));
    paths.push_back(path);
    written.push_back(path.string());
  }
  journal.append({.run = view.run, .kind = "report.written", .data = {{"paths", written}}});
  return paths;
}

}  // namespace report
