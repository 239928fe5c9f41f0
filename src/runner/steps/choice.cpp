#include "base/text.h"
#include "runner/step_context.h"
#include "runner/steps.h"

namespace runner {

static std::string what_choice(const runbook::Step& step) {
  std::vector<std::string> ways;
  for (const auto& way : step.alternatives) ways.push_back(fmt::format("{}: {}", way.key, way.title));
  return fmt::format("asks which one: {}", fmt::join(ways, " | "));
}

static bool always_choice(const runbook::Step&) {
  return true;
}

static Outcome carry_out_choice(const runbook::Step& step, StepContext& stage) {
  std::string about;
  for (const auto& way : step.alternatives)
    about += fmt::format("{}{}: {}", about.empty() ? "" : "\n", way.key, way.title);
  const auto answer = stage.ask(
      {.step = step.id, .when = "choice", .text = "Which one?", .choices = step.alternatives, .about = about});
  if (!answer) return {.came = Outcome::Came::unanswered, .verdict = "nobody chose"};
  const auto way = std::find_if(step.alternatives.begin(), step.alternatives.end(),
                                [&](const runbook::Alternative& each) { return each.key == answer->answer; });
  if (way == step.alternatives.end()) return {.came = Outcome::Came::unanswered, .verdict = "nobody chose"};
  const std::string who =
      (answer->by.empty() ? "" : ", chosen by " + answer->by) + (answer->reason.empty() ? "" : ": " + answer->reason);
  return {.verdict = fmt::format("{}: {}{}", way->key, way->title, who), .chosen = way->key};
}

extern const StepKind choice{.does = what_choice, .repeatable = always_choice, .carry_out = carry_out_choice};

}  // namespace runner
