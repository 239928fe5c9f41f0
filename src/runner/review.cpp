#include "runner/review.h"

#include <algorithm>
#include <regex>
#include <set>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"
#include "runbook/meaning.h"
#include "runner/procedures.h"
#include "runner/reading.h"
#include "runner/roles.h"

namespace runner {

// The newest of each person, of those for which `wanted` holds.
template <class Wanted>
static std::vector<Approval> newest_of_each(const std::vector<Approval>& approvals, Wanted wanted) {
  std::vector<Approval> out;
  for (const auto& each : approvals) {
    if (!wanted(each)) continue;
    std::erase_if(out, [&](const Approval& other) { return same_name(other.by, each.by); });
    out.push_back(each);
  }
  return out;
}

static std::string fingerprint_of(const Review& review, const std::string& step) {
  const auto found = review.fingerprints.find(step);
  return found == review.fingerprints.end() ? "" : found->second;
}

std::vector<Approval> standing(const Review& review, const std::string& step) {
  const auto now = fingerprint_of(review, step);
  return newest_of_each(review.approvals, [&](const Approval& each) {
    return each.step == step && !now.empty() && each.sha256 == now && !each.by.empty();
  });
}

bool is_approved(const Review& review, const std::string& step) {
  return std::ssize(standing(review, step)) >= std::max(1, review.people);
}

std::vector<Approval> outdated(const Review& review, const std::string& step) {
  const auto now = fingerprint_of(review, step);
  return newest_of_each(review.approvals,
                        [&](const Approval& each) { return each.step == step && each.sha256 != now; });
}

std::string names_of(const std::vector<Approval>& approvals) {
  std::vector<std::string> names;
  for (const auto& each : approvals) names.push_back(each.by);
  return fmt::format("{}", fmt::join(names, " and "));
}

static std::string day_of(base::Instant at) {
  return base::format_instant(at).substr(0, 10);
}

std::string in_words(const std::vector<Approval>& approvals) {
  base::Instant last{};
  for (const auto& each : approvals) last = std::max(last, each.at);
  return fmt::format("approved by {} on {}", names_of(approvals), day_of(last));
}

// What the runbook's words leave to the night, as its reader writes it.
static bool holds_only_then(std::string_view reason) {
  using runbook::Meaning;
  for (const auto meaning : {Meaning::rollback, Meaning::emergency, Meaning::failure, Meaning::condition,
                             Meaning::limited, Meaning::stop, Meaning::approval}) {
    if (reason.starts_with(name(meaning))) return true;
  }
  return reason.starts_with("is marked ") || reason.starts_with("may be meant for the session ");
}

// The library's regular expressions go down one call for each character.
static bool is_in_a_line(const std::string& text, const std::regex& what) {
  for (const auto line : base::lines(text)) {
    if (line.size() <= 1000 && std::regex_search(line.begin(), line.end(), what)) return true;
  }
  return false;
}

// "migrations/*.sql" of a loop that runs each of these files, or of `cat … | psql`: an approval cannot know them.
static std::string files_that_only_the_night_knows(const std::string& text) {
  static const std::regex loop(R"(\bfor\s+([A-Za-z_]\w*)\s+in\s+([^;]*[*?][^;]*))");
  static const std::regex piped(R"(\bcat\s+([^|;&]*[*?][^|;&]*?)\s*\|\s*(psql|bash|sh|sudo|ssh|docker|kubectl)\b)");
  std::match_results<std::string_view::const_iterator> found;
  for (const auto line : base::lines(text)) {
    if (line.size() > 1000) continue;
    if (std::regex_search(line.begin(), line.end(), found, piped)) return found.str(1);
    if (!std::regex_search(line.begin(), line.end(), found, loop)) continue;
    const std::regex run(
        R"((\s-\w*f\s*|--file[= ]|<\s*|(^|[\s;&|(])(bash|sh|source|\.|python3?)\s+(-\w+\s+)*)["']?\$\{?)" +
        found.str(1) + R"(\b)");
    if (is_in_a_line(text, run)) return std::string(base::trim(found.str(2)));
  }
  return {};
}

std::vector<std::string> asked_all_the_same(const runbook::Step& step) {
  std::vector<std::string> out;
  for (const auto& reason : step.asks) {
    if (holds_only_then(reason)) out.push_back(reason);
  }
  if (step.kind == "command") {
    if (const auto files = files_that_only_the_night_knows(step.text); !files.empty())
      out.push_back("runs the files that are there then: " + files);
  }
  if (wants_two(step)) out.emplace_back("two people are to see what it does");
  return out;
}

static std::vector<const runbook::Step*> all_steps(const runbook::Runbook& runbook) {
  std::vector<const runbook::Step*> out;
  for (const auto& step : runbook.steps) out.push_back(&step);
  for (const auto& procedure : runbook.procedures) {
    for (const auto& step : procedure.steps) out.push_back(&step);
  }
  return out;
}

static const runbook::Step* step_named(const std::vector<const runbook::Step*>& steps, const std::string& what) {
  std::vector<const runbook::Step*> found;
  for (const auto* step : steps) {
    if (step->id == what) return step;
    if (step->id.ends_with("/" + what) && step->kind != "note") found.push_back(step);
  }
  return found.size() == 1 ? found.front() : nullptr;
}

// Those whose title or slug is `what`; where there are none, those whose slug has it as a part.
static std::set<std::size_t> sections_named(const runbook::Runbook& runbook, const std::string& what) {
  std::set<std::size_t> same;
  std::set<std::size_t> alike;
  const auto slug = base::slug(what);
  for (std::size_t i = 0; i < runbook.sections.size(); ++i) {
    const auto& section = runbook.sections[i];
    if (section.title == what || section.slug == what || (!slug.empty() && base::slug(section.title) == slug))
      same.insert(i);
    else if (!slug.empty() && section.slug.find(slug) != std::string::npos)
      alike.insert(i);
  }
  return same.empty() ? alike : same;
}

static bool lies_in_any(const runbook::Runbook& runbook, std::size_t section, const std::set<std::size_t>& roots) {
  return std::any_of(roots.begin(), roots.end(), [&](std::size_t root) { return lies_in(runbook, section, root); });
}

std::vector<std::string> steps_meant(const runbook::Runbook& runbook, const std::string& what) {
  const auto steps = all_steps(runbook);
  std::vector<std::string> out;
  if (what == "all") {
    for (const auto* step : steps) {
      if (is_asked_about(*step)) out.push_back(step->id);
    }
    return out;
  }
  if (const auto* step = step_named(steps, what)) {
    if (is_asked_about(*step)) return {step->id};
    const auto reading = reading_of(*step, false);
    throw base::Error{base::Code::usage, fmt::format("there is nothing to approve in step {}", step->id),
                      reading.runs == Runs::by_person || step->kind == "choice"
                          ? "It stays with a person on the night, whatever is said before."
                          : fmt::format("How it is read: {}, {}.", name(reading.runs), reading.why)};
  }
  const auto sections = sections_named(runbook, what);
  for (const auto* step : steps) {
    if (is_asked_about(*step) && lies_in_any(runbook, step->section, sections)) out.push_back(step->id);
  }
  if (out.empty()) {
    throw base::Error{
        base::Code::usage,
        sections.empty() ? fmt::format("there is no step or section '{}'", what)
                         : fmt::format("nothing in the section '{}' is asked about", what),
        "Name a step by its id, a section by its title, or all; 'lockkeeper runbook review FILE' lists them."};
  }
  return out;
}

std::vector<const runbook::Step*> not_approved(const runbook::Runbook& runbook, const Review& review) {
  std::vector<const runbook::Step*> out;
  for (const auto& step : runbook.steps) {
    if (is_asked_about(step) && !is_approved(review, step.id)) out.push_back(&step);
  }
  return out;
}

}  // namespace runner
