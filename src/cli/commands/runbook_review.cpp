// Goes through a runbook before the night: how each line is read, and what people approve of it.
#include <unistd.h>

#include <fmt/format.h>

#include "app/load_runbook.h"
#include "app/review.h"
#include "app/run_context.h"
#include "base/files.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/review_dialog.h"
#include "runner/review_file.h"
#include "runner/review_show.h"
#include "runner/terminal.h"

namespace cli {

namespace {

struct RunbookReviewOptions {
  std::string file;
  std::vector<std::string> approve;
  std::string by;
};

}  // namespace

static std::vector<std::string> approve_named(Context& context, const RunbookReviewOptions& options,
                                              const runbook::Runbook& book, runner::Review& review) {
  std::vector<std::string> steps;
  for (const auto& what : options.approve) {
    for (auto& step : runner::steps_meant(book, what)) steps.push_back(std::move(step));
  }
  return app::approve(context, book, {.steps = steps, .by = options.by}, review);
}

static void show_reading(const Context& context, const runbook::Runbook& book, const runner::Review& review) {
  const auto width = runner::terminal_width(context.inherited());
  for (const auto& part : runner::parts_to_review(book, base::read_file(book.file), review, width))
    context.say("\n" + part.text);
}

static std::string said_of(const runbook::Runbook& book, const std::vector<std::string>& approved) {
  if (approved.empty()) return "nothing that was not approved already\n";
  std::string out;
  for (const auto& step : approved) out += fmt::format("approved {}\n", step);
  return out +
         fmt::format("kept in {}, to be committed with {}\n", runner::review_file_of(book.file).string(), book.file);
}

static int review_runbook(Context& context, const RunbookReviewOptions& options) {
  const auto book = app::load_runbook(context, options.file);
  auto review = app::review_of(context, book);
  const bool asks = options.approve.empty() && !context.common().json && runner::Terminal::is_there();
  std::vector<std::string> approved;
  if (!options.approve.empty()) {
    approved = approve_named(context, options, book, review);
    context.say(said_of(book, approved));
  }
  const auto heading = options.approve.empty() ? book.title + "\n" : "";
  context.say(heading + book.file + ": " + runner::review_counts(book, review) + "\n");
  if (asks) {
    const auto by = options.by.empty() ? app::person(context.inherited()) : options.by;
    const auto count = go_through(context, book, review, by);
    context.say(
        fmt::format("\napproved {}; {}\n", base::count_of(count, "step"), runner::review_counts(book, review)));
  } else if (options.approve.empty()) {
    show_reading(context, book, review);
  }
  auto json = runner::to_json(book, review);
  json["approved_now"] = approved;
  context.answer(json);
  return Exit::done;
}

extern const Command runbook_review{
    .summary = "go through a runbook and approve what then runs unasked",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<RunbookReviewOptions>();
      app.add_option("FILE", options->file, "the runbook")->required();
      app.add_option("--approve", options->approve, "a step, a section or all; may be given again")
          ->type_name("STEP|SECTION|all")
          ->take_all();
      app.add_option("--by", options->by, "who approves (default: the user)")->type_name("NAME");
      return [options](Context& context) { return review_runbook(context, *options); };
    }};

}  // namespace cli
