// The post-mortem of a run: filled in as far as the record goes, the rest left to people.
#include "report/postmortem.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "cli/reporting.h"
#include "journal/events/report_written.h"
#include "journal/typed.h"

namespace cli {

namespace {

struct PostmortemOptions {
  std::string run;
  std::vector<std::string> out;
  bool force = false;
};

}  // namespace

static bool is_page(const std::filesystem::path& path) {
  return path.extension() == ".html" || path.extension() == ".htm";
}

// People go on writing in it: nothing of theirs is replaced unasked.
static void refuse_to_lose_postmortem(const std::filesystem::path& path, const PostmortemOptions& options) {
  if (options.force || !std::filesystem::exists(path)) return;
  throw base::Error{base::Code::usage, fmt::format("{} exists, and somebody may have written in it", path.string()),
                    "Name another file with --out, or pass --force to replace it."};
}

static int write_postmortem(Context& context, const PostmortemOptions& options) {
  const auto view = view_of(context, chosen_run(context, options.run));
  const auto document = report::postmortem(view);
  auto json = report::postmortem_json(view);
  if (options.out == std::vector<std::string>{"-"}) {
    context.say(report::to_markdown(document));
    context.answer(json);
    return Exit::done;
  }
  std::vector<std::filesystem::path> paths(options.out.begin(), options.out.end());
  if (paths.empty()) {
    for (const char* extension : {"md", "html"})
      paths.push_back(reports_folder(context) / fmt::format("postmortem-{}.{}", view.run, extension));
  }
  for (const auto& path : paths) refuse_to_lose_postmortem(path, options);
  std::vector<std::string> written;
  for (const auto& path : paths) {
    base::write_file(path, is_page(path) ? report::to_html(document) : report::to_markdown(document));
    written.push_back(path.string());
    context.say(path.string() + "\n");
  }
  context.journal().append(journal::in_run(view.run, journal::event(journal::ReportWritten{.paths = written})));
  json["paths"] = written;
  context.answer(json);
  return Exit::done;
}

extern const Command postmortem{
    .summary = "write a run's post-mortem: facts filled in, blanks for what only people know",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<PostmortemOptions>();
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
