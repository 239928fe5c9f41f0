#include "rehearsal/result.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "journal/events/step_finished.h"
#include "journal/typed.h"
#include "runner/steps.h"

namespace rehearsal {

static int line_of(const runbook::Runbook& runbook, const std::string& step) {
  if (const auto* found = runbook.step(step)) return found->line;
  for (const auto& procedure : runbook.procedures) {
    for (const auto& each : procedure.steps) {
      if (each.id == step) return each.line;
    }
  }
  return 0;
}

static void read_failures(const Record& record, Result& result) {
  for (const auto& setback : record.setbacks) {
    result.failed.push_back({setback.step, line_of(record.runbook, setback.step), setback.verdict, setback.evidence});
  }
  for (const auto& call : record.calls) {
    if (call.kind != "refused") continue;
    result.refused.push_back(
        {call.step, line_of(record.runbook, call.step), fmt::format("would reach {}", call.reason), call.command});
  }
  for (const auto& event : record.events) {
    const auto finished = journal::as<journal::StepFinished>(event);
    if (!finished) continue;
    const auto& step = finished->step;
    const auto& state = finished->state;
    const auto known = [&](const FailedStep& each) { return each.step == step; };
    const bool listed = std::any_of(result.failed.begin(), result.failed.end(), known);
    const FailedStep troubled{step, line_of(record.runbook, step), finished->verdict, finished->evidence};
    if (state == "waived" && !listed) result.waived.push_back(troubled);
    if (state == "failed" && !listed) result.failed.push_back(troubled);
  }
}

// Until the next phase that has a time, or as the phase itself says.
static std::optional<base::Milliseconds> planned(const runbook::Runbook& runbook, std::size_t phase) {
  const auto& due = runbook.phases[phase].due;
  if (!due) return std::nullopt;
  if (due->until) return *due->until - due->offset;
  for (std::size_t next = phase + 1; next < runbook.phases.size(); ++next) {
    const auto& then = runbook.phases[next].due;
    if (then && then->offset > due->offset) return then->offset - due->offset;
  }
  return std::nullopt;
}

static void read_phases(const Record& record, Result& result) {
  std::map<std::string, base::Milliseconds> took;
  std::map<std::string, base::Milliseconds> waited;
  for (const auto& event : record.events) {
    if (const auto finished = journal::as<journal::StepFinished>(event))
      took[finished->step] += finished->duration.value_or(base::Milliseconds(0));
  }
  for (const auto& call : record.calls) waited[call.step] += call.waited;
  result.phases.clear();
  for (std::size_t i = 0; i < record.runbook.phases.size(); ++i) {
    PhaseTime out{.title = record.runbook.phases[i].title, .planned = planned(record.runbook, i)};
    bool any = false;
    for (const auto& step : record.runbook.steps) {
      if (step.phase != i || !took.contains(step.id)) continue;
      any = true;
      out.took += took[step.id];
      out.waited += waited[step.id];
    }
    if (any) result.phases.push_back(std::move(out));
  }
  for (const auto& procedure : record.runbook.procedures) {
    PhaseTime out{.title = procedure.title};
    for (const auto& step : procedure.steps) {
      out.took += took[step.id];
      out.waited += waited[step.id];
    }
    if (out.took.count() > 0) result.phases.push_back(std::move(out));
  }
}

static void read_stand_ins(const Record& record, Result& result) {
  for (const auto& call : record.calls) {
    if (call.kind != "stand-in") continue;
    const auto found = std::find_if(result.stand_ins.begin(), result.stand_ins.end(),
                                    [&](const StoodIn& each) { return each.command == call.command; });
    if (found == result.stand_ins.end())
      result.stand_ins.push_back({call.command, 1, call.declared});
    else
      ++found->times;
  }
}

static void read_not_tried(const Record& record, Result& result) {
  std::map<std::string, std::pair<std::string, std::string>> ended;  // step → state, verdict
  for (const auto& event : record.events) {
    if (const auto finished = journal::as<journal::StepFinished>(event))
      ended[finished->step] = {finished->state, finished->verdict};
  }
  for (const auto& step : record.runbook.steps) {
    if (!runner::kind_of(step).recorded) continue;
    const auto found = ended.find(step.id);
    if (found == ended.end()) {
      result.not_tried.push_back({step.id, "the rehearsal did not come to it", step.line});
      continue;
    }
    if (found->second.first == "skipped" && step.kind != "task" && step.kind != "checkpoint")
      result.not_tried.push_back({step.id, found->second.second, step.line});
    if (found->second.first == "skipped") continue;
    for (const auto& line : step.left_out) result.not_tried.push_back({line.text, line.reason, line.line});
  }
  for (const auto& procedure : record.runbook.procedures) {
    const auto steps = std::count_if(procedure.steps.begin(), procedure.steps.end(), [&](const runbook::Step& step) {
      return runner::kind_of(step).recorded && !ended.contains(step.id);
    });
    if (steps == 0) continue;
    result.not_tried.push_back({procedure.title,
                                fmt::format("{} procedure of {}, only on demand", runbook::name(procedure.purpose),
                                            base::count_of(steps, "step")),
                                procedure.line});
  }
}

// In the rehearsal's journal a failure that it passed over is "waived", since the run went on.
static void count_failures(const Record& record, Result& result) {
  std::set<std::string> failed;
  for (const auto& setback : record.setbacks) failed.insert(setback.step);
  for (const auto& event : record.events) {
    const auto finished = journal::as<journal::StepFinished>(event);
    if (!finished || finished->state != "waived") continue;
    if (failed.erase(finished->step) == 0) continue;
    ++result.states["failed"];
    if (!record.runbook.step(finished->step)) continue;  // a procedure's: not among the counts
    if (--result.states["waived"] == 0) result.states.erase("waived");
  }
}

void read_record(const Record& record, Result& result) {
  count_failures(record, result);
  read_failures(record, result);
  read_phases(record, result);
  read_stand_ins(record, result);
  read_not_tried(record, result);
}

static base::Json to_json(const std::vector<FailedStep>& list) {
  auto out = base::Json::array();
  for (const auto& each : list)
    out.push_back({{"step", each.step}, {"line", each.line}, {"verdict", each.verdict}, {"evidence", each.evidence}});
  return out;
}

base::Json to_json(const Result& result) {
  base::Json json{{"rehearsal", result.id}, {"state", result.passed() ? "passed" : "failed"}, {"copy", result.copy}};
  json["run"] = result.run;
  json["folder"] = result.folder;
  json["isolated"] = result.isolation.empty();
  if (!result.isolation.empty()) json["isolation"] = result.isolation;
  if (!result.ended.empty()) json["ended"] = result.ended;
  json["restored_in_ms"] = result.restored_in.count();
  json["duration_ms"] = result.duration.count();
  json["steps"] = base::Json::object();
  for (const auto& [state, count] : result.states) json["steps"][state] = count;
  json["failed"] = to_json(result.failed);
  json["refused"] = to_json(result.refused);
  json["waived"] = to_json(result.waived);
  json["phases"] = base::Json::array();
  for (const auto& phase : result.phases) {
    json["phases"].push_back(
        {{"title", phase.title},
         {"took_ms", phase.took.count()},
         {"waited_ms", phase.waited.count()},
         {"planned_ms", phase.planned ? base::Json(phase.planned->count()) : base::Json(nullptr)}});
  }
  json["stand_ins"] = base::Json::array();
  for (const auto& each : result.stand_ins)
    json["stand_ins"].push_back({{"command", each.command}, {"times", each.times}, {"declared", each.declared}});
  json["assumed"] = base::Json::array();
  for (const auto& each : result.assumed)
    json["assumed"].push_back(
        {{"step", each.step}, {"when", each.when}, {"question", each.text}, {"answer", each.assumed}});
  json["not_tried"] = base::Json::array();
  for (const auto& each : result.not_tried)
    json["not_tried"].push_back({{"what", each.what}, {"why", each.why}, {"line", each.line}});
  json["notes"] = result.notes;
  return json;
}

// One line of a list, what follows indented.
static std::string item(const std::string& what, int line, const std::string& why) {
  const auto place = line > 0 ? fmt::format("  (line {})", line) : "";
  return fmt::format("  {}{}{}\n", what, place, why.empty() ? "" : "\n    " + base::indent_following(why, 4));
}

static std::string troubled(const char* title, const std::vector<FailedStep>& list, bool at_length) {
  if (list.empty()) return {};
  std::string out = fmt::format("\n{}\n", title);
  for (const auto& each : list) {
    std::string why = each.verdict;
    if (at_length && !each.evidence.empty() && each.evidence != each.verdict) why += "\n" + each.evidence;
    out += item(each.step.empty() ? "outside any step" : each.step, each.line, why);
  }
  return out;
}

static std::string phases_text(const Result& result) {
  if (result.phases.empty()) return {};
  std::string out = "\nHow long it took\n";
  std::size_t width = 0;
  for (const auto& phase : result.phases)
    width = std::max(width, base::display_width(base::shorten(phase.title, 50)));
  for (const auto& phase : result.phases) {
    out += fmt::format("  {}  {}", base::pad_right(base::shorten(phase.title, 50), width),
                       base::format_span(phase.took));
    if (phase.waited.count() > 0)
      out += fmt::format(", and {} of waiting jumped over", base::format_span(phase.waited));
    if (phase.planned) out += fmt::format("  (planned: {})", base::format_span(*phase.planned));
    out += "\n";
  }
  return out;
}

static std::string stand_ins_text(const Result& result) {
  if (result.stand_ins.empty()) return {};
  std::string out = "\nStand-ins answered for\n";
  for (const auto& each : result.stand_ins) {
    out += fmt::format("  {}{}{}\n", base::shorten(base::replace_all(each.command, "\n", " "), 110),
                       each.times > 1 ? fmt::format("  ({} times)", each.times) : "",
                       each.declared ? "" : "  (not declared)");
  }
  return out;
}

static std::string assumed_text(const Result& result) {
  if (result.assumed.empty()) return {};
  std::string out =
      result.assume_yes ? "\nAnswers that were assumed\n" : "\nNobody answered; the rehearsal went on with\n";
  for (const auto& each : result.assumed)
    out += fmt::format("  {} ({}): {}\n", each.step, each.when, base::shorten(each.assumed, 90));
  return out;
}

std::string to_text(const Result& result) {
  std::string out =
      fmt::format("\nRehearsal {} on {}: {}\n", result.id, result.copy, result.passed() ? "passed" : "failed");
  std::vector<std::string> counts;
  for (const auto& [state, count] : result.states) counts.push_back(fmt::format("{} {}", count, state));
  out += fmt::format("  {}, in {} (the copy was ready in {})\n", fmt::join(counts, ", "),
                     base::format_span(result.duration), base::format_span(result.restored_in));
  if (!result.ended.empty()) out += fmt::format("  it did not come to the end: {}\n", result.ended);
  if (!result.isolation.empty())
    out += fmt::format("  commands had this machine's files and network: {}\n", result.isolation);
  for (const auto& note : result.notes) out += fmt::format("  {}\n", note);
  out += troubled("Failed", result.failed, true);
  out += troubled("Refused, another database", result.refused, true);
  out += troubled("Waived by the answers file", result.waived, false);
  out += phases_text(result);
  out += stand_ins_text(result);
  out += assumed_text(result);
  if (!result.not_tried.empty()) {
    out += "\nNot tried\n";
    for (const auto& each : result.not_tried)
      out += item(base::shorten(each.what, 100), each.line, base::shorten(each.why, 150));
  }
  return out;
}

}  // namespace rehearsal
