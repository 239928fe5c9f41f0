#include "report/diff_texts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace report {

using runbook::Runbook;
using RunbookStep = runbook::Step;

namespace {

struct Placed {
  const RunbookStep* step = nullptr;
  std::string phase = {};  // or the procedure's title
  std::string heading = {};
};

}  // namespace

static std::vector<Placed> steps_of(const Runbook& book) {
  std::vector<Placed> out;
  const auto heading = [&](const RunbookStep& step) {
    return step.section < book.sections.size() ? book.sections[step.section].title : std::string();
  };
  for (const auto& step : book.steps) {
    if (step.kind == "note") continue;
    out.push_back(
        {&step, step.phase < book.phases.size() ? book.phases[step.phase].title : std::string(), heading(step)});
  }
  for (const auto& procedure : book.procedures) {
    for (const auto& step : procedure.steps) {
      if (step.kind != "note") out.push_back({&step, procedure.title, heading(step)});
    }
  }
  return out;
}

static bool is_similar(const std::string& a, const std::string& b) {
  const auto longest = std::max(a.size(), b.size());
  return longest > 0 && longest < 300 && base::edit_distance(a, b) * 3 <= longest;
}

// At least half of the lines of the longer one are lines of the other.
static bool share_lines(const RunbookStep& a, const RunbookStep& b) {
  std::multiset<std::string_view> lines;
  for (const auto line : base::lines(a.text)) {
    if (!base::trim(line).empty()) lines.insert(base::trim(line));
  }
  const std::size_t of_a = lines.size();
  std::size_t of_b = 0;
  std::size_t shared = 0;
  for (const auto line : base::lines(b.text)) {
    if (base::trim(line).empty()) continue;
    ++of_b;
    if (const auto found = lines.find(base::trim(line)); found != lines.end()) {
      lines.erase(found);
      ++shared;
    }
  }
  return shared > 0 && shared * 2 >= std::max(of_a, of_b);
}

static bool is_run(const RunbookStep& step) {
  return step.kind == "command" || step.kind == "query";
}

// For each of `after` the index of its like in `before`.
static std::vector<std::optional<std::size_t>> find_again(const std::vector<Placed>& before,
                                                          const std::vector<Placed>& after) {
  std::vector<std::optional<std::size_t>> again(after.size());
  std::vector<bool> taken(before.size());
  const auto match = [&](const auto& alike) {
    for (std::size_t j = 0; j < after.size(); ++j) {
      for (std::size_t i = 0; i < before.size() && !again[j]; ++i) {
        if (taken[i] || !alike(before[i], after[j])) continue;
        again[j] = i;
        taken[i] = true;
      }
    }
  };
  std::map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < before.size(); ++i) by_id.emplace(before[i].step->id, i);
  for (std::size_t j = 0; j < after.size(); ++j) {
    const auto found = by_id.find(after[j].step->id);
    if (found == by_id.end() || taken[found->second]) continue;
    again[j] = found->second;
    taken[found->second] = true;
  }
  match([](const Placed& a, const Placed& b) {
    const auto text = base::trim(a.step->text);
    return a.step->kind == b.step->kind && !text.empty() && text == base::trim(b.step->text);
  });
  match([](const Placed& a, const Placed& b) {
    return is_run(*a.step) && a.step->kind == b.step->kind && share_lines(*a.step, *b.step);
  });
  match([](const Placed& a, const Placed& b) {
    return a.step->kind == b.step->kind && a.heading == b.heading && is_similar(a.step->title, b.step->title);
  });
  return again;
}

// Those that keep their order among themselves, as many as can be; the others moved.
static std::vector<bool> in_order(const std::vector<std::optional<std::size_t>>& again) {
  std::vector<std::size_t> tails;  // positions in `again`; their values rise
  std::vector<std::optional<std::size_t>> previous(again.size());
  for (std::size_t j = 0; j < again.size(); ++j) {
    if (!again[j]) continue;
    const auto at = std::ranges::lower_bound(tails, *again[j], {}, [&](std::size_t t) { return *again[t]; });
    if (at != tails.begin()) previous[j] = *std::prev(at);
    if (at == tails.end())
      tails.push_back(j);
    else
      *at = j;
  }
  std::vector<bool> kept(again.size());
  if (tails.empty()) return kept;
  for (std::optional<std::size_t> at = tails.back(); at; at = previous[*at]) kept[*at] = true;
  return kept;
}

static std::string expectations_of(const RunbookStep& step) {
  std::string out;
  for (const auto& expectation : step.expectations) out += std::string(base::trim(expectation.text)) + "\n";
  return out;
}

static std::string fields_of(const RunbookStep& step) {
  std::string out;
  for (const auto& field : step.fields) out += (out.empty() ? "" : ", ") + field.name;
  return out;
}

static std::string conditions_of(const RunbookStep& step) {
  return fmt::format("{}\n{}\n{}", fmt::join(step.go, "\n"), fmt::join(step.no_go, "\n"),
                     fmt::join(step.on_no_go, "\n"));
}

static std::string attributes_of(const RunbookStep& step) {
  std::string out;
  for (const auto& [key, value] : step.attributes) out += fmt::format("{}{}={}", out.empty() ? "" : " ", key, value);
  return out;
}

static std::vector<std::string> what_changed(const Placed& before, const Placed& after) {
  const auto& a = *before.step;
  const auto& b = *after.step;
  std::vector<std::string> out;
  const auto note = [&](const char* name, const std::string& was, const std::string& is) {
    if (was != is)
      out.push_back(fmt::format("{}: {} → {}", name, was.empty() ? "none" : was, is.empty() ? "none" : is));
  };
  note("title", a.title, b.title);
  note("kind", a.kind, b.kind);
  note("due", a.due ? runbook::format_due(*a.due) : "", b.due ? runbook::format_due(*b.due) : "");
  note("attributes", attributes_of(a), attributes_of(b));
  note("fields", fields_of(a), fields_of(b));
  if (expectations_of(a) != expectations_of(b)) out.emplace_back("what is expected");
  if (conditions_of(a) != conditions_of(b)) out.emplace_back("conditions");
  if (a.ticked != b.ticked) out.emplace_back(b.ticked ? "ticked in the file now" : "no longer ticked in the file");
  return out;
}

static StepChange change_of(const Placed& before, const Placed& after, bool stays) {
  StepChange change{.id = after.step->id,
                    .title = after.step->title,
                    .phase = after.phase,
                    .line_before = before.step->line,
                    .line_after = after.step->line,
                    .what = what_changed(before, after)};
  if (base::trim(before.step->text) != base::trim(after.step->text))
    change.commands = base::compare_lines(before.step->text, after.step->text);
  const bool moved = !stays || before.phase != after.phase;
  const bool changed = !change.what.empty() || !change.commands.empty();
  using Kind = StepChange::Kind;
  change.kind = moved ? (changed ? Kind::changed_and_moved : Kind::moved) : Kind::changed;
  if (before.phase != after.phase)
    change.what.push_back(fmt::format("moved from \"{}\" to \"{}\"", before.phase, after.phase));
  return change;
}

TextComparison compare(const Runbook& first, const Runbook& second) {
  TextComparison out{.first = first.file, .second = second.file, .same_bytes = first.hash == second.hash};
  const auto before = steps_of(first);
  const auto after = steps_of(second);
  const auto again = find_again(before, after);
  const auto stays = in_order(again);
  std::vector<bool> found(before.size());
  for (std::size_t j = 0; j < after.size(); ++j) {
    const auto& step = *after[j].step;
    if (!again[j]) {
      out.changes.push_back({.kind = StepChange::Kind::added,
                             .id = step.id,
                             .title = step.title,
                             .phase = after[j].phase,
                             .line_after = step.line});
      continue;
    }
    found[*again[j]] = true;
    auto change = change_of(before[*again[j]], after[j], stays[j]);
    if (change.kind == StepChange::Kind::changed && change.what.empty() && change.commands.empty()) {
      ++out.alike;
    } else {
      out.changes.push_back(std::move(change));
    }
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (found[i]) continue;
    out.changes.push_back({.kind = StepChange::Kind::removed,
                           .id = before[i].step->id,
                           .title = before[i].step->title,
                           .phase = before[i].phase,
                           .line_before = before[i].step->line});
  }
  return out;
}

}  // namespace report
