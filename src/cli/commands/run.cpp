// Carries out a runbook, or goes on with the run of it that was broken off.
#include "app/run.h"

#include <unistd.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/run_context.h"
#include "app/times.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "cli/command.h"
#include "runner/answers.h"
#include "runner/terminal.h"

namespace cli {

namespace {

struct RunOptions {
  app::RunRequest request;
  std::optional<std::string> answers;
  std::optional<std::string> by;
  std::string role;
  std::optional<std::string> at;
  bool nothing_left = false;
};

// Nobody: with --json, or without a terminal.
class Nobody : public runner::AnswerSource {
 public:
  std::optional<runner::Answer> ask(const runner::Question& /*question*/) override { return std::nullopt; }
};

}  // namespace

static base::Json to_json_run(const runner::RunResult& result) {
  base::Json json{{"run", result.run}, {"state", result.state}, {"duration_ms", result.duration.count()}};
  json["steps"] = base::Json::object();
  for (const auto& [state, count] : result.states) json["steps"][state] = count;
  if (!result.step.empty()) json["step"] = result.step;
  if (!result.reason.empty()) json["reason"] = result.reason;
  if (!result.toml.empty()) json["answer_needed"] = result.toml;
  if (!result.left.empty()) json["left_to_people"] = result.left;
  return json;
}

static std::string counted(const runner::RunResult& result) {
  std::vector<std::string> words;
  for (const auto& [state, count] : result.states) words.push_back(fmt::format("{} {}", count, state));
  return fmt::format("{}", fmt::join(words, ", "));
}

// What people were to do, and nobody has done: a run that left something is never simply "passed".
static std::string left_to_people(const runner::RunResult& result) {
  if (result.left.empty()) return {};
  std::string out = "Left to people:\n";
  for (const auto& each : result.left) out += "  " + each + "\n";
  return out;
}

static std::string passed(const runner::RunResult& result) {
  if (result.left.empty()) return "passed";
  return fmt::format("passed, {} left to people,", result.left.size());
}

static std::string summary_run(const RunOptions& options, const runner::RunResult& result) {
  const auto took = base::format_span(result.duration);
  const std::string file = base::shell_quote(options.request.runbook);
  if (result.state == "passed") {
    return fmt::format("\n{} in {}: {}\n{}The report: lockkeeper report {}\n", passed(result), took, counted(result),
                       left_to_people(result), result.run);
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

static int carry_out_run(Context& context, RunOptions options) {
  auto& request = options.request;
  request.folder = std::filesystem::current_path();
  request.repeated_options = [&] { return context.repeated().database; };
  if (options.at) request.at = app::time_given(context, *options.at);
  std::vector<runner::AnswerEntry> entries;
  if (options.answers) entries = runner::read_answers(*options.answers);
  const bool json = context.common().json;
  const bool unattended = json || !runner::Terminal::is_there();
  runner::AnswersFile file(entries, options.answers.value_or("answers.toml"), unattended);
  runner::Terminal terminal(options.by.value_or(app::person(context.inherited())), base::interrupted(), options.role);
  Nobody nobody;
  runner::AnswerSource* at_keyboard = &nobody;
  if (!unattended) at_keyboard = &terminal;
  runner::Several people({&file, at_keyboard});
  const bool colour = ::isatty(json ? STDERR_FILENO : STDOUT_FILENO) != 0 && !context.inherited().find("NO_COLOR");
  runner::TextScreen screen(
      {.quiet = context.common().quiet,
       .colour = colour,
       .to_errors = json,
       .width = ::isatty(STDOUT_FILENO) != 0 ? runner::terminal_width(context.inherited()) : 160});
  const auto result = app::run(context, request, people, screen);
  context.say(summary_run(options, result));
  context.answer(to_json_run(result));
  const bool incomplete = options.nothing_left && result.exit_code == 0 && !result.left.empty();
  return incomplete ? Exit::does_not_hold : result.exit_code;
}

static std::function<int(Context&)> declare_run(CLI::App& app) {
  auto options = std::make_shared<RunOptions>();
  app.add_option("RUNBOOK", options->request.runbook, "the runbook")->required();
  app.add_option("--answers", options->answers, "file with people's answers (TOML)")->type_name("FILE");
  app.add_option("--phase", options->request.phase, "only this phase: its number or part of its title")
      ->type_name("PHASE");
  app.add_option("--by", options->by, "who answers at this terminal (default: the user)")->type_name("NAME");
  app.add_option("--role", options->role, "in which role")->type_name("ROLE");
  app.add_option("--at", options->at, "when T-0 is: 2026-12-06T02:00+01:00")->type_name("TIME");
  app.add_flag("--wait", options->request.wait, "wait until a step is due instead of saying how early it is");
  app.add_flag("--stay", options->request.stay, "wait for answers from other terminals instead of stopping");
  app.add_option("--procedure", options->request.procedure, "carry out this section on demand: part of its title")
      ->type_name("NAME");
  app.add_option("--set", options->request.set, "a variable for the fences")->type_name("NAME=VALUE");
  app.add_flag("--from-start", options->request.from_start, "begin a new run even if one is unfinished");
  app.add_flag("--nothing-left", options->nothing_left, "exit code 1 where something was left to people");
  return [options](Context& context) { return carry_out_run(context, *options); };
}

extern const Command run{.summary = "carry out a runbook, or go on where it was broken off",
                         .repeats = {.database = true},
                         .declare = declare_run};

}  // namespace cli
