// A fence that is never closed takes the rest of the file with it. One that is too large is not looked into.
#include <fmt/format.h>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static void find_fence_unclosed(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& fence : shell_of(subject.document).fences) {
    if (fence.too_large)
      findings.push_back({.line = fence.opening,
                          .column = 1,
                          .severity = Severity::warning,
                          .message = fmt::format("this fence holds {} and was not looked into",
                                                 base::format_bytes(static_cast<long long>(fence.text.size()))),
                          .better = "put it into a file of its own, and call that: psql -f FILE"});
    if (fence.closed) continue;
    findings.push_back(
        {.line = fence.opening,
         .column = 1,
         .message = "this fence is never closed: everything below it, headings and steps, is read as its content",
         .better = "end it with a line ```"});
    return;  // those below it may well be closed once this one is
  }
}

extern const Rule fence_unclosed{.severity = Severity::error, .find = find_fence_unclosed};

}  // namespace lint
