// recovery.conf is gone since PostgreSQL 12.
#include "lint/shell_text.h"

namespace lint {

static void find_recovery_conf(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  std::vector<Finding> same;
  for (const auto& fence : shell_of(document).fences) {
    if (!fence.shell() && fence.language != "none") continue;
    const auto lines = static_cast<int>(std::count(fence.text.begin(), fence.text.end(), '\n'));
    for (int line = fence.line; line < fence.line + lines; ++line) {
      const auto text = document.line(line);
      const auto at = text.find("recovery.conf");
      if (at == std::string_view::npos || text.substr(0, at).find('#') != std::string_view::npos) continue;
      same.push_back({.line = line,
                      .column = column_of(text, at),
                      .message = "a server of PostgreSQL 12 or newer refuses to start when it finds recovery.conf",
                      .better = "put the settings into postgresql.auto.conf and make an empty recovery.signal: touch "
                                "$PGDATA/recovery.signal"});
    }
  }
  add_once(findings, std::move(same));
}

extern const Rule recovery_conf{.severity = Severity::error, .find = find_recovery_conf};

}  // namespace lint
