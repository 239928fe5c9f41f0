#include "report/fill.h"

#include <fmt/format.h>

#include "report/fill_parts.h"

namespace report {

static std::map<std::string, const run_view::Step*> steps_by_id(const run_view::RunView& view) {
  std::map<std::string, const run_view::Step*> out;
  view.for_each_step([&](const run_view::Step& step) { out.emplace(step.id, &step); });
  return out;
}

static void fill_step(Filler& filler, const runbook::Step& planned, const run_view::Step& step) {
  if (planned.kind == "gate") {
    fill_gate(filler, planned, step);
  } else if (planned.kind == "choice") {
    fill_choice(filler, planned, step);
  } else if (planned.kind == "command" || planned.kind == "query") {
    fill_fence(filler, planned, step);
  } else {
    fill_box(filler, planned, step);
    fill_fields(filler, planned, step);
    fill_remark(filler, planned, step);
  }
}

// Nothing can be added below a fence that is never closed: it would be part of it.
static bool ends_in_a_fence(const FileToFill& file) {
  const auto* fence = file.fence_around(file.line_count());
  return fence != nullptr && !fence->closed;
}

static std::string comment_safe(std::string text) {
  for (std::size_t at = 0; (at = text.find("--", at)) != std::string::npos;) text.replace(at, 2, "- ");
  std::erase_if(text, [](char c) { return c == '<' || c == '>' || c == '\n' || c == '\r'; });
  return text;
}

Filling fill(std::string_view text, const runbook::Runbook& book, const run_view::RunView& view,
             const FillLimits& limits) {
  FileToFill file(text);
  Filling filling;
  Filler filler{.file = file, .view = view, .limits = limits, .counts = filling.counts};
  const auto steps = steps_by_id(view);
  const auto fill_one = [&](const runbook::Step& planned) {
    const auto found = steps.find(planned.id);
    if (found != steps.end() && !found->second->attempts.empty()) {
      fill_step(filler, planned, *found->second);
    } else if (found != steps.end() && found->second->state != "waiting") {
      fill_step(filler, planned, *found->second);  // ended without having begun: left out
    }
  };
  for (const auto& planned : book.steps) fill_one(planned);
  for (const auto& procedure : book.procedures) {
    for (const auto& planned : procedure.steps) fill_one(planned);
  }
  if (!ends_in_a_fence(file)) {
    file.add_at_end({"", comment_safe(fmt::format("Filled in from run {}: {}, {} events, hash of the last {}",
                                                  view.run, view.state, view.record.events, view.record.hash))
                             .insert(0, "<!-- ")
                             .append(" -->")});
  }
  filling.edits = file.take();
  return filling;
}

std::string edited(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t at = 0;
  for (const auto& edit : edits) {
    out += text.substr(at, edit.at - at);
    out += edit.text;
    at = edit.at + edit.length;
  }
  out += text.substr(at);
  return out;
}

std::string take_back(std::string_view filled, std::string_view original, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t at = 0;      // in `filled`
  std::size_t behind = 0;  // in `original`
  for (const auto& edit : edits) {
    const std::size_t kept = edit.at - behind;
    out += filled.substr(at, kept);
    out += original.substr(edit.at, edit.length);
    at += kept + edit.text.size();
    behind = edit.at + edit.length;
  }
  out += filled.substr(std::min(at, filled.size()));
  return out;
}

}  // namespace report
