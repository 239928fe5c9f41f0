// Documents about a run: its report, its post-mortem, its runbook filled in; and how two of them differ.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/project.h"
#include "report/document.h"
#include "report/fill.h"
#include "run_view/run_view.h"

namespace app {

struct ReportRequest {
  std::string run = {};     // as run_meant() takes it; empty: the newest
  std::string output = {};  // folder; empty: reports beside lockkeeper.toml
  std::vector<std::string> formats{"markdown", "html"};
};
struct Reported {
  run_view::RunView view;
  std::vector<std::filesystem::path> paths;
};
Reported report(Project& project, const ReportRequest& request);

struct PostmortemRequest {
  std::string run = {};
  std::vector<std::string> out = {};  // files, .html is a page; none: both in reports
  bool write = true;                  // false: only the document is wanted
  bool force = false;                 // replace a file that is there
};
struct Postmortem {
  report::Document document;
  base::Json json;
  std::vector<std::string> paths;
};
/// Throws Error{Code::usage} for a file that is there, since people go on writing in it.
Postmortem postmortem(Project& project, const PostmortemRequest& request);

struct FilledRequest {
  std::string run = {};
  std::string file = {};  // the runbook, where it lies elsewhere now
  std::string out = {};   // empty: in reports
  std::size_t lines = report::FillLimits{}.output_lines;
  bool write = true;      // false: only the text is wanted
  bool original = false;  // the text that ran, as it was kept
  bool force = false;     // the file as it is now, and replace what is at `out`
};
struct Filled {
  std::string run;
  std::filesystem::path runbook;
  std::string text;
  std::filesystem::path out;  // where it was written
  report::FillCounts counts;
};
/// The runbook as it was carried out. Throws Error{Code::runbook} where the text is not the one that ran, and
/// Error{Code::usage} where something else stands at `out`.
Filled filled(Project& project, const FilledRequest& request);

/// A file, or the text that a run was led by.
runbook::Runbook version_of(Project& project, const std::string& name);

}  // namespace app
