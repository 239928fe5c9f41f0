#include "runner/judge.h"

#include "base/text.h"
#include "journal/typed.h"
#include "runner/permission.h"
#include "runner/relied_on.h"
#include "runner/roles.h"
#include "runner/sign_off.h"
#include "runner/step_files.h"

namespace runner {

// What the expectation at `line` is about: a comment among statements means the one before it.
static runbook::Produced about(const runbook::Produced& produced, const std::vector<int>& statement_lines, int line) {
  std::optional<std::pair<int, std::string>> tag;
  for (const auto& each : produced.tags) {
    if (each.first <= line) tag = each;
  }
  const bool none = statement_lines.empty() || line < statement_lines.front();
  if (!produced.is_query || (none && !tag)) return produced;
  std::size_t last = 0;
  while (!none && last + 1 < statement_lines.size() && statement_lines[last + 1] <= line) ++last;
  runbook::Produced out = produced;
  if (tag && (none || statement_lines[last] < tag->first)) {
    out.tables.clear();
    out.tags = {*tag};
    out.output = tag->second;
    return out;
  }
  out.tags.clear();
  out.tables = {produced.tables.at(last)};
  out.output = format_table(out.tables.front(), 1000);
  return out;
}

// An expected error: the step has to fail, and to say it.
static void judge_refusal(const runbook::Expectation& wanted, const runbook::Produced& produced, Outcome& outcome) {
  const bool ended = outcome.verdict.starts_with("took longer");
  if (outcome.came == Outcome::Came::passed) {
    outcome.came = Outcome::Came::differs;
    outcome.verdict = "not refused";
    outcome.evidence = fmt::format("line {}: expected {}, and it went through", wanted.line, wanted.text);
  } else if (outcome.came == Outcome::Came::failed && !ended) {
    runbook::Produced said = produced;
    said.is_query = false;
    said.output += "\n" + outcome.verdict + "\n" + outcome.evidence;
    std::string text = wanted.text;
    for (const char* prefix : {"ERROR:", "FATAL:", "error:", "Error:", "psql: error:"}) {
      if (text.starts_with(prefix)) text = base::trim(std::string_view(text).substr(std::string_view(prefix).size()));
    }
    const auto differs = runbook::difference({.text = text, .line = wanted.line}, said);
    const bool any = text.find(' ') == std::string::npos || text == "must fail" || text == "should fail";
    if (differs && !any) {
      outcome.evidence += fmt::format("\nline {}: {}", wanted.line, *differs);
      return;
    }
    outcome.came = Outcome::Came::passed;
    outcome.verdict = "refused as expected";
  }
}

void judge(const runbook::Step& step, const runbook::Produced& produced, const std::vector<int>& statement_lines,
           Outcome& outcome) {
  const auto refusal = std::find_if(step.expectations.begin(), step.expectations.end(),
                                    [](const auto& expectation) { return expectation.refusal; });
  if (refusal != step.expectations.end()) {
    judge_refusal(*refusal, produced, outcome);
    return;
  }
  if (outcome.came != Outcome::Came::passed || step.expectations.empty()) return;
  std::vector<std::string> found;
  for (const auto& expectation : step.expectations) {
    const bool inside = expectation.line >= step.text_line && expectation.line < step.last_line;
    const auto differs =
        difference(expectation, inside ? about(produced, statement_lines, expectation.line) : produced);
    if (differs) found.push_back(fmt::format("line {}: {}", expectation.line, *differs));
  }
  if (found.empty()) {
    outcome.verdict += (outcome.verdict.empty() ? "" : ", ") + std::string("as expected");
    return;
  }
  outcome.came = Outcome::Came::differs;
  outcome.verdict = "not as expected";
  outcome.evidence =
      fmt::format("{}{}{}", outcome.evidence, outcome.evidence.empty() ? "" : "\n", fmt::join(found, "\n"));
}

std::string tell(const std::vector<runbook::SkippedLine>& left_out) {
  std::string out;
  for (const auto& line : left_out) {
    out += fmt::format("{}line {} {} ({}): {}", out.empty() ? "" : "\n", line.line,
                       line.beside.empty() ? "not run" : "beside the step", line.reason, line.text);
  }
  return out;
}

std::string not_run_in_words(const std::vector<runbook::SkippedLine>& left_out) {
  std::vector<const runbook::SkippedLine*> lines;
  for (const auto& line : left_out) {
    if (line.beside.empty()) lines.push_back(&line);
  }
  if (lines.empty()) return {};
  const auto first = fmt::format("line {} is not run: {}", lines.front()->line, lines.front()->reason);
  return lines.size() == 1 ? first : fmt::format("{} lines are not run, {}", lines.size(), first);
}

static Question question_about(const runbook::Step& step, const std::string& what, const StepContext& stage) {
  Question out{.step = step.id,
               .when = "dangerous",
               .text = what + ": run it?",
               .choices = {{"run", "run it"}, {"skip", "leave it out, with a reason"}},
               .about = std::string(base::trim(step.text))};
  // Where two are to see it, one cannot speak for what comes after it.
  if (!wants_two(step) && stage.runbook().step(step.id))
    out.choices.push_back({"all", "run it, and all that follows in this section unasked"});
  out.choices.push_back({"stop", "stop here"});
  return out;
}

// What was written down for this very step on the night counts before what was approved days ago.
static bool runs_unasked(const runbook::Step& step, const Question& question, StepContext& stage) {
  auto permission = permission_for(step, stage);
  if (!permission) return false;
  const auto prepared = stage.prepared(question);
  if (prepared && (prepared->answer == "skip" || prepared->answer == "stop")) return false;
  permission->question = question.text;
  stage.record(journal::event(*permission));
  return true;
}

std::optional<Outcome> ask_if_dangerous(const runbook::Step& step, StepContext& stage) {
  auto reasons = step.asks;
  reasons.insert(reasons.end(), step.dangers.begin(), step.dangers.end());
  // What somebody has approved is the step as it was read.
  auto changed = changed_file(step, stage.state().folder, stage.state().shell_state);
  if (changed.empty() && step.kind == "command") changed = not_as_relied_on(step, stage);
  if (!changed.empty()) reasons.push_back(changed);
  if (auto there = overwritten_file(step, stage.runbook(), stage.state()); !there.empty())
    reasons.push_back(std::move(there));
  if (reasons.empty() && !wants_two(step)) return std::nullopt;
  const auto what = reasons.empty() ? std::string("two people are to see what it does")
                                    : fmt::format("{}", fmt::join(reasons, "; "));
  const auto question = question_about(step, what, stage);
  if (changed.empty() && runs_unasked(step, question, stage)) return std::nullopt;
  const auto seen = hashes_of(step, stage.state().folder);
  const auto answer = sign_off(step, stage, question);
  if (!answer)
    return Outcome{.came = Outcome::Came::unanswered,
                   .verdict = fmt::format("nobody said whether it may run: {}", base::shorten(what, 160))};
  if (answer->answer == "run" || (answer->answer == "all" && !wants_two(step))) {
    // A file that has changed while the question was open is another one than was spoken of.
    return hashes_of(step, stage.state().folder) == seen ? std::nullopt : ask_if_dangerous(step, stage);
  }
  const std::string who = answer->by.empty() ? "somebody" : answer->by;
  const std::string why = answer->reason.empty() ? "" : ": " + answer->reason;
  const auto left_out = fmt::format("left out by {}{}", who, why);
  if (answer->answer == "skip") return Outcome{.came = Outcome::Came::skipped, .verdict = left_out, .left = left_out};
  return Outcome{.came = Outcome::Came::stopped, .verdict = fmt::format("stopped by {}{}", who, why)};
}

}  // namespace runner
