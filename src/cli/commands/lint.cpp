// What is wrong with migrations, found from the files alone or against a schema.
#include "app/lint.h"

#include "base/interrupt.h"
#include "cli/command.h"
#include "cli/print_findings.h"

namespace cli {

namespace {

struct LintOptions {
  app::LintRequest request;
  std::string format = "text";
};

}  // namespace

static int run_lint(Context& context, const LintOptions& options) {
  base::end_when_interrupted(Exit::stopped);
  return say_findings(context, app::lint(context, options.request), options.format);
}

static std::function<int(Context&)> declare_lint(CLI::App& app) {
  const auto options = std::make_shared<LintOptions>();
  app.add_option("FILE", options->request.files, "files of SQL, or a folder; nothing: the project's migrations");
  app.add_option("--snapshot", options->request.snapshot, "judge against this snapshot")->type_name("FILE");
  app.add_option("--since", options->request.since, "judge what comes after this migration")->type_name("VERSION");
  app.add_option("--format", options->format, "how findings are written (default: text)")
      ->check(CLI::IsMember(findings::format_names()));
  app.add_option("--fail-on", options->request.fail_on, "end with 1 from here on: error (default), warning, advice")
      ->check(CLI::IsMember({"error", "warning", "advice"}));
  return [options](Context& context) { return run_lint(context, *options); };
}

extern const Command lint{.summary = "find what a migration would do to production, before it does",
                          .repeats = {.migrations = true},
                          .declare = declare_lint};

}  // namespace cli
