// What is wrong with a runbook, days before it is carried out.
#include "app/runbook_lint.h"

#include "base/interrupt.h"
#include "cli/command.h"
#include "cli/print_findings.h"

namespace cli {

namespace {

struct RunbookLintOptions {
  app::RunbookLintRequest request;
  std::string format = "text";
};

}  // namespace

static int run_runbook_lint(Context& context, const RunbookLintOptions& options) {
  base::end_when_interrupted(Exit::stopped);  // a private server ends with us: its supervisor sees to that
  return say_findings(context, app::lint_runbooks(context, options.request), options.format);
}

static std::function<int(Context&)> declare_runbook_lint(CLI::App& app) {
  const auto options = std::make_shared<RunbookLintOptions>();
  app.add_option("FILE", options->request.files, "the runbooks")->required();
  app.add_option("--server", options->request.server,
                 "what SQL is judged by: private (default), live (read only), none")
      ->check(CLI::IsMember({"private", "live", "none"}));
  app.add_option("--schema", options->request.schema,
                 "the project's schema for the private server (pg_dump --schema-only)")
      ->type_name("FILE.sql");
  app.add_option("--fail-on", options->request.fail_on, "end with 1 from here on: error (default), warning, advice")
      ->check(CLI::IsMember({"error", "warning", "advice"}));
  app.add_option("--format", options->format, "how findings are written (default: text)")
      ->check(CLI::IsMember(findings::format_names()));
  return [options](Context& context) { return run_runbook_lint(context, *options); };
}

extern const Command runbook_lint{.summary = "find what is wrong with a runbook, days before",
                                  .declare = declare_runbook_lint};

}  // namespace cli
