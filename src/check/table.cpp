#include "check/table.h"

#include <fmt/format.h>

#include "base/printable.h"
#include "base/text.h"

namespace check {

namespace {

struct Look {
  std::string_view mark;
  std::string_view colour;  // ANSI
};

}  // namespace

static Look look(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return {"✓", "32"};
    case Verdict::warn:
      return {"⚠", "33"};
    case Verdict::fail:
      return {"✗", "31"};
    case Verdict::skip:
      return {"–", "2"};
  }
  return {"?", "0"};
}

static std::string painted(std::string_view text, std::string_view code, bool colour) {
  return colour ? base::paint(text, code) : std::string(text);
}

static std::string summary(const std::vector<Result>& results) {
  const auto count = [&](Verdict verdict) {
    return std::count_if(results.begin(), results.end(),
                         [&](const Result& result) { return result.verdict == verdict; });
  };
  return fmt::format("{} passed, {}, {} failed, {} skipped\n", count(Verdict::pass),
                     base::count_of(count(Verdict::warn), "warning"), count(Verdict::fail), count(Verdict::skip));
}

std::string render(const std::vector<Result>& results, bool colour) {
  std::size_t width = 0;
  for (const auto& result : results) width = std::max(width, result.check.size());
  std::string out;
  std::string todo;
  for (const auto& result : results) {
    const auto [mark, code] = look(result.verdict);
    out += fmt::format("{} {}  {}\n", painted(mark, code, colour), base::pad_right(result.check, width),
                       base::indent_following(result.evidence, static_cast<int>(width) + 4));
    if (result.verdict == Verdict::pass || result.todo.empty()) continue;
    todo += fmt::format("{} {}  {}\n", painted(mark, code, colour), base::pad_right(result.check, width),
                        base::indent_following(result.todo, static_cast<int>(width) + 4));
  }
  if (!todo.empty()) out += "\nWhat to do:\n" + todo;
  return out + "\n" + summary(results);
}

}  // namespace check
