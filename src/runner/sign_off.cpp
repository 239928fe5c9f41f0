#include "runner/sign_off.h"

#include "runner/roles.h"

namespace runner {

std::optional<Answer> sign_off(const runbook::Step& step, StepContext& stage, Question question) {
  question.role = role_for(step, stage.people());
  auto first = stage.ask(question);
  if (!first || !wants_two(step) || question.choices.empty() || first->answer != question.choices.front().key)
    return first;
  question.text += " (the second of two people)";
  question.role.clear();
  question.not_by = {first->by};
  auto second = stage.ask(question);
  if (!second || second->answer != first->answer) return second;
  second->by = fmt::format("{} and {}", first->by, second->by);
  if (second->reason.empty()) second->reason = first->reason;
  return second;
}

std::string signature(const Answer& answer) {
  return (answer.by.empty() ? "" : " by " + answer.by) + (answer.reason.empty() ? "" : ": " + answer.reason);
}

}  // namespace runner
