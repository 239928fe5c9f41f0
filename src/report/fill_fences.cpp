// Below a fence: how it came out, and what it printed.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "report/fill_parts.h"
#include "report/markdown_text.h"
#include "report/plain.h"
#include "run_view/phrases.h"

namespace report {

std::string verdict_line(const Filler& filler, const run_view::Attempt& attempt, const std::string& of_what) {
  std::string text = of_what + (of_what.empty() ? "" : ": ") + attempt.state;
  if (attempt.duration) text += " in " + base::format_span(*attempt.duration);
  text += ", " + clock_time(attempt.began, filler.view) + " UTC";
  if (attempt.exit_code.value_or(0) != 0) text += fmt::format(", exit code {}", *attempt.exit_code);
  if (!attempt.verdict.empty()) text += ": " + attempt.verdict;
  return fmt::format("*{} {}*", sign(run_view::outcome_of(attempt.state)), md(text));
}

static std::string output_of(const Filler& filler, const run_view::Attempt& attempt) {
  std::string all;
  for (const auto& piece : attempt.output) all += piece.text + (piece.text.ends_with('\n') ? "" : "\n");
  const std::string cleaned = plain(all);
  std::string out;
  for (const auto line : base::lines(cleaned)) {
    const bool long_line = line.size() > filler.limits.line_length;
    out += long_line ? base::shorten(line, filler.limits.line_length) : std::string(line);
    out += '\n';
  }
  if (base::trim(out).empty()) return {};
  return md_shortened(out, filler.limits.output_lines);
}

// The fence may stand in a list or a quote, and what is added stands there with it.
static std::string margin_of_fence(std::string_view line) {
  const auto begin = std::min(line.find("```"), line.find("~~~"));
  std::string out;
  for (const char c : line.substr(0, std::min(begin, line.size()))) out += c == '>' || c == '\t' ? c : ' ';
  return out;
}

void fill_fence(Filler& filler, const runbook::Step& planned, const run_view::Step& step) {
  const auto* fence = filler.file.fence_around(planned.text_line > 0 ? planned.text_line : planned.line);
  if (fence == nullptr) fence = filler.file.fence_around(planned.line);
  if (fence == nullptr || !fence->closed) return;
  const std::string margin = margin_of_fence(filler.file.line(fence->first));
  if (step.state == "skipped" && planned.branch) return;  // the way that was not taken
  std::vector<std::string> lines;
  for (const auto& attempt : step.attempts) {
    // Several ways in one fence are told apart by their titles.
    lines.push_back(margin + verdict_line(filler, attempt, planned.branch ? step.title : ""));
    const auto output = output_of(filler, attempt);
    if (output.empty()) continue;
    const std::string block = md_block(output, "text");
    for (const auto line : base::lines(block)) lines.push_back(margin + std::string(line));
    ++filler.counts.outputs;
  }
  filler.file.add_below(fence->last, lines);
}

}  // namespace report
