#include "app/review.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/run_context.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/review_approved.h"
#include "journal/typed.h"
#include "runner/archived_runbook.h"
#include "runner/fingerprint.h"
#include "runner/review_file.h"
#include "runner/review_show.h"
#include "runner/roles.h"
#include "runner/step_files.h"

namespace app {

runner::Review review_of(Project& project, const runbook::Runbook& book, const std::filesystem::path& folder) {
  return {.approvals = runner::read_approvals(runner::review_file_of(book.file)),
          .fingerprints = runner::fingerprints(book, runner::files_around(folder, project.inherited()).read),
          .people = project.config().run.review_people,
          .required = project.config().run.review_required};
}

// Another person's approval of the same text stays; what is of an earlier text says nothing any more.
static bool gives_way(const runner::Approval& old, const runner::Approval& fresh) {
  return old.step == fresh.step && (old.sha256 != fresh.sha256 || runner::same_name(old.by, fresh.by));
}

static bool has_approved(const runner::Review& review, const std::string& step, const std::string& by) {
  const auto standing = runner::standing(review, step);
  return std::any_of(standing.begin(), standing.end(),
                     [&](const runner::Approval& each) { return runner::same_name(each.by, by); });
}

static void add_approvals(const std::vector<std::string>& steps, const runner::Approval& like,
                          runner::Review& review) {
  for (const auto& step : steps) {
    auto fresh = like;
    fresh.step = step;
    fresh.sha256 = review.fingerprints.at(step);
    std::erase_if(review.approvals, [&](const runner::Approval& old) { return gives_way(old, fresh); });
    review.approvals.push_back(std::move(fresh));
  }
}

// In the order of the runbook; what the runbook does not hold any more, at the end.
static void sort_approvals(const runbook::Runbook& book, runner::Review& review) {
  std::map<std::string, int> lines;
  for (const auto& step : book.steps) lines[step.id] = step.line;
  for (const auto& procedure : book.procedures) {
    for (const auto& step : procedure.steps) lines[step.id] = step.line;
  }
  const auto line = [&](const runner::Approval& each) {
    const auto found = lines.find(each.step);
    return found == lines.end() ? std::numeric_limits<int>::max() : found->second;
  };
  std::stable_sort(review.approvals.begin(), review.approvals.end(),
                   [&](const auto& a, const auto& b) { return line(a) < line(b); });
}

std::vector<std::string> approve(Project& project, const runbook::Runbook& book, const ApproveRequest& request,
                                 runner::Review& review) {
  const std::string by(base::trim(request.by.empty() ? person(project.inherited()) : request.by));
  if (by.empty())
    throw base::Error{base::Code::usage, "an approval needs a name", "Say who approves it with --by NAME."};
  std::vector<std::string> fresh;
  for (const auto& step : request.steps) {
    const bool named_before = std::find(fresh.begin(), fresh.end(), step) != fresh.end();
    if (!named_before && !has_approved(review, step, by)) fresh.push_back(step);
  }
  if (fresh.empty()) return fresh;
  const runner::Approval like{.step = {},
                              .sha256 = {},
                              .by = by,
                              .at = base::system_clock().now(),
                              .source = request.source.starts_with("rehearsal") ? request.source : "",
                              .runbook = book.hash};
  add_approvals(fresh, like, review);
  sort_approvals(book, review);
  runner::keep_text(book, project.runs());
  runner::write_approvals(runner::review_file_of(book.file), book.file, review.approvals);
  journal::ReviewApproved event{
      .runbook = book.file, .runbook_hash = book.hash, .by = by, .steps = {}, .source = request.source};
  for (const auto& step : fresh) event.steps.emplace_back(step, review.fingerprints.at(step));
  project.journal().append(journal::event(event));
  return fresh;
}

void refuse_without_review(const runbook::Runbook& book, const runner::Review& review,
                           const runner::RunState& state) {
  if (!review.required) return;
  std::string list;
  long long count = 0;
  for (const auto* step : runner::not_approved(book, review)) {
    if (runner::settled(state.step(step->id).state)) continue;
    ++count;
    const auto given = runner::standing(review, step->id);
    const bool changed = given.empty() && !runner::outdated(review, step->id).empty();
    list += fmt::format("\n  line {}: {}{}", step->line, step->id,
                        !given.empty() ? fmt::format(" (so far {})", runner::in_words(given))
                        : changed      ? " (changed since it was approved)"
                                       : "");
  }
  if (count == 0) return;
  const auto wanted = review.people > 1 ? fmt::format(" by {} people", review.people) : std::string();
  throw base::Error{base::Code::runbook,
                    fmt::format("lockkeeper.toml requires a review, and {} of {} {} not approved{}:{}",
                                base::count_of(count, "step"), book.file, count == 1 ? "is" : "are", wanted, list),
                    fmt::format("Look at them with 'lockkeeper runbook review {0}', and approve them there or with "
                                "'lockkeeper runbook review {0} --approve all --by NAME'.",
                                base::shell_quote(book.file))};
}

static void add_standing(const runner::Review& review, SinceReview& out) {
  for (const auto& [step, sha256] : review.fingerprints) {
    if (runner::is_approved(review, step)) {
      ++out.approved;
      continue;
    }
    const bool known = !runner::standing(review, step).empty() || !runner::outdated(review, step).empty();
    auto& list = known ? out.changed : out.open;
    list.push_back(fmt::format("{}  {}", step, runner::approval_in_words(review, step)));
  }
}

SinceReview since_review(Project& project, const runbook::Runbook& book) {
  const auto review = review_of(project, book);
  SinceReview out;
  add_standing(review, out);
  const runner::Approval* newest = nullptr;
  for (const auto& each : review.approvals) {
    if (!newest || each.at >= newest->at) newest = &each;
    if (review.fingerprints.contains(each.step)) continue;
    auto text = fmt::format("{}  was {}", each.step, runner::in_words({each}));
    if (std::find(out.gone.begin(), out.gone.end(), text) == out.gone.end()) out.gone.push_back(std::move(text));
  }
  if (!newest) return out;
  out.at = newest->at;
  if (const auto text = runner::kept_text(project.runs(), newest->runbook))
    out.before = runbook::parse(
        *text, fmt::format("{} as reviewed on {}", book.file, base::format_instant(newest->at).substr(0, 10)));
  return out;
}

}  // namespace app
