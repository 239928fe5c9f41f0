// Carries out a runbook, or goes on with the run of it that was broken off.
#include "runner/run.h"

#include <cstdlib>
#include <unistd.h>

#include "base/interrupt.h"
#include "base/text.h"
#include "cli/driving.h"
#include "runner/answers.h"
#include "runner/terminal.h"

namespace cli {

namespace {

struct RunOptions {
  std::string file;
  std::optional<std::string> answers;
  std::optional<std::string> phase;
  std::optional<std::string> by;
  std::string role;
  std::optional<std::string> at;
  std::optional<std::string> procedure;
  std::vector<std::string> set;
  bool from_start = false;
  bool wait = false;
  bool stay = false;
};

// Nobody: with --json, or without a terminal.
class Nobody : public runner::People {
 public:
  std::optional<runner::Answer> ask(const runner::Question& /*question*/) override { return std::nullopt; }
};

}  // namespace

// What the children need to find the same journal, configuration and database wherever they change to.
static std::vector<std::pair<std::string, std::string>> environment_for(Context& context,
                                                                        const pg::Options& database) {
  std::vector<std::pair<std::string, std::string>> out;
  out.emplace_back("LOCKKEEPER_JOURNAL", std::filesystem::absolute(context.journal_file()).string());
  if (!context.config().file.empty())
    out.emplace_back("LOCKKEEPER_CONFIG", std::filesystem::absolute(context.config().file).string());
  if (!database.target.empty()) {
    out.emplace_back("DATABASE_URL", database.target);  // psql takes key=value as well
    // A plain psql in a fence asks the run's database too, whatever the environment names. An address without its
    // name would lead elsewhere still.
    out.emplace_back("PGHOSTADDR", "");
    auto options = database;
    options.application_name.clear();
    bool service = false;
    for (auto& variable : pg::client_environment(options)) {
      service = service || variable.first == "PGSERVICE";
      out.push_back(std::move(variable));
    }
    if (!service) out.emplace_back("LOCKKEEPER_NO_SERVICE", "1");
  }
  if (context.environment()) out.emplace_back("LOCKKEEPER_ENVIRONMENT", *context.environment());
  out.emplace_back("LOCKKEEPER_DATABASE_OPTIONS", context.repeated().database);
  return out;
}

static base::Json to_json_run(const runner::RunResult& result) {
  base::Json json{{"run", result.run}, {"state", result.state}, {"duration_ms", result.duration.count()}};
  json["steps"] = base::Json::object();
  for (const auto& [state, count] : result.states) json["steps"][state] = count;
  if (!result.step.empty()) json["step"] = result.step;
  if (!result.reason.empty()) json["reason"] = result.reason;
  if (!result.toml.empty()) json["answer_needed"] = result.toml;
  return json;
}

static std::string counted(const runner::RunResult& result) {
  std::vector<std::string> words;
  for (const auto& [state, count] : result.states) words.push_back(fmt::format("{} {}", count, state));
  return fmt::format("{}", fmt::join(words, ", "));
}

static std::string summary_run(const RunOptions& options, const runner::RunResult& result) {
  const auto took = base::format_span(result.duration);
  const std::string file = base::shell_quote(options.file);
  if (result.state == "passed") {
    return fmt::format("\npassed in {}: {}\nThe report: lockkeeper report {}\n", took, counted(result), result.run);
  }
  if (result.state == "stopped") {
    return fmt::format("\nstopped at {}: {}\n{}\nThe report: lockkeeper report {}\n", result.step, result.reason,
                       counted(result), result.run);
  }
  if (result.exit_code == 0) {
    return fmt::format("\n{}, {}: {}\nGo on with 'lockkeeper run {}'.\n", result.reason, took, counted(result), file);
  }
  std::string out =
      fmt::format("\n{} at step {}: {}\n", result.exit_code == 1 ? "failed" : "stopped", result.step, result.reason);
  if (!result.toml.empty()) {
    out += fmt::format("To answer beforehand, put this into {}:\n\n{}\n", options.answers.value_or("answers.toml"),
                       result.toml);
  }
  const std::string answers = options.answers ? " --answers " + base::shell_quote(*options.answers) : "";
  return out +
         fmt::format("Nothing that is done will be done again: go on with 'lockkeeper run {}{}'.\n", file, answers);
}

static std::vector<runner::Person> people_of(const config::Run& config) {
  std::vector<runner::Person> out;
  for (const auto& [name, roles] : config.people) {
    for (const auto role : base::split(roles, ','))
      out.push_back({.name = name, .role = std::string(base::trim(role))});
  }
  return out;
}

// The run that this one goes on with, or works within.
static std::optional<std::string> known_run(Context& context, const runbook::Runbook& book,
                                            const RunOptions& options) {
  if (options.from_start) return std::nullopt;
  auto run = runner::unfinished_run(context.journal(), runner::path_of(book));
  if (!run && options.procedure) run = runner::last_run(context.journal(), runner::path_of(book));
  return run;
}

// Values that were given with --set when the run began count when it goes on.
static std::map<std::string, std::string> values_so_far(Context& context, const runbook::Runbook& book,
                                                        const RunOptions& options) {
  if (options.from_start) return {};
  const auto run = runner::unfinished_run(context.journal(), runner::path_of(book));
  if (!run) return {};
  return runner::project(context.journal().read({.run = *run})).variables;
}

static int carry_out_run(Context& context, const RunOptions& options) {
  const auto book = runbook::load(options.file);
  std::vector<runner::AnswerEntry> entries;
  if (options.answers) entries = runner::read_answers(*options.answers);

  if (const auto known = known_run(context, book, options))
    context.stay_on(runner::target_of(context.journal(), *known));
  const auto database = context.connection();
  const auto runs = std::filesystem::absolute(context.journal_file()).parent_path() / "runs";
  runner::Settings settings{.folder = std::filesystem::current_path(),
                            .runs = runs,
                            .database = database,
                            .environment_name = context.environment().value_or(""),
                            .environment = environment_for(context, database),
                            .phase = options.phase,
                            .from_start = options.from_start,
                            .stop = base::interrupted()};
  if (options.at) settings.at = time_given(*options.at);
  settings.wait = options.wait;
  settings.stay = options.stay;
  settings.procedure = options.procedure;
  settings.variables = variables_from(context, options.set, values_so_far(context, book, options));
  const auto& config = context.config();
  settings.people = people_of(config.run);
  settings.gate = {.quorum = config.run.quorum, .roles = config.run.gate_roles};
  for (const auto& span : config.run.escalation) settings.escalation.push_back(base::parse_span(span).value());
  settings.backup_age = config.thresholds.backup_age;
  if (context.production() && !context.common().yes) {
    const auto session = context.connect();
    const auto what =
        options.procedure ? fmt::format("the procedure '{}' of {}", *options.procedure, options.file) : options.file;
    if (!context.confirm(fmt::format("Carry out {}?", what), session.database()))
      throw base::Error{base::Code::stopped, "nothing was carried out, as you said"};
  }
  const bool json = context.common().json;
  runner::AnswersFile file(entries, options.answers.value_or("answers.toml"));
  runner::Terminal terminal(options.by.value_or(user_name()), base::interrupted(), options.role);
  Nobody nobody;
  runner::People* at_keyboard = &nobody;
  if (!json && runner::Terminal::is_there()) at_keyboard = &terminal;
  runner::Several people({&file, at_keyboard});
  const bool colour = ::isatty(json ? STDERR_FILENO : STDOUT_FILENO) != 0 && !std::getenv("NO_COLOR");
  runner::TextScreen screen({.quiet = context.common().quiet,
                             .colour = colour,
                             .to_errors = json,
                             .width = ::isatty(STDOUT_FILENO) != 0 ? runner::terminal_width() : 160});

  const auto result = runner::run(book, settings, context.journal(), people, screen);
  context.say(summary_run(options, result));
  context.answer(to_json_run(result));
  return result.exit_code;
}

static std::function<int(Context&)> declare_run(CLI::App& app) {
  auto options = std::make_shared<RunOptions>();
  app.add_option("RUNBOOK", options->file, "the runbook")->required();
  app.add_option("--answers", options->answers, "file with people's answers (TOML)")->type_name("FILE");
  app.add_option("--phase", options->phase, "only this phase: its number or part of its title")->type_name("PHASE");
  app.add_option("--by", options->by, "who answers at this terminal (default: the user)")->type_name("NAME");
  app.add_option("--role", options->role, "in which role")->type_name("ROLE");
  app.add_option("--at", options->at, "when T-0 is: 2026-12-06T02:00+01:00")->type_name("TIME");
  app.add_flag("--wait", options->wait, "wait until a step is due instead of saying how early it is");
  app.add_flag("--stay", options->stay, "wait for answers from other terminals instead of stopping");
  app.add_option("--procedure", options->procedure, "carry out this section on demand: part of its title")
      ->type_name("NAME");
  app.add_option("--set", options->set, "a variable for the fences")->type_name("NAME=VALUE");
  app.add_flag("--from-start", options->from_start, "begin a new run even if one is unfinished");
  return [options](Context& context) { return carry_out_run(context, *options); };
}

extern const Command run{.summary = "carry out a runbook, or go on where it was broken off", .declare = declare_run};

}  // namespace cli
