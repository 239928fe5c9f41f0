// The story of a run, written for people who were not there.
#include "app/report.h"

#include "cli/command.h"
#include "run_view/phrases.h"

namespace cli {

static int write_report(Context& context, const app::ReportRequest& request) {
  const auto [view, paths] = app::report(context, request);
  for (const auto& sentence : run_view::summary(view)) context.progress(sentence + "\n");
  for (const auto& path : paths) context.say(path.string() + "\n");
  if (context.common().json) {
    auto json = run_view::to_json(view);
    for (const auto& path : paths) json["paths"].push_back(path.string());
    context.answer(json);
  }
  return Exit::done;
}

extern const Command report{
    .summary = "write a run's report: what was planned, what happened, who decided",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<app::ReportRequest>();
      app.add_option("run", options->run, "the run (default: the newest)")->type_name("RUN");
      app.add_option("--output", options->output, "folder (default: reports beside lockkeeper.toml)")
          ->type_name("DIR");
      app.add_option("--format", options->formats, "markdown, html, json; several with commas")
          ->delimiter(',')
          ->type_name("NAME,…");
      return [options](Context& context) { return write_report(context, *options); };
    }};

}  // namespace cli
