#include "cli/print_findings.h"

#include <iostream>
#include <map>

#include "base/files.h"
#include "base/printable.h"
#include "base/redact.h"
#include "base/text.h"
#include "cli/command.h"
#include "sql/secrets.h"

namespace cli {

// A line of SQL may be the second half of PASSWORD '…': it is taken from the whole file without its secrets.
static std::string shown_line(const findings::Finding& finding, std::map<std::string, std::string>& files) {
  if (!finding.file.ends_with(".sql")) return base::redact(finding.text);
  const auto [entry, first] = files.try_emplace(finding.file);
  std::error_code unreadable;
  if (first && std::filesystem::is_regular_file(finding.file, unreadable))
    entry->second = sql::without_secrets(base::read_file(finding.file));
  const auto lines = base::lines(entry->second);
  const auto index = static_cast<std::size_t>(std::max(finding.line, 1) - 1);
  return index < lines.size() ? std::string(lines[index]) : base::redact(finding.text);
}

int say_findings(const Context& context, findings::Report report, const std::string& format) {
  std::map<std::string, std::string> files;
  for (auto& finding : report.findings) {
    finding.message = base::redact(finding.message);
    finding.better = base::redact(finding.better);
    if (!finding.text.empty()) finding.text = shown_line(finding, files);
  }
  const std::string chosen = context.common().json ? "json" : format;
  std::cout << base::printable(base::find(findings::formats(), chosen)->item->render(report)) << std::flush;
  return report.fails() ? Exit::does_not_hold : Exit::done;
}

}  // namespace cli
