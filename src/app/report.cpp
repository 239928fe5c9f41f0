#include "app/report.h"

#include <fmt/format.h>

#include "app/reporting.h"
#include "base/error.h"
#include "base/files.h"
#include "journal/events/report_written.h"
#include "journal/typed.h"
#include "report/postmortem.h"
#include "report/write.h"

namespace app {

static void record_written(Project& project, const std::string& run, std::vector<std::string> paths) {
  project.journal().append(journal::in_run(run, journal::event(journal::ReportWritten{.paths = std::move(paths)})));
}

Reported report(Project& project, const ReportRequest& request) {
  auto view = view_of(project, chosen_run(project, request.run));
  const std::filesystem::path folder =
      request.output.empty() ? reports_folder(project) : std::filesystem::path(request.output);
  auto paths = report::write_report(view, request.formats, folder, project.journal());
  return {.view = std::move(view), .paths = std::move(paths)};
}

static bool is_page(const std::filesystem::path& path) {
  return path.extension() == ".html" || path.extension() == ".htm";
}

// People go on writing in it: nothing of theirs is replaced unasked.
static void refuse_to_lose(const std::filesystem::path& path, const PostmortemRequest& request) {
  if (request.force || !std::filesystem::exists(path)) return;
  throw base::Error{base::Code::usage, fmt::format("{} exists, and somebody may have written in it", path.string()),
                    "Name another file with --out, or pass --force to replace it."};
}

Postmortem postmortem(Project& project, const PostmortemRequest& request) {
  const auto view = view_of(project, chosen_run(project, request.run));
  Postmortem out{.document = report::postmortem(view), .json = report::postmortem_json(view)};
  if (!request.write) return out;
  std::vector<std::filesystem::path> paths(request.out.begin(), request.out.end());
  if (paths.empty()) {
    for (const char* extension : {"md", "html"})
      paths.push_back(reports_folder(project) / fmt::format("postmortem-{}.{}", view.run, extension));
  }
  for (const auto& path : paths) refuse_to_lose(path, request);
  for (const auto& path : paths) {
    base::write_file(path, is_page(path) ? report::to_html(out.document) : report::to_markdown(out.document));
    out.paths.push_back(path.string());
  }
  record_written(project, view.run, out.paths);
  return out;
}

static std::string short_hash(const std::string& hash) {
  return hash.substr(0, 12);
}

// The file's bytes where they are those that ran; the kept ones with --original; any with --force.
static std::string text_to_fill(Project& project, const FilledRequest& request, const run_view::RunView& view,
                                const std::filesystem::path& file) {
  if (request.original || view.runbook_hash.empty()) return text_that_ran(project, view);
  auto bytes = base::read_file(file);
  if (request.force || base::sha256(bytes) == view.runbook_hash) return bytes;
  throw base::Error{
      base::Code::runbook,
      fmt::format("{} is not the text that run {} was led by (SHA-256 begins with {} now, with {} then)",
                  file.string(), view.run, short_hash(base::sha256(bytes)), short_hash(view.runbook_hash)),
      "Pass --original to fill in the text that ran, or --force to fill in the file as it is now; "
      "steps are then matched by their ids."};
}

// People may have gone on writing in a file; only what can be made again is replaced.
static void refuse_to_lose(const std::filesystem::path& out, const std::string& original,
                           const FilledRequest& request) {
  if (request.force || !std::filesystem::exists(out)) return;
  const auto there = base::read_file(out);
  if (there == original || there.find("<!-- Filled in from run ") != std::string::npos) return;
  throw base::Error{base::Code::usage, fmt::format("{} exists and holds something else", out.string()),
                    "Name another file with --out, or pass --force to replace it."};
}

Filled filled(Project& project, const FilledRequest& request) {
  const auto view = view_of(project, chosen_run(project, request.run));
  const std::filesystem::path file = request.file.empty() ? view.runbook_path : request.file;
  const auto text = text_to_fill(project, request, view, file);
  const auto filling = report::fill(text, runbook::parse(text, file.string()), view, {.output_lines = request.lines});
  Filled out{.run = view.run, .runbook = file, .text = report::edited(text, filling.edits), .counts = filling.counts};
  if (!request.write) return out;
  out.out = !request.out.empty() ? std::filesystem::path(request.out)
                                 : reports_folder(project) / fmt::format("{}-{}.md", file.stem().string(), view.run);
  refuse_to_lose(out.out, text, request);
  base::write_file(out.out, out.text);
  record_written(project, view.run, {out.out.string()});
  return out;
}

runbook::Runbook version_of(Project& project, const std::string& name) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(name, ignored)) return runbook::load(name);
  const auto view = view_of(project, chosen_run(project, name));
  return runbook::parse(text_that_ran(project, view), fmt::format("{} as run {} had it", view.runbook, view.run));
}

}  // namespace app
