// Whatever was expected and whatever came back, the comparison answers; and what came back is what came back.
// The input: what was expected, a NUL byte, what was printed.
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "runbook/expect.h"

static void must(bool holds, const char* what) {
  if (holds) return;
  fmt::print(stderr, "does not hold: {}\n", what);
  std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto cut = text.find('\0');
  const std::string expected = text.substr(0, cut);
  const std::string output = cut == std::string::npos ? std::string() : text.substr(cut + 1);
  const runbook::Expectation expectation{.text = expected, .line = 1};
  for (const bool ordered : {true, false}) {
    const runbook::Produced printed{.output = output, .ordered = ordered};
    if (const auto told = runbook::difference(expectation, printed)) must(!told->empty(), "a difference is told");
    const runbook::Produced asked{
        .output = output, .tables = runbook::read_tables(output), .is_query = true, .ordered = ordered};
    if (const auto told = runbook::difference(expectation, asked)) must(!told->empty(), "a difference is told");
  }
  must(runbook::value_matches(output, output), "a value is itself");
  return 0;
}
