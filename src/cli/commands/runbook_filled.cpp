// The runbook as it was carried out: boxes ticked, blanks filled, outputs attached, the rest as it was.
#include <iostream>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "cli/reporting.h"
#include "journal/events/report_written.h"
#include "journal/typed.h"
#include "report/fill.h"
#include "runbook/runbook.h"

namespace cli {

namespace {

struct RunbookFilledOptions {
  std::string run;
  std::string file;
  std::string out;
  std::size_t lines = report::FillLimits{}.output_lines;
  bool original = false;
  bool force = false;
};

}  // namespace

static std::string short_hash(const std::string& hash) {
  return hash.substr(0, 12);
}

// The file's bytes where they are those that ran; the kept ones with --original; any with --force.
static std::string text_to_fill(Context& context, const RunbookFilledOptions& options, const run_view::RunView& view,
                                const std::filesystem::path& file) {
  if (options.original || view.runbook_hash.empty()) return text_that_ran(context, view);
  auto bytes = base::read_file(file);
  if (options.force || base::sha256(bytes) == view.runbook_hash) return bytes;
  throw base::Error{
      base::Code::runbook,
      fmt::format("{} is not the text that run {} was led by (SHA-256 begins with {} now, with {} then)",
                  file.string(), view.run, short_hash(base::sha256(bytes)), short_hash(view.runbook_hash)),
      "Pass --original to fill in the text that ran, or --force to fill in the file as it is now; "
      "steps are then matched by their ids."};
}

// People may have gone on writing in a file; only what can be made again is replaced.
static void refuse_to_lose_runbook_filled(const std::filesystem::path& out, const std::string& original,
                                          const RunbookFilledOptions& options) {
  if (options.force || !std::filesystem::exists(out)) return;
  const auto there = base::read_file(out);
  if (there == original || there.find("<!-- Filled in from run ") != std::string::npos) return;
  throw base::Error{base::Code::usage, fmt::format("{} exists and holds something else", out.string()),
                    "Name another file with --out, or pass --force to replace it."};
}

static int fill(Context& context, const RunbookFilledOptions& options) {
  const auto view = view_of(context, chosen_run(context, options.run));
  const std::filesystem::path file = options.file.empty() ? view.runbook_path : options.file;
  const auto text = text_to_fill(context, options, view, file);
  const auto book = runbook::parse(text, file.string());
  const auto filling = report::fill(text, book, view, {.output_lines = options.lines});
  const auto filled = report::edited(text, filling.edits);
  const auto& counts = filling.counts;

  const bool to_screen = options.out == "-";
  const std::filesystem::path out =
      !options.out.empty() ? std::filesystem::path(options.out)
                           : reports_folder(context) / fmt::format("{}-{}.md", file.stem().string(), view.run);
  if (!to_screen) {
    refuse_to_lose_runbook_filled(out, text, options);
    base::write_file(out, filled);
    context.journal().append(
        journal::in_run(view.run, journal::event(journal::ReportWritten{.paths = {out.string()}})));
  }
  context.progress(fmt::format("{} ticked, {} filled in, {} marked, {} attached\n",
                               base::count_of(counts.ticked, "box", "boxes"), base::count_of(counts.filled, "blank"),
                               base::count_of(counts.decided, "decision"), base::count_of(counts.outputs, "output")));
  context.say(to_screen ? filled : out.string() + "\n");
  base::Json answer{{"run", view.run},         {"runbook", file.string()},  {"ticked", counts.ticked},
                    {"filled", counts.filled}, {"decided", counts.decided}, {"outputs", counts.outputs}};
  if (to_screen)
    answer["text"] = filled;
  else
    answer["path"] = out.string();
  context.answer(answer);
  return Exit::done;
}

extern const Command runbook_filled{
    .summary = "write the runbook back as it was carried out: boxes ticked, blanks filled, outputs attached",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<RunbookFilledOptions>();
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
