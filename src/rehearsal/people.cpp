#include "rehearsal/people.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "runbook/expect.h"

namespace rehearsal {

// What would satisfy the field, so that what is missing is an answer and not a difference.
static std::string value_for(const runbook::Field& field) {
  if (!field.choices.empty()) return field.choices.front();
  std::string digits;
  for (const char c : field.expected) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) digits += c;
  }
  for (const auto& candidate : {digits, std::string("0"), field.expected}) {
    if (!candidate.empty() && runbook::value_matches(field.expected, candidate)) return candidate;
  }
  return "not answered in the rehearsal";
}

static const char* preferred(std::string_view when, bool assume_yes) {
  if (when == "task") return assume_yes ? "done" : "skip";
  if (when == "gate") return "GO";
  if (when == "dangerous") return "run";  // it is a copy
  if (when == "failed") return "skip";
  if (when == "difference") return "accept";
  if (when == "interrupted") return "retry";
  if (when == "contradicted") return "waive";
  return "";
}

std::set<std::string> judged_by_people(const runbook::Runbook& runbook) {
  std::set<std::string> out;
  for (const auto& step : runbook.steps) {
    const bool sentences =
        !step.expectations.empty() && step.fields.empty() &&
        std::all_of(step.expectations.begin(), step.expectations.end(), [](const auto& each) { return each.prose; });
    if (sentences) out.insert(step.id);
  }
  return out;
}

runner::Answer way_on(const runner::Question& question, bool assume_yes) {
  runner::Answer out{.by = "rehearsal", .reason = assume_yes ? "assumed" : "nobody answered", .source = "rehearsal"};
  if (question.when == "field") {
    out.answer = "filled in";
    for (const auto& field : question.fields) out.fields[field.name] = value_for(field);
    return out;
  }
  const std::string wanted = preferred(question.when, assume_yes);
  // A second person, where one is wanted.
  if (std::ranges::find(question.not_by, out.by) != question.not_by.end()) out.by = "rehearsal, second person";
  const bool offered = std::any_of(question.choices.begin(), question.choices.end(),
                                   [&](const runbook::Alternative& choice) { return choice.key == wanted; });
  if (offered)
    out.answer = wanted;
  else
    out.answer = question.choices.empty() ? "done" : question.choices.front().key;
  if (question.when == "failed" || question.when == "difference") out.reason = "the rehearsal goes on";
  return out;
}

std::optional<runner::Answer> People::ask(const runner::Question& question) {
  auto answer = file_.ask(question);
  // The same person twice is refused in a run; here the second is assumed, and told as such.
  if (answer && std::ranges::find(question.not_by, answer->by) != question.not_by.end()) answer.reset();
  if (answer && question.when != "field") return answer;
  runner::Question left = question;
  if (answer) {
    std::erase_if(left.fields, [&](const runbook::Field& field) { return answer->fields.contains(field.name); });
    if (left.fields.empty()) return answer;
  }
  auto on = way_on(left, assume_yes_);
  const bool for_people = question.when == "difference" && for_people_.contains(question.step);
  if ((question.when == "failed" || question.when == "difference") && !for_people) {
    setbacks_.push_back({question.step, question.when, question.text, question.about});
    return on;
  }
  std::string assumed = on.answer;
  if (question.when == "field") {
    assumed.clear();
    for (const auto& [name, value] : on.fields)
      assumed += fmt::format("{}{}: {}", assumed.empty() ? "" : ", ", name, value);
  }
  unanswered_.push_back({question.step, question.when, question.text, assumed});
  if (answer) on.fields.insert(answer->fields.begin(), answer->fields.end());
  return on;
}

}  // namespace rehearsal
