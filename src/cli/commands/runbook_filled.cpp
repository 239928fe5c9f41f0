// The runbook as it was carried out: boxes ticked, blanks filled, outputs attached, the rest as it was.
#include <fmt/format.h>

#include "app/report.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {

static int fill(Context& context, app::FilledRequest request) {
  request.write = request.out != "-";
  const auto filled = app::filled(context, request);
  const auto& counts = filled.counts;
  context.progress(fmt::format("{} ticked, {} filled in, {} marked, {} attached\n",
                               base::count_of(counts.ticked, "box", "boxes"), base::count_of(counts.filled, "blank"),
                               base::count_of(counts.decided, "decision"), base::count_of(counts.outputs, "output")));
  context.say(request.write ? filled.out.string() + "\n" : filled.text);
  base::Json answer{{"run", filled.run},       {"runbook", filled.runbook.string()}, {"ticked", counts.ticked},
                    {"filled", counts.filled}, {"decided", counts.decided},          {"outputs", counts.outputs}};
  if (request.write)
    answer["path"] = filled.out.string();
  else
    answer["text"] = filled.text;
  context.answer(answer);
  return Exit::done;
}

extern const Command runbook_filled{
    .summary = "write the runbook back as it was carried out: boxes ticked, blanks filled, outputs attached",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<app::FilledRequest>();
      app.add_option("run", options->run, "the run (default: the newest)")->type_name("RUN");
      app.add_option("--out", options->out, "where to write, - for standard output (default: in reports)")
          ->type_name("FILE");
      app.add_option("--file", options->file, "the runbook, where it lies elsewhere now")->type_name("FILE");
      app.add_option("--lines", options->lines, "most lines of one output")->type_name("N");
      app.add_flag("--original", options->original, "fill in the text that ran, as it was kept");
      app.add_flag("--force", options->force, "fill in the file as it is now; replace what is at --out");
      return [options](Context& context) { return fill(context, *options); };
    }};

}  // namespace cli
