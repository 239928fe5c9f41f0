// What differs: between two runs, or between two versions of a runbook.
#include <fmt/format.h>

#include "app/report.h"
#include "app/reporting.h"
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
  if (what.size() != 2) {
    throw base::Error{base::Code::usage, "two things to compare are needed",
                      "Name two runs, two files, or one of each; or a run with --since."};
  }
  if (options.text || is_file(what[0]) || is_file(what[1])) return compare_texts(context, what[0], what[1]);
  return compare_runs(context, what[0], what[1]);
}

extern const Command runbook_diff{
    .summary = "compare two runs, or two versions of a runbook",
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
