#include "cli/review_dialog.h"

#include <iostream>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/review.h"
#include "base/files.h"
#include "base/printable.h"
#include "base/text.h"
#include "runner/review_show.h"
#include "runner/roles.h"
#include "runner/terminal.h"

namespace cli {

namespace {

struct Key {
  std::string_view word;
  std::string_view means;
};

class Dialog {
 public:
  Dialog(Context& context, const runbook::Runbook& book, runner::Review& review, std::string by)
      : context_(context), book_(book), review_(review), by_(std::move(by)) {}

  long long go() {
    const auto width = runner::terminal_width(context_.inherited());
    for (const auto& part : runner::parts_to_review(book_, base::read_file(book_.file), review_, width)) {
      tell(fmt::format("\n{}{}", part.text, part.asked.empty() ? "" : "\n"));
      if (!part.asked.empty() && !ask_about(part)) break;
    }
    return approved_;
  }

 private:
  static void tell(std::string_view text) { std::cerr << base::printable(text) << std::flush; }

  // One of the keys or the beginning of one; "stop" at the end of input.
  static std::string choose(std::string_view question, std::span<const Key> keys) {
    std::vector<std::string_view> words;
    for (const auto& key : keys) words.push_back(key.word);
    tell(fmt::format("  ? {}\n", question));
    for (const auto& key : keys) tell(fmt::format("      {}: {}\n", key.word, key.means));
    for (;;) {
      tell(fmt::format("  [{}]> ", fmt::join(words, " | ")));
      std::string said;
      if (!std::getline(std::cin, said)) return "stop";
      const auto word = base::to_lower(base::trim(said));
      if (word == "y" || word == "yes") return std::string(words.front());
      std::vector<std::string_view> meant;
      for (const auto key : words) {
        if (!word.empty() && key.starts_with(word)) meant.push_back(key);
      }
      if (meant.size() == 1) return std::string(meant.front());
      if (!word.empty()) tell(fmt::format("  '{}' is not one of them\n", word));
    }
  }

  [[nodiscard]] bool has_approved(const std::string& step) const {
    const auto given = runner::standing(review_, step);
    return std::any_of(given.begin(), given.end(),
                       [&](const runner::Approval& each) { return runner::same_name(each.by, by_); });
  }

  void approve(const std::vector<std::string>& steps) {
    const auto fresh = app::approve(context_, book_, {.steps = steps, .by = by_, .source = "terminal"}, review_);
    approved_ += std::ssize(fresh);
  }

  // False: stop.
  bool ask_about(const runner::ReviewPart& part) {
    std::vector<std::string> open;
    for (const auto* step : part.asked) {
      if (!has_approved(step->id)) open.push_back(step->id);
    }
    if (open.empty()) return true;
    if (all_) {
      approve(open);
      return true;
    }
    const auto count = base::count_of(std::ssize(open), "step");
    const std::array keys{Key{"approve", open.size() == 1 ? "it may run unasked" : "they may run unasked"},
                          Key{"each", "look at each, and decide for each"},
                          Key{"leave", "go on without; asked about on the night"},
                          Key{"all", "approve these, and all that follow in the file"}, Key{"stop", "stop here"}};
    const auto said = choose(fmt::format("{}: approve {}, as {}?", part.title, count, by_), keys);
    if (said == "stop") return false;
    if (said == "leave") return true;
    if (said == "each") return ask_each(part);
    all_ = said == "all";
    approve(open);
    return true;
  }

  bool ask_each(const runner::ReviewPart& part) {
    constexpr std::array keys{Key{"approve", "it may run unasked"}, Key{"leave", "asked about on the night"},
                              Key{"stop", "stop here"}};
    for (const auto* step : part.asked) {
      if (has_approved(step->id)) continue;
      tell(fmt::format("\n  {}  (line {})\n", step->id, step->line));
      for (const auto line : base::lines(base::trim(step->text))) tell(fmt::format("    {}\n", line));
      const auto said = choose("approve it?", keys);
      if (said == "stop") return false;
      if (said == "approve") approve({step->id});
    }
    return true;
  }

  Context& context_;
  const runbook::Runbook& book_;
  runner::Review& review_;
  std::string by_;
  long long approved_ = 0;
  bool all_ = false;
};

}  // namespace

long long go_through(Context& context, const runbook::Runbook& book, runner::Review& review, const std::string& by) {
  return Dialog(context, book, review, by).go();
}

}  // namespace cli
