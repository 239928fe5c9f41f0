// Text that was decoded wrongly on its way into the file: "âœ“" for a tick.
#include "lint/shell_text.h"

namespace lint {

static void find_mojibake(const Subject& subject, std::vector<Finding>& findings) {
  // UTF-8 of punctuation and umlauts, read as Windows-1252 and written as UTF-8 again.
  static const std::vector<std::string> traces{"âœ", "â€", "Ã¤", "Ã¶", "Ã¼",  "Ã©", "Ã¨",
                                               "Â ", "ðŸ", "â†", "â”", "â„¢", "â‰", "âš"};
  std::vector<Finding> same;
  for (std::size_t i = 0; i < subject.document.lines.size(); ++i) {
    const auto& line = subject.document.lines[i];
    for (const auto& trace : traces) {
      const auto at = line.find(trace);
      if (at == std::string::npos) continue;
      same.push_back(
          {.line = static_cast<int>(i) + 1,
           .column = column_of(line, at),
           .message = "characters were decoded wrongly here: an expected output that holds them never matches",
           .better = "write the character that was meant (✓ for âœ“), and save the file as UTF-8"});
      break;
    }
  }
  add_once(findings, std::move(same));
}

extern const Rule mojibake{.severity = Severity::warning, .find = find_mojibake};

}  // namespace lint
