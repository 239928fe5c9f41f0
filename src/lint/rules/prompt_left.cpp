// `> ` in front of commands: a prompt to whoever wrote it, an emptied file to a shell.
#include <fmt/format.h>

#include "base/text.h"
#include "lint/shell_text.h"
#include "runbook/transcript.h"

namespace lint {

static void find_prompt_left(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  std::vector<Finding> same;
  for (const auto& fence : shell_of(document).fences) {
    if (!fence.shell()) continue;
    std::string written;
    const auto count = static_cast<int>(std::count(fence.text.begin(), fence.text.end(), '\n'));
    for (int number = fence.line; number < fence.line + count; ++number)
      written += std::string(base::trim(document.line(number))) + "\n";
    if (!runbook::looks_like_transcript(written) || !runbook::read_transcript(written).unsure) continue;
    int number = fence.line;
    for (const auto line : base::lines(written)) {
      if (line.starts_with("> ")) {
        const auto word = line.substr(2, line.substr(2).find(' '));
        same.push_back(
            {.line = number,
             .column = document.column_of(number, ">"),
             .message = fmt::format("the > is taken for a prompt, and its step is asked about: pasted into "
                                    "a shell it empties the file {}",
                                    word),
             .better = std::string(line.substr(2))});
        break;
      }
      ++number;
    }
  }
  add_once(findings, std::move(same));
}

extern const Rule prompt_left{.severity = Severity::warning, .find = find_prompt_left};

}  // namespace lint
