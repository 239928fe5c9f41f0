// VACUUM FULL as an answer to a full disk.
#include <regex>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static bool is_about_room(const std::string& title) {
  static const std::regex words(R"(\b(disk|space|storage|enospc)\b)", std::regex::icase);
  return title.size() < 500 && std::regex_search(title, words);
}

static void find_vacuum_full_disk(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex statement(R"(\bvacuum\s*(\(\s*)?full\b)", std::regex::icase);
  const auto& document = subject.document;
  std::vector<Finding> same;
  for (const auto& fence : shell_of(document).fences) {
    if (!fence.section || !is_about_room(fence.section->title)) continue;
    int number = fence.line - 1;
    for (const auto text : base::lines(fence.text)) {
      ++number;
      std::cmatch match;
      if (text.size() > 2000 || !std::regex_search(text.data(), text.data() + text.size(), match, statement))
        continue;
      const auto line = document.line(number);
      const auto at = line.find(match.str(0));
      same.push_back({.line = number,
                      .column = at == std::string_view::npos ? 0 : column_of(line, at),
                      .message = "VACUUM FULL writes a second copy of each table before it removes the first, and "
                                 "locks it against all others: "
                                 "on a disk that is full it fails, and takes the application with it",
                      .better = "make room elsewhere first (logs, old backups, a larger volume), then VACUUM FULL "
                                "one table at a time, outside the window"});
    }
  }
  add_once(findings, std::move(same));
}

extern const Rule vacuum_full_disk{.severity = Severity::error, .find = find_vacuum_full_disk};

}  // namespace lint
