#include "base/text.h"
#include "journal/events/gate_decided.h"
#include "journal/events/gate_known.h"
#include "journal/events/vote_cast.h"
#include "journal/typed.h"
#include "runner/claims.h"
#include "runner/gate_facts.h"
#include "runner/sign_off.h"
#include "runner/steps.h"
#include "runner/votes.h"

namespace runner {

static std::string what_gate(const runbook::Step& step) {
  return fmt::format("asks for GO or NO-GO ({} to hold, {} to rule out)",
                     base::count_of(std::ssize(step.go), "condition"), step.no_go.size());
}

static bool always_gate(const runbook::Step&) {
  return true;
}

static std::string about(const runbook::Step& step) {
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

static bool by_vote(const StepContext& stage) {
  return stage.settings().gate.quorum > 1 || !stage.settings().gate.roles.empty();
}

static Outcome decided(const runbook::Step& step, bool go, const std::string& who, const std::string& evidence) {
  if (go) return {.verdict = "GO" + who, .evidence = evidence};
  std::string then;
  for (const auto& line : step.on_no_go) then += (then.empty() ? "what to do now:\n  - " : "\n  - ") + line;
  return {.came = Outcome::Came::no_go, .verdict = "NO-GO" + who, .evidence = then, .chosen = "NO-GO"};
}

// Votes that are cast between the count and this record would be lost: it is written only if there is none. From then
// on the gate takes no more.
static bool close_gate(const runbook::Step& step, StepContext& stage, const Tally& found) {
  const bool go = found.decision == Tally::Decision::go;
  return stage.record_if(journal::event(journal::GateDecided{
                             .step = step.id, .decision = go ? "GO" : "NO-GO", .votes = std::ssize(found.standing)}),
                         [&](const journal::Event& newer) {
                           const auto vote = journal::as<journal::VoteCast>(newer);
                           return !vote || vote->step != step.id;
                         });
}

namespace {

// What is known when people decide: of every gate, and of this one's conditions.
struct Known {
  std::vector<GateFact> facts;
  std::vector<facts::Finding> conditions;
};

}  // namespace

static Known known_now(const runbook::Step& step, StepContext& stage) {
  return {.facts = known_at_gate(stage.journal().read(), stage.state(), stage.now(), stage.settings().backup_age),
          .conditions = look_up(claims_of_gate(step), stage)};
}

static std::vector<journal::GateFact> recorded(const Known& known) {
  auto out = runner::recorded(known.facts);
  for (const auto& each : known.conditions) {
    out.push_back({.what = base::one_line(each.claim.text, 100),
                   .holds = each.holds == facts::Holds::yes  ? "yes"
                            : each.holds == facts::Holds::no ? "no"
                                                             : "unknown",
                   .text = each.evidence,
                   .age = each.age});
  }
  return out;
}

// Each contradiction once: a condition about the backup says what the gate says of it anyway.
static std::vector<journal::WaivedClaim> against(const Known& known) {
  auto out = runner::against(known.facts);
  for (auto& each : runner::against(known.conditions)) {
    const bool said = std::ranges::any_of(out, [&](const auto& other) { return other.evidence == each.evidence; });
    if (!said) out.push_back(std::move(each));
  }
  return out;
}

static Question question_at(const runbook::Step& step, const StepContext& stage, const Known& known) {
  const auto conditions = about(step);
  const auto journal = fmt::format("What the journal knows:\n  {}", base::indent_following(tell(known.facts), 2));
  return {.step = step.id,
          .when = "gate",
          .text = "GO or NO-GO?",
          .choices = {{"GO", "all conditions hold"}, {"NO-GO", "the run ends here"}},
          .about = with_findings(conditions + (conditions.empty() ? "" : "\n") + journal, known.conditions),
          .by_vote = by_vote(stage)};
}

static Outcome carry_out_gate(const runbook::Step& step, StepContext& stage) {
  auto known = known_now(step, stage);
  stage.record(journal::event(journal::GateKnown{.step = step.id, .facts = recorded(known)}));
  const auto& rules = stage.settings().gate;
  auto question = question_at(step, stage, known);
  std::optional<std::string> waived;
  // GO in spite of what is known: somebody has to waive that, once. True: it may be decided.
  std::optional<Outcome> ended;
  const auto may_go = [&] {
    if (waived) return true;
    // It may have been put right while the gate was open, or have gone wrong.
    const auto before = against(known);
    known = known_now(step, stage);
    if (against(known).size() != before.size())
      stage.record(journal::event(journal::GateKnown{.step = step.id, .facts = recorded(known)}));
    question = question_at(step, stage, known);
    auto weighed = weigh(step, stage, against(known));
    if (weighed.what == Weighed::What::ended) ended = std::move(weighed.outcome);
    if (weighed.what == Weighed::What::stands) waived = std::move(weighed.waived);
    return waived.has_value();
  };
  for (;;) {
    // A vote counts at every gate, also where one answer would do.
    const auto& votes = stage.state().step(step.id).votes;
    const auto before = votes.size();
    const auto found = tally(votes, rules, stage.people());
    if (!votes.empty() && found.decision != Tally::Decision::open) {
      const bool go = found.decision == Tally::Decision::go;
      if (go && !may_go()) {
        if (ended) return *ended;
        continue;
      }
      // One that came in while the waiver was asked for is counted first.
      if (stage.state().step(step.id).votes.size() > before) continue;
      if (!close_gate(step, stage, found)) continue;
      return decided(step, go, fmt::format(" ({}){}", tell(found.standing), go ? waived.value_or("") : ""),
                     question.about);
    }
    auto put = question;
    if (!found.missing.empty() && question.by_vote) put.text += fmt::format(" For GO: {}.", found.missing);
    for (const auto& vote : found.standing) put.voted.push_back(vote.by);
    const auto answer = stage.ask(put);
    if (answer && answer->answer == "GO" && !may_go()) {
      if (ended) return *ended;
      continue;
    }
    if (answer)
      return decided(step, answer->answer == "GO", signature(*answer) + waived.value_or(""), question.about);
    if (stage.state().step(step.id).votes.size() > before) continue;
    return {.came = Outcome::Came::unanswered,
            .verdict = question.by_vote ? "not decided, missing for GO: " + found.missing : "nobody decided"};
  }
}

extern const StepKind gate{.does = what_gate, .repeatable = always_gate, .carry_out = carry_out_gate};

}  // namespace runner
