#include "base/text.h"
#include "runbook/judge.h"
#include "runbook/shell.h"
#include "runbook/shell_session.h"
#include "runbook/steps.h"
#include "runbook/until.h"

namespace runbook {

static constexpr int closed_pipe = 128 + 13;  // SIGPIPE, as `yes | head` ends with pipefail

static std::string what(const Step& step) {
  return first_command(step.text);
}

static bool may_repeat(const Step& step) {
  return step.has("repeatable");
}

// Rows of a command come in a stated order when its own SQL says so, or when there is no SQL in it.
static bool is_ordered(const Step& step) {
  const auto lower = base::to_lower(step.text);
  return step.has("ordered") || lower.find("order by") != std::string::npos ||
         lower.find("select") == std::string::npos;
}

static std::string reason_not_to_run(const Step& step) {
  if (step.has("skip")) return step.attribute("skip");
  if (!step.problem.empty()) return step.problem;
  if (step.left_out.empty()) return {};
  const auto rest = without_lines(step.text, step.text_line, step.left_out);
  for (const auto& line : script_lines(rest)) {
    if (line.kind == ScriptLine::Kind::command && base::trim(line.text) != ":") return {};
  }
  return fmt::format("nothing left to run: {}", step.left_out.front().reason);
}

// One time: what came of it, without the step's expectations.
static Round run_once(const Step& step, const std::string& script, Stage& stage) {
  const auto ran = run_script(step, script, stage);
  Outcome out{.evidence = tell(step.left_out),
              .exit_code = ran.outcome.exit_code,
              .duration = ran.outcome.duration,
              .shell_state = ran.shell_state};
  if (ran.outcome.stopped) {
    out.came = Outcome::Came::interrupted;
    out.verdict = "interrupted";
  } else if (ran.outcome.timed_out) {
    out.came = Outcome::Came::failed;
    out.verdict = fmt::format("took longer than {} and was ended", step.attribute("timeout"));
  } else if (ran.outcome.exit_code != 0) {
    out.came = Outcome::Came::failed;
    out.verdict =
        fmt::format("ended with {}{}{}", ran.outcome.exit_code, ran.failed_at.empty() ? "" : " at " + ran.failed_at,
                    ran.outcome.exit_code == closed_pipe
                        ? "; a command of the pipe was cut off because the next one had read enough (pipefail)"
                        : "");
  } else if (ran.shell_state.empty()) {
    out.came = Outcome::Came::failed;
    out.verdict = "ended with 0, but the shell's state could not be saved for the next step";
  }
  if (!ran.output_file.empty())
    out.evidence += (out.evidence.empty() ? "" : "\n") + fmt::format("all of its output: {}", ran.output_file);
  return {.outcome = std::move(out),
          .produced = {.output = ran.output, .ordered = is_ordered(step), .exit_code = ran.outcome.exit_code}};
}

// What never ends goes on beside the step until that is over, or has had a moment where nothing else is to be done.
static std::vector<base::Daemon> start_what_never_ends(const Step& step, Stage& stage, std::string& evidence) {
  std::vector<base::Daemon> out;
  for (const auto& line : step.left_out) {
    if (line.beside.empty()) continue;
    const auto log = stage.output_file(step).replace_extension(fmt::format("line-{}.txt", line.line));
    std::error_code problem;
    std::filesystem::create_directories(log.parent_path(), problem);
    out.push_back(start_beside(step, line.beside, log, stage));
    evidence += fmt::format("{}line {} went on beside the step, its output: {}", evidence.empty() ? "" : "\n",
                            line.line, log.string());
  }
  return out;
}

static Outcome carry_out(const Step& step, Stage& stage) {
  if (auto reason = reason_not_to_run(step); !reason.empty()) {
    return {.came = Outcome::Came::skipped, .verdict = std::move(reason), .evidence = tell(step.left_out)};
  }
  if (auto ended = ask_if_dangerous(step, stage)) return *ended;
  const auto script = without_lines(step.text, step.text_line, step.left_out);
  if (step.has("background")) {
    const auto log = start_in_background(step, script, stage);
    return {.verdict = "goes on in the background until the run ends", .evidence = "its output: " + log.string()};
  }
  std::string beside;
  const auto daemons = start_what_never_ends(step, stage, beside);
  Outcome out;
  if (is_loop(step)) {
    out = repeat_until(step, stage, [&] { return run_once(step, script, stage); });
  } else {
    auto round = run_once(step, script, stage);
    out = std::move(round.outcome);
    judge(step, round.produced, {}, out);
  }
  if (!beside.empty()) out.evidence += (out.evidence.empty() ? "" : "\n") + beside;
  if (out.came == Outcome::Came::passed && out.verdict.empty() && !step.left_out.empty()) {
    out.verdict = fmt::format("{} not run", base::count_of(std::ssize(step.left_out), "line"));
  }
  return out;
}

extern const StepKind command{.does = what, .repeatable = may_repeat, .carry_out = carry_out};

}  // namespace runbook
