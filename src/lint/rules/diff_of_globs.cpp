// diff takes two files; patterns give as many as there are.
#include "lint/shell_text.h"

namespace lint {

static void find_diff_of_globs(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& command : shell_of(subject.document).commands) {
    if (command.program() != "diff" && command.program() != "cmp" && command.program() != "comm") continue;
    int patterns = 0;
    for (std::size_t i = 1; i < command.words.size(); ++i) {
      // As written: a quoted star is not a pattern.
      const auto& word = command.raw[i];
      const bool quoted = word.starts_with('\'') || word.starts_with('"');
      patterns += !quoted && !word.starts_with("-") && word.find_first_of("*?") != std::string::npos ? 1 : 0;
    }
    if (patterns == 0) continue;
    findings.push_back(
        finding_at(command,
                   command.program() +
                       " takes two files, and after the second rehearsal or run the patterns match more: it fails "
                       "or compares the wrong ones",
                   "keep the names: BASELINE=baseline_$(date +%Y%m%d_%H%M%S).txt when it is written, and diff "
                   "\"$BASELINE\" \"$AFTER\" here"));
  }
}

extern const Rule diff_of_globs{.severity = Severity::warning, .find = find_diff_of_globs};

}  // namespace lint
