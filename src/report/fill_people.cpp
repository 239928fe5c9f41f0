// Boxes, gates, choices and remarks: what people said.
#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "report/fill_parts.h"
#include "report/markdown_text.h"
#include "run_view/phrases.h"

namespace report {

static std::string time_text(const Filler& filler, base::Instant time) {
  return clock_time(time, filler.view) + " UTC";
}

// The answer that the step ended with. What was filled in before says nothing about who signed it off.
static const run_view::Answer* last_word(const run_view::Step& step) {
  for (const char* about : {"difference", "failed", "gate", "choice", "task", "checkpoint", "interrupted", "field"}) {
    const auto found = std::find_if(step.answers.rbegin(), step.answers.rend(),
                                    [&](const run_view::Answer& a) { return a.about == about; });
    if (found != step.answers.rend()) return &*found;
  }
  return step.answers.empty() ? nullptr : &step.answers.back();
}

static std::string name_of(const run_view::Answer& answer) {
  return answer.by + (answer.role.empty() ? "" : " (" + answer.role + ")");
}

// "Dana (lead): GO, Priya: GO": everybody's last vote.
static std::string votes_on(const run_view::Step& step) {
  std::vector<const run_view::Answer*> standing;
  for (const auto& answer : step.answers) {
    if (!answer.vote) continue;
    std::erase_if(standing, [&](const run_view::Answer* earlier) { return earlier->by == answer.by; });
    standing.push_back(&answer);
  }
  std::vector<std::string> out;
  for (const auto* vote : standing)
    out.push_back(
        fmt::format("{}: {}{}", name_of(*vote), vote->answer, vote->reason.empty() ? "" : " (" + vote->reason + ")"));
  return fmt::format("{}", fmt::join(out, ", "));
}

std::string signature(const Filler& filler, const run_view::Step& step) {
  std::string out = votes_on(step);
  if (!out.empty()) return out + ", " + time_text(filler, step.ended().value_or(step.answers.back().time));
  if (const run_view::Answer* word = last_word(step)) {
    out = name_of(*word);
    out += (out.empty() ? "" : ", ") + time_text(filler, word->time);
    if (!word->reason.empty()) out += ": " + word->reason;
  } else if (const auto ended = step.ended()) {
    out = time_text(filler, *ended);
  }
  return out;
}

// The line below a paragraph that goes on with it: the title stays what it was, and so does the step's id.
static std::string remark(const Filler& filler, const run_view::Step& step) {
  const std::string who = signature(filler, step);
  std::string what;
  if (step.state != "passed") what = step.state;
  if (step.state == "failed" && !step.attempts.empty() && !step.attempts.back().verdict.empty())
    what += ": " + step.attempts.back().verdict;
  const std::string text = what + (what.empty() || who.empty() ? "" : ", ") + who;
  return fmt::format("*{} {}*", sign(run_view::outcome_of(step.state)), md(text.empty() ? step.state : text));
}

static bool is_over(const run_view::Step& step) {
  return step.state == "passed" || step.state == "waived" || step.state == "skipped" || step.state == "failed";
}

void tick(FileToFill& file, int line, std::pair<std::size_t, std::size_t> box) {
  const auto [begin, end] = box;
  const auto text = file.line(line).substr(begin, end - begin);
  if (text == "[ ]")
    file.replace(line, begin + 1, 1, "x");
  else if (text == "[]")
    file.replace(line, begin + 1, 0, "x");
  else
    file.replace(line, begin, end - begin, "☑");
}

// The first box of the line is the task's own.
static bool tick_own(FileToFill& file, int number) {
  const auto line = file.line(number);
  for (const std::string_view box : {"[ ]", "[]", "☐", "□"}) {
    const auto at = line.find(box);
    if (at == std::string_view::npos) continue;
    tick(file, number, {at, at + box.size()});
    return true;
  }
  return false;
}

void fill_box(Filler& filler, const runbook::Step& planned, const run_view::Step& step) {
  const auto line = filler.file.line(planned.line);
  if (planned.kind != "task") return;
  const bool done = step.state == "passed" || step.state == "waived";
  if (done && !planned.ticked && tick_own(filler.file, planned.line)) ++filler.counts.ticked;
  const auto* item = filler.file.item_at(planned.line);
  if (item == nullptr || !is_over(step) || planned.ticked) return;
  const bool has_text = !item->children.empty() && item->children.front().kind == runbook::Block::Kind::paragraph;
  if (!has_text || (!planned.parts.empty() && step.answers.empty())) return;
  filler.file.add_below(item->children.front().last, {content_margin(line) + remark(filler, step)}, true);
}

void fill_remark(Filler& filler, const runbook::Step& planned, const run_view::Step& step) {
  if (planned.kind != "checkpoint" || !planned.fields.empty() || !is_over(step)) return;
  const int last = filler.file.paragraph_end(planned.line);
  filler.file.add_below(last, {margin_of(filler.file.line(planned.line)) + remark(filler, step)}, true);
}

void fill_gate(Filler& filler, const runbook::Step& planned, const run_view::Step& step) {
  static const std::regex both("\\bGO\\b(\\s*/\\s*)(NO[- ]?GO\\b)", std::regex::optimize | std::regex::icase);
  if (!is_over(step)) return;
  const bool go = step.state == "passed";
  ++filler.counts.decided;
  for (int number = planned.last_line; number >= planned.line; --number) {
    const std::string line(filler.file.line(number));
    std::smatch match;
    if (line.starts_with("#") || !std::regex_search(line, match, both)) continue;
    const auto at = static_cast<std::size_t>(match.position());
    const std::size_t length = 2;
    const auto other = static_cast<std::size_t>(match.position(2));
    const std::string first = line.substr(at, length);
    const std::string second = match[2];
    filler.file.replace(number, at, length, go ? "**" + first + "**" : "~~" + first + "~~");
    filler.file.replace(number, other, second.size(), go ? "~~" + second + "~~" : "**" + second + "**");
    filler.file.add_below(filler.file.paragraph_end(number), {margin_of(line) + remark(filler, step)}, true);
    return;
  }
  const std::string text = fmt::format("**Decision: {}** {}", go ? "GO" : "NO-GO", remark(filler, step));
  filler.file.add_below(planned.last_line, {"", margin_of(filler.file.line(planned.line)) + text});
}

void fill_choice(Filler& filler, const runbook::Step& planned, const run_view::Step& step) {
  if (!is_over(step) || step.chosen.empty()) return;
  ++filler.counts.decided;
  std::string title;
  for (const auto& way : planned.alternatives) {
    if (way.key == step.chosen) title = way.title;
  }
  const auto* fence = filler.file.fence_around(planned.line);
  if (fence != nullptr && !fence->closed) return;
  const int below = fence != nullptr ? fence->last : filler.file.paragraph_end(planned.line);
  const auto margin = margin_of(filler.file.line(fence != nullptr ? fence->first : planned.line));
  const auto text = fmt::format(
      "*Chosen: {}*", md(step.chosen + (title.empty() ? "" : ": " + title) + ", " + signature(filler, step)));
  if (fence != nullptr)
    filler.file.add_below(below, {margin + text});
  else
    filler.file.add_below(below, {"", margin + text});
}

}  // namespace report
