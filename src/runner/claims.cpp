#include "runner/claims.h"

#include "base/text.h"
#include "journal/typed.h"
#include "runner/roles.h"
#include "runner/sign_off.h"

namespace runner {

// The kinds that evidence is made of; a journal of years has many others.
static std::vector<journal::Event> events_about(const StepContext& stage) {
  std::vector<journal::Event> out;
  for (const char* kind : {"backup.", "check.finished", "maintenance.", "step.made"}) {
    for (auto& event : stage.journal().read({.kind = kind})) out.push_back(std::move(event));
  }
  for (const char* kind : {"migration.", "run.began"}) {
    for (auto& event : stage.journal().read({.run = stage.state().id, .kind = kind})) out.push_back(std::move(event));
  }
  std::ranges::sort(out, {}, &journal::Event::seq);
  return out;
}

std::vector<facts::Finding> look_up(const std::vector<facts::Claim>& claims, StepContext& stage) {
  if (claims.empty()) return {};
  const auto& state = stage.state();
  auto evidence = facts::from_events(events_about(stage), {.database = state.target.identity,
                                                           .run = state.id,
                                                           .now = stage.now(),
                                                           .backup_age = stage.settings().backup_age});
  evidence.began = state.zero ? state.zero : std::optional(state.began);
  if (stage.settings().look) stage.settings().look(claims, evidence);
  std::vector<facts::Finding> out;
  for (const auto& claim : claims) out.push_back(facts::judge(claim, evidence));
  for (auto& each : out) each.evidence = stage.secrets().hide(each.evidence);
  return out;
}

static void add(std::vector<facts::Claim>& out, std::vector<facts::Claim> more) {
  for (auto& each : more) out.push_back(std::move(each));
}

std::vector<facts::Claim> claims_of(const runbook::Step& step) {
  return facts::claims_in(step.title);
}

static bool says_yes(const std::string& value) {
  const auto lower = base::to_lower(base::trim(value));
  for (const char* yes : {"✓", "✔", "✅", "yes", "y", "ok", "pass", "passed", "done", "true", "ja", "oui", "sí"}) {
    if (lower == yes) return true;
  }
  return false;
}

std::vector<facts::Claim> claims_of(const runbook::Step& step, const std::map<std::string, std::string>& filled) {
  std::vector<facts::Claim> out;
  for (const auto& field : step.fields) {
    const auto value = filled.find(field.name);
    if (value != filled.end() && says_yes(value->second)) add(out, facts::claims_in(field.name));
  }
  return out;
}

std::vector<facts::Claim> claims_of_gate(const runbook::Step& step) {
  std::vector<facts::Claim> out;
  for (const auto& condition : step.go) add(out, facts::claims_in(condition));
  for (const auto& condition : step.no_go) add(out, facts::denials_in(condition));
  return out;
}

std::string with_findings(const std::string& about, const std::vector<facts::Finding>& findings) {
  if (findings.empty()) return about;
  return fmt::format("{}{}What is known of it:\n  {}", about, about.empty() ? "" : "\n",
                     base::indent_following(facts::tell(findings), 2));
}

std::vector<journal::WaivedClaim> against(const std::vector<facts::Finding>& findings) {
  std::vector<journal::WaivedClaim> out;
  for (const auto& each : facts::contradicted(findings))
    out.push_back({.fact = each.claim.fact, .text = each.claim.text, .evidence = each.evidence});
  return out;
}

static std::string told(const std::vector<journal::WaivedClaim>& claims) {
  std::string out;
  for (const auto& each : claims)
    out += fmt::format("{}✗ {}{}", out.empty() ? "" : "\n",
                       each.text == each.fact ? "" : base::one_line(each.text, 80) + ": ", each.evidence);
  return out;
}

Weighed weigh(const runbook::Step& step, StepContext& stage, const std::vector<journal::WaivedClaim>& against) {
  if (against.empty()) return {};
  const auto answer =
      stage.ask({.step = step.id,
                 .when = "contradicted",
                 .text = fmt::format("{}: what is known says otherwise. Let it stand all the same?", step.title),
                 .choices = {{"waive", "let it stand, with a reason"},
                             {"retry", "look again, once it is put right"},
                             {"stop", "stop here"}},
                 .about = told(against),
                 .role = role_for(step, stage.people())});
  if (!answer) {
    return {.what = Weighed::What::ended,
            .outcome = {
                .came = Outcome::Came::unanswered,
                .verdict = fmt::format("contradicted, and nobody has waived that: {}", against.front().evidence)}};
  }
  if (answer->answer == "stop")
    return {.what = Weighed::What::ended,
            .outcome = {.came = Outcome::Came::stopped, .verdict = "stopped" + signature(*answer)}};
  if (answer->answer == "retry") return {.what = Weighed::What::look_again};
  stage.record(journal::event(journal::ClaimWaived{.step = step.id,
                                                   .claims = against,
                                                   .by = answer->by,
                                                   .role = answer->role,
                                                   .reason = answer->reason,
                                                   .source = answer->source}));
  return {.waived = fmt::format("; waived{} ({}{})", signature(*answer), against.front().evidence,
                                against.size() > 1 ? fmt::format(", and {} more", against.size() - 1) : "")};
}

Outcome hold_to(const runbook::Step& step, StepContext& stage, const std::vector<facts::Claim>& claims,
                Outcome outcome) {
  for (;;) {
    const auto findings = look_up(claims, stage);
    const auto weighed = weigh(step, stage, against(findings));
    if (weighed.what == Weighed::What::look_again) continue;
    if (weighed.what == Weighed::What::ended) return weighed.outcome;
    outcome.verdict += weighed.waived;
    if (!findings.empty()) outcome.evidence += (outcome.evidence.empty() ? "" : "\n") + facts::tell(findings);
    return outcome;
  }
}

}  // namespace runner
