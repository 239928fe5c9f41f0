#include "rehearsal/rehearsal.h"

#include <memory>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "journal/events/rehearsal_finished.h"
#include "journal/events/step_finished.h"
#include "journal/typed.h"
#include "pg/target.h"
#include "rehearsal/clock.h"
#include "rehearsal/commands.h"
#include "rehearsal/isolation.h"
#include "rehearsal/path_shims.h"
#include "runner/procedures.h"

namespace rehearsal {

namespace fs = std::filesystem;

namespace {

// Shows the run, and moves the clock over the waits that the commands of a step asked for.
class Watching : public runner::RunObserver {
 public:
  Watching(runner::RunObserver& screen, Clock& clock, fs::path folder)
      : screen_(screen), clock_(clock), folder_(std::move(folder)) {}
  void begins(const runbook::Runbook& runbook, const runner::RunState& state, bool resumed) override {
    screen_.begins(runbook, state, resumed);
  }
  void phase(const runbook::Phase& phase) override { screen_.phase(phase); }
  void note(const runbook::Step& step) override { screen_.note(step); }
  void step(const runbook::Step& step, std::size_t number, std::size_t of) override {
    screen_.step(step, number, of);
  }
  void output(const runbook::Step& step, base::Stream stream, std::string_view piece) override {
    screen_.output(step, stream, piece);
  }
  void event(const journal::Event& event) override {
    screen_.event(event);
    if (!journal::is_one_of<journal::StepFinished>(event)) return;
    base::Milliseconds all{0};
    for (const auto& call : read_calls(folder_)) all += call.waited;
    clock_.jump(all - counted_);
    counted_ = all;
  }
  void message(std::string_view text) override { screen_.message(text); }

 private:
  runner::RunObserver& screen_;
  Clock& clock_;
  fs::path folder_;
  base::Milliseconds counted_{0};
};

}  // namespace

// The copy is called as the original, so that statements which name the database mean the copy.
static std::string database_name(const Options& options) {
  if (!options.source.database.empty()) return options.source.database;
  if (options.production.empty()) return "rehearsal";
  const auto parameters = pg::parameters({.target = options.production});
  const auto* name = pg::find(parameters, "dbname");
  const bool taken = !name || name->empty() || *name == "postgres" || *name == "template0" || *name == "template1";
  return taken ? "rehearsal" : *name;
}

static std::set<std::string> variables_of(const runbook::Runbook& runbook) {
  std::set<std::string> out;
  const auto add = [&](const std::vector<runbook::Step>& steps) {
    for (const auto& step : steps) {
      if (step.kind == "command") out.merge(variables_in(step.text));
    }
  };
  add(runbook.steps);
  for (const auto& procedure : runbook.procedures) add(procedure.steps);
  return out;
}

// Where the clock has to stand so that the first step is just due.
static std::optional<base::Instant> start_of(const runbook::Runbook& runbook, const Options& options) {
  if (!options.at) return std::nullopt;
  base::Milliseconds first{0};
  for (const auto& step : runbook.steps) {
    if (step.due) first = std::min(first, step.due->offset);
  }
  return *options.at + first;
}

// This program's file as it is now: a link to one that is replaced meanwhile would lead nowhere, and the shell would
// go on to the real kubectl.
static fs::path keep_program(const Options& options, const fs::path& folder) {
  const auto kept = folder / "lockkeeper";
  std::error_code problem;
  fs::create_hard_link(options.program, kept, problem);
  if (!problem && fs::equivalent(kept, "/proc/self/exe", problem) && !problem) return kept;
  fs::remove(kept, problem);
  fs::copy_file("/proc/self/exe", kept);
  return kept;
}

// What is of no use afterwards.
static void clean_up(const fs::path& folder) {
  std::error_code ignored;
  for (const char* each :
       {"bin", "enter", "files", "lockkeeper", keeper_name, "plan.json", "wish.json", "isolation.json", "bash_env"})
    fs::remove_all(folder / each, ignored);
}

static std::vector<std::pair<std::string, std::string>> environment_for(const Options& options,
                                                                        const fs::path& folder) {
  std::vector<std::pair<std::string, std::string>> out{{folder_variable, folder.string()},
                                                       {"BASH_ENV", (folder / "bash_env").string()},
                                                       {"LOCKKEEPER_JOURNAL", (folder / "journal.db").string()}};
  if (!options.configuration.empty())
    out.emplace_back("LOCKKEEPER_CONFIG", fs::absolute(options.configuration).string());
  return out;
}

// What the night gives the fences, and no other database among it.
static std::vector<runner::Variable> variables_for(const Options& options, const Copy& copy) {
  auto out = options.variables;
  base::Environment assignments;
  for (const auto& variable : out) assignments.set(variable.name, variable.value);
  for (const auto& change : replace_addresses(assignments, copy)) {
    for (auto& variable : out) {
      if (variable.name == change.name) variable.value = change.value.value_or("");
    }
  }
  return out;
}

static fs::path make_folder(const fs::path& beside, const std::string& id) {
  const auto folder = fs::absolute(beside) / id;
  fs::create_directories(folder / "files");
  fs::create_directories(folder / "runs");
  fs::permissions(folder, fs::perms::owner_all);
  return folder;
}

Result rehearse(const runbook::Runbook& runbook, const Options& options, runner::RunObserver& screen) {
  // A name that is wrong is said before the main line's hour, not after it.
  for (const auto& procedure : options.procedures) static_cast<void>(runner::find_procedure(runbook, procedure));
  const auto began = base::system_clock().now();
  const base::Stopwatch watch(base::system_clock());
  Result result{
      .id = journal::new_run_id(began),
      .copy = options.source.kind == Source::Kind::backup ? "backup " + options.source.name : options.source.name};
  const auto folder = make_folder(options.beside, result.id);
  result.folder = folder.string();
  result.assume_yes = options.assume_yes;

  const std::shared_ptr<void> at_the_end(nullptr, [&](void*) { clean_up(folder); });
  const auto copy = restore(options.source, database_name(options), options.stop);
  result.restored_in = watch.elapsed();
  result.notes = copy.notes;

  Plan plan{.copy = {.host = copy.server.socket_folder().string(), .database = copy.database},
            .program = keep_program(options, folder).string(),
            .pass = options.stand_ins.pass,
            .stand_ins = options.stand_ins.declared};
  plan.path = base::search_path(options.inherited);
  std::optional<Keeper> keeper;
  if (options.isolate) {
    std::vector<std::pair<std::string, std::string>> folders;
    for (const auto& each : options.stand_ins.folders) {
      folders.emplace_back(each.path,
                           each.from.empty() ? "" : (options.folder / each.from).lexically_normal().string());
    }
    keeper.emplace(IsolationWish{.scratch = folder / "files",
                                 .work = fs::absolute(options.folder),
                                 .shared = {folder, copy.server.socket_folder()},
                                 .folders = std::move(folders)},
                   plan.program, folder);
    const auto& isolation = keeper->isolation();
    // Without it, a command by its full path would reach the machine's files and network.
    if (isolation.root.empty()) {
      throw base::Error{
          base::Code::configuration, "commands cannot be isolated: " + isolation.reason,
          "Run it where the kernel allows this user namespaces, as root perhaps, or accept that commands have this "
          "machine's files and network: --not-isolated."};
    }
    plan.root = isolation.root;
    plan.keeper = isolation.keeper;
  } else {
    result.isolation = "as asked";
  }
  plan.external = external_programs(programs_called(runbook), !plan.root.empty());
  make_links(folder, plan);
  base::write_file(folder / "plan.json", to_json(plan).dump(1, ' ', false, base::Json::error_handler_t::replace));

  auto changes = replace_addresses(options.inherited, plan.copy, variables_of(runbook));
  for (const auto& [name, value] : options.stand_ins.environment) changes.push_back({name, value});
  changes.push_back({"PATH", (folder / "enter").string() + ":" + plan.path});
  const Surroundings surroundings(changes, options.inherited);

  Clock clock(start_of(runbook, options));
  journal::Journal journal(folder / "journal.db", {.actor = options.actor}, clock);
  People people(options.answers, options.answers_file, options.assume_yes, judged_by_people(runbook));
  Watching watching(screen, clock, folder);
  runner::Settings settings{.folder = options.folder,
                            .runs = runner::RunsFolder(folder / "runs"),
                            .database = {.target = copy.server.url(copy.database)},
                            .inherited = changed(options.inherited, changes),
                            .environment = environment_for(options, folder),
                            .stop = options.stop,
                            .at = options.at,
                            .wait = options.at.has_value(),
                            .variables = variables_for(options, plan.copy)};
  auto ran = runner::run(runbook, settings, journal, people, watching, clock);
  result.run = ran.run;
  result.states = ran.states;
  for (const auto& procedure : options.procedures) {
    if (ran.state != "passed") break;
    settings.procedure = procedure;
    settings.at.reset();
    ran = runner::run(runbook, settings, journal, people, watching, clock);
  }
  if (ran.state != "passed") result.ended = fmt::format("{}{}{}", ran.step, ran.step.empty() ? "" : ": ", ran.reason);
  const auto events = journal.read({.run = ran.run});
  const auto calls = read_calls(folder);
  read_record({.runbook = runbook, .events = events, .calls = calls, .setbacks = people.setbacks()}, result);
  result.assumed = people.unanswered();
  result.duration = watch.elapsed();
  return result;
}

void record(const Result& result, const runbook::Runbook& runbook, journal::Journal& journal) {
  auto data = to_json(result);
  data["runbook"] = runbook.file;
  data["runbook_hash"] = runbook.hash;
  // The summary; what the steps printed stays in the rehearsal's own journal.
  for (const char* list : {"failed", "refused", "waived"}) {
    for (auto& each : data[list]) each.erase("evidence");
  }
  data.erase("not_tried");
  journal.append(journal::event(journal::Codec<journal::RehearsalFinished>::read(data)));
}

}  // namespace rehearsal
