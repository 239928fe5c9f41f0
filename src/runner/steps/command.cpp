#include "base/files.h"
#include "base/text.h"
#include "runbook/shell.h"
#include "runner/judge.h"
#include "runner/made.h"
#include "runner/shell_session.h"
#include "runner/steps.h"
#include "runner/until.h"

namespace runner {

static constexpr int closed_pipe = 128 + 13;  // SIGPIPE, as `yes | head` ends with pipefail

static std::string what_command(const runbook::Step& step) {
  return runbook::first_command(step.text);
}

static bool may_repeat_command(const runbook::Step& step) {
  return step.has("repeatable");
}

// Rows of a command come in a stated order when its own SQL says so, or when there is no SQL in it.
static bool is_ordered(const runbook::Step& step) {
  const auto lower = base::to_lower(step.text);
  return step.has("ordered") || lower.find("order by") != std::string::npos ||
         lower.find("select") == std::string::npos;
}

static bool something_left_to_run(const runbook::Step& step) {
  const auto rest = without_lines(step.text, step.text_line, step.left_out);
  for (const auto& line : runbook::script_lines(rest)) {
    if (line.kind == runbook::ScriptLine::Kind::command && base::trim(line.text) != ":") return true;
  }
  return false;
}

static std::string reason_not_to_run(const runbook::Step& step) {
  if (step.has("skip")) return step.attribute("skip");
  if (!step.problem.empty()) return step.problem;
  const bool follows = std::any_of(step.left_out.begin(), step.left_out.end(),
                                   [](const runbook::SkippedLine& line) { return !line.beside.empty(); });
  if (step.left_out.empty() || follows || something_left_to_run(step)) return {};
  return fmt::format("nothing left to run: {}", step.left_out.front().reason);
}

// One time: what came of it, without the step's expectations.
static Round run_once(const runbook::Step& step, const std::string& script, StepContext& stage) {
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
  if (!ran.output_file.empty()) {
    out.evidence += (out.evidence.empty() ? "" : "\n") + fmt::format("all of its output: {}", ran.output_file);
  }
  return {.outcome = std::move(out),
          .produced = {.output = ran.output, .ordered = is_ordered(step), .exit_code = ran.outcome.exit_code}};
}

namespace {

struct Following {
  int line = 0;  // of the runbook
  std::unique_ptr<BackgroundProcess> process;
  std::filesystem::path log;
  std::filesystem::path began;  // there once the shell has come to the line
};

}  // namespace

static std::vector<Following> start_what_never_ends(const runbook::Step& step, StepContext& stage) {
  std::vector<Following> out;
  for (const auto& line : step.left_out) {
    if (line.beside.empty()) continue;
    const auto log = stage.output_file(step).replace_extension(fmt::format("line-{}.txt", line.line));
    const auto began = stage.attempt_folder() / fmt::format("beside-{}-began", line.line);
    std::error_code none;  // of an earlier round of the same attempt
    std::filesystem::remove(began, none);
    out.push_back(
        {.line = line.line, .process = start_beside(step, line, log, began, stage), .log = log, .began = began});
  }
  return out;
}

static void add_line(std::string& text, const std::string& line) {
  text += (text.empty() ? "" : "\n") + line;
}

// So long a command that never ends has to have gone on before it is believed.
static constexpr base::Milliseconds proof{1000};

// Its exit code where it has; a shell takes its time to begin.
static std::optional<int> ended_at_once(Following& one) {
  std::error_code unknown;
  for (int tries = 0; tries < 500 && !std::filesystem::exists(one.began, unknown); ++tries) {
    if (const auto ended = one.process->ended_within(base::Milliseconds(20))) return ended;
  }
  return one.process->ended_within(proof);
}

// Nothing but what never ends: it goes on beside the steps that follow.
static Outcome go_on_beside(const runbook::Step& step, StepContext& stage) {
  Outcome out{.verdict = "goes on beside the steps that follow", .evidence = tell(step.left_out)};
  for (auto& each : start_what_never_ends(step, stage)) {
    add_line(out.evidence, fmt::format("line {}, its output: {}", each.line, each.log.string()));
    const auto ended = ended_at_once(each);
    if (!ended) {
      stage.keep(std::move(each.process));
    } else if (out.came == Outcome::Came::passed) {
      out.came = *ended == 0 ? Outcome::Came::passed : Outcome::Came::failed;
      out.verdict = fmt::format("line {} ended at once with {}", each.line, *ended);
      out.exit_code = *ended;
      const std::string printed = base::read_file(each.log);  // hidden already
      add_line(out.evidence, base::shorten(base::trim(printed), 500));
    }
  }
  return out;
}

static Outcome carry_out_command(const runbook::Step& step, StepContext& stage) {
  if (auto reason = reason_not_to_run(step); !reason.empty()) {
    auto left = step.has("skip") ? std::string() : reason;
    return {.came = Outcome::Came::skipped,
            .verdict = std::move(reason),
            .evidence = tell(step.left_out),
            .left = std::move(left)};
  }
  if (auto ended = ask_if_dangerous(step, stage)) return *ended;
  if (!step.left_out.empty() && !something_left_to_run(step)) return go_on_beside(step, stage);
  const auto script = without_lines(step.text, step.text_line, step.left_out);
  if (step.has("background")) {
    const auto log = start_in_background(step, script, stage);
    return {.verdict = "goes on in the background until the run ends", .evidence = "its output: " + log.string()};
  }
  const auto beside = start_what_never_ends(step, stage);  // until this step is over
  Outcome out;
  if (is_loop(step)) {
    out = repeat_until(step, stage, [&] { return run_once(step, script, stage); });
  } else {
    auto round = run_once(step, script, stage);
    out = std::move(round.outcome);
    judge(step, round.produced, {}, out);
  }
  for (const auto& each : beside)
    add_line(out.evidence,
             fmt::format("line {} went on beside the step, its output: {}", each.line, each.log.string()));
  if (out.exit_code == 0 && !out.shell_state.empty()) record_made(step, script, out.shell_state, out.duration, stage);
  const auto not_run = std::ssize(step.left_out) - std::ssize(beside);
  if (not_run > 0) out.left = not_run_in_words(step.left_out);
  if (out.came == Outcome::Came::passed && out.verdict.empty() && not_run > 0)
    out.verdict = fmt::format("{} not run", base::count_of(not_run, "line"));
  return out;
}

extern const StepKind command{.does = what_command, .repeatable = may_repeat_command, .carry_out = carry_out_command};

}  // namespace runner
