#include "base/text.h"
#include "runbook/stage.h"
#include "runbook/steps.h"

namespace runbook {

static std::string what(const Step& step) {
  return fmt::format("asks for GO or NO-GO ({} to hold, {} to rule out)",
                     base::count_of(std::ssize(step.go), "condition"), step.no_go.size());
}

static bool always(const Step&) {
  return true;
}

static std::string about(const Step& step) {
  std::string out;
  const auto add = [&](const char* title, const std::vector<std::string>& list) {
    if (list.empty()) return;
    out += fmt::format("{}{}", out.empty() ? "" : "\n", title);
    for (const auto& line : list) out += "\n  - " + line;
  };
  add("GO if all of:", step.go);
  add("NO-GO if any of:", step.no_go);
  add("If NO-GO:", step.on_no_go);
  return out;
}

static Outcome carry_out(const Step& step, Stage& stage) {
  const auto answer = stage.ask({.step = step.id,
                                 .when = "gate",
                                 .text = "GO or NO-GO?",
                                 .choices = {{"GO", "all conditions hold"}, {"NO-GO", "the run ends here"}},
                                 .about = about(step)});
  if (!answer) return {.came = Outcome::Came::unanswered, .verdict = "nobody decided"};
  const std::string who =
      (answer->by.empty() ? "" : " by " + answer->by) + (answer->reason.empty() ? "" : ": " + answer->reason);
  if (answer->answer == "GO") return {.verdict = "GO" + who, .evidence = about(step)};
  std::string then;
  for (const auto& line : step.on_no_go) then += (then.empty() ? "what to do now:\n  - " : "\n  - ") + line;
  return {.came = Outcome::Came::no_go, .verdict = "NO-GO" + who, .evidence = then};
}

extern const StepKind gate{.does = what, .repeatable = always, .carry_out = carry_out};

}  // namespace runbook
