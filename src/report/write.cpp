#include "report/write.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "journal/events/maintenance_entered.h"
#include "journal/events/maintenance_left.h"
#include "journal/events/report_written.h"
#include "journal/events/run_began.h"
#include "journal/typed.h"
#include "report/formats.h"
#include "run_view/event_database.h"

namespace report {

std::optional<std::string> newest_run(const journal::Journal& journal) {
  const auto begun = journal.read({.kind = std::string(journal::RunBegan::kind), .at_most = 1});
  if (!begun.empty()) return begun.back().run;
  // Work outside runbooks: a run's events may lie far back behind notes and checks that belong to none.
  const auto events = journal.read();
  const auto found =
      std::find_if(events.rbegin(), events.rend(), [](const journal::Event& e) { return !e.run.empty(); });
  return found == events.rend() ? std::nullopt : std::optional(found->run);
}

namespace {

// One time of maintenance, from another terminal than the run's or from the run itself.
struct Maintenance {
  std::string run;
  std::string database;
  long long from = 0;           // seq
  std::optional<long long> to;  // nothing: still on
};

}  // namespace

static std::map<std::string, Maintenance> all_maintenance(const std::vector<journal::Event>& events) {
  std::map<std::string, Maintenance> all;
  for (const auto& event : events) {
    if (const auto entered = journal::as<journal::MaintenanceEntered>(event))
      all[entered->id] = {.run = event.run, .database = entered->database, .from = event.seq, .to = {}};
    const auto left = journal::as<journal::MaintenanceLeft>(event);
    const auto known = left ? all.find(left->id) : all.end();
    if (known != all.end()) known->second.to = event.seq;
  }
  return all;
}

// The databases that the run worked on, as far as its events say.
static std::set<std::string> databases_of(const std::vector<journal::Event>& events) {
  std::set<std::string> names;
  for (const auto& event : events) {
    if (auto name = run_view::database_of(event); !name.empty()) names.insert(std::move(name));
  }
  return names;
}

// Maintenance mode that the run entered is the run's, whoever left it, and after its end too. One that a person
// entered from another terminal is, where it was on during the run, for a database of the run's. What it says is
// told, but not as an event of another run's.
static void add_maintenance(const std::vector<journal::Event>& all, std::vector<journal::Event>& events) {
  const auto databases = databases_of(events);
  const auto first = events.front().seq;
  const auto last = events.back().seq;
  std::set<std::string> runs;
  std::set<long long> known;
  for (const auto& event : events) {
    runs.insert(event.run);
    known.insert(event.seq);
  }
  const auto times = all_maintenance(all);
  const auto belongs = [&](const Maintenance& one) {
    if (!one.run.empty()) return runs.contains(one.run);
    const bool meanwhile = one.from < last && one.to.value_or(last) > first;
    return meanwhile && (databases.empty() || databases.contains(one.database));
  };
  for (const auto& event : all) {
    const auto found = times.find(base::text_at(event.data, "id"));
    if (found == times.end() || known.contains(event.seq) || !belongs(found->second)) continue;
    events.push_back(event);
    events.back().run.clear();
  }
  std::ranges::sort(events, {}, &journal::Event::seq);
}

std::vector<journal::Event> events_of(const journal::Journal& journal, const std::string& run) {
  auto events = journal.read({.run = run});
  if (events.empty()) return events;
  add_maintenance(journal.read({.kind = "maintenance."}), events);
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

std::vector<std::filesystem::path> write_report(const run_view::RunView& view,
                                                const std::vector<std::string>& format_ids,
                                                const std::filesystem::path& folder, journal::Journal& journal) {
  std::vector<const Format*> wanted;
  for (const auto& id : format_ids) wanted.push_back(&format_called(id));
  std::vector<std::filesystem::path> paths;
  std::vector<std::string> written;
  for (const Format* format : wanted) {
    const auto path = folder / fmt::format("report-{}.{}", view.run, format->extension);
    base::write_file(path, format->render(view));
    paths.push_back(path);
    written.push_back(path.string());
  }
  journal.append(journal::in_run(view.run, journal::event(journal::ReportWritten{.paths = written})));
  return paths;
}

}  // namespace report
