// What differs: between two runs, or between two versions of a runbook.
#include <fmt/format.h>

#include "app/load_runbook.h"
#include "app/report.h"
#include "app/reporting.h"
#include "app/review.h"
#include "base/error.h"
#include "cli/command.h"
#include "report/diff_runs.h"
#include "report/diff_texts.h"

namespace cli {

namespace {

struct RunbookDiffOptions {
  std::vector<std::string> what;
  std::string since;
  bool text = false;
};

}  // namespace

static bool is_file(const std::string& name) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(name, ignored);
}

static int compare_texts(Context& context, const std::string& first, const std::string& second) {
  const auto comparison = report::compare(app::version_of(context, first), app::version_of(context, second));
  context.say(report::to_text(comparison));
  context.answer(report::to_json(comparison));
  return Exit::done;
}

static int compare_runs(Context& context, const std::string& first, const std::string& second) {
  const auto comparison = report::compare(app::view_of(context, app::chosen_run(context, first)),
                                          app::view_of(context, app::chosen_run(context, second)));
  context.say(report::to_text(comparison));
  context.answer(report::to_json(comparison));
  return Exit::done;
}

static std::string listed(std::string_view sign, const std::vector<std::string>& list) {
  std::string out;
  for (const auto& each : list) out += fmt::format("{} {}\n", sign, each);
  return out;
}

// One file alone: against what people have approved of it.
static int compare_with_review(Context& context, const std::string& file) {
  const auto book = app::load_runbook(context, file);
  const auto since = app::since_review(context, book);
  base::Json json{{"compared", "review"}};
  if (since.before) {
    const auto comparison = report::compare(*since.before, book);
    context.say(report::to_text(comparison) + "\n");
    json = report::to_json(comparison);
    json["compared"] = "review";
  } else {
    context.say(since.at ? fmt::format("{} was reviewed on {}; its text of then is not kept here\n\n", file,
                                       base::format_instant(*since.at).substr(0, 10))
                         : fmt::format("{} was never reviewed\n\n", file));
  }
  context.say(fmt::format("Asked about: {} approved as they are, {} changed since, {} never approved.\n",
                          since.approved, since.changed.size(), since.open.size()) +
              listed("~", since.changed) + listed("+", since.open) + listed("-", since.gone));
  json["approved"] = since.approved;
  json["changed_since"] = since.changed;
  json["never_approved"] = since.open;
  json["gone"] = since.gone;
  context.answer(json);
  return Exit::done;
}

static int compare(Context& context, const RunbookDiffOptions& options) {
  const auto& what = options.what;
  if (!options.since.empty()) {
    if (what.size() > 1) {
      throw base::Error{base::Code::usage, "--since compares a run's text with one file",
                        "Name one file, or none for the runbook where the run found it."};
    }
    const auto path =
        what.empty() ? app::view_of(context, app::chosen_run(context, options.since)).runbook_path : what[0];
    if (!is_file(path)) {
      throw base::Error{base::Code::file, fmt::format("there is no runbook at '{}'", path),
                        "Name the file as it is now: lockkeeper runbook diff --since RUN FILE."};
    }
    return compare_texts(context, options.since, path);
  }
  if (what.size() == 1 && is_file(what[0])) return compare_with_review(context, what[0]);
  if (what.size() != 2) {
    throw base::Error{
        base::Code::usage, "two things to compare are needed",
        "Name two runs, two files, or one of each; a run with --since; or one file, to see what changed since "
        "its review."};
  }
  if (options.text || is_file(what[0]) || is_file(what[1])) return compare_texts(context, what[0], what[1]);
  return compare_runs(context, what[0], what[1]);
}

extern const Command runbook_diff{
    .summary = "compare two runs, two versions of a runbook, or one with its review",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<RunbookDiffOptions>();
      app.add_option("what", options->what, "two runs, or two files; of a run beside a file its text is meant")
          ->type_name("RUN|FILE")
          ->expected(0, 2);
      app.add_option("--since", options->since, "from the text of this run to the file as it is now")
          ->type_name("RUN");
      app.add_flag("--text", options->text, "the texts that two runs were led by, not how they came out");
      return [options](Context& context) { return compare(context, *options); };
    }};

}  // namespace cli
