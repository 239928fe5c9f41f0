// The post-mortem of a run: filled in as far as the record goes, the rest left to people.
#include "app/report.h"
#include "cli/command.h"

namespace cli {

static int write_postmortem(Context& context, app::PostmortemRequest request) {
  request.write = request.out != std::vector<std::string>{"-"};
  auto written = app::postmortem(context, request);
  if (!request.write) context.say(report::to_markdown(written.document));
  for (const auto& path : written.paths) context.say(path + "\n");
  if (request.write) written.json["paths"] = written.paths;
  context.answer(written.json);
  return Exit::done;
}

extern const Command postmortem{
    .summary = "write a run's post-mortem: facts filled in, blanks for what only people know",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<app::PostmortemRequest>();
      app.add_option("run", options->run, "the run (default: the newest)")->type_name("RUN");
      app.add_option("--out", options->out,
                     "where to write: .html is a page, - standard output (default: in reports)")
          ->type_name("FILE")
          ->expected(1)
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      app.add_flag("--force", options->force, "replace a file that is there");
      return [options](Context& context) { return write_postmortem(context, *options); };
    }};

}  // namespace cli
