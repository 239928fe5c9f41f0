// The story of a run, written for people who were not there.
#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "report/run_view.h"
#include "report/words.h"
#include "report/write.h"

namespace cli {

namespace {

struct Options {
  std::string run;
  std::string output;
  std::vector<std::string> formats{"markdown", "html"};
};

}  // namespace

static std::string chosen_run(Context& context, const Options& options) {
  if (!std::filesystem::exists(context.journal_file())) {
    throw base::Error{
        base::Code::journal, fmt::format("there is no journal at {}", context.journal_file().string()),
        "Run this where lockkeeper.toml lies, or name it with --config; the first run makes the journal."};
  }
  if (!options.run.empty()) return options.run;
  if (const auto run = report::newest_run(context.journal())) return *run;
  throw base::Error{base::Code::usage, "the journal holds no run to report on",
                    "Carry out a runbook first: lockkeeper run RUNBOOK.md."};
}

static int write(Context& context, const Options& options) {
  const std::string run = chosen_run(context, options);
  const auto events = report::events_of(context.journal(), run);
  if (events.empty()) {
    throw base::Error{base::Code::usage, fmt::format("the journal knows no run '{}'", run),
                      "List the runs with 'lockkeeper history --kind run.began'."};
  }
  const auto view = report::build_run_view(events);
  const std::filesystem::path folder =
      options.output.empty() ? context.config().folder / "reports" : std::filesystem::path(options.output);
  const auto paths = report::write_report(view, options.formats, folder, context.journal());
  for (const auto& sentence : report::summary(view)) context.progress(sentence + "\n");
  for (const auto& path : paths) context.say(path.string() + "\n");
  if (context.common().json) {
    auto json = report::to_json(view);
    for (const auto& path : paths) json["paths"].push_back(path.string());
    context.answer(json);
  }
  return Exit::done;
}

extern const Command report{
    .summary = "write a run's report: what was planned, what happened, who decided",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<Options>();
      app.add_option("run", options->run, "the run (default: the newest)")->type_name("RUN");
      app.add_option("--output", options->output, "folder (default: reports beside lockkeeper.toml)")
          ->type_name("DIR");
      app.add_option("--format", options->formats, "markdown, html, json; several with commas")
          ->delimiter(',')
          ->type_name("NAME,…");
      return [options](Context& context) { return write(context, *options); };
    }};

}  // namespace cli
