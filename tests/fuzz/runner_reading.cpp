// Any text is a runbook or a named error, every line of it is read once, and only what stands in a fence is ever run.
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "runner/show.h"

static void must(bool holds, const char* what) {
  if (holds) return;
  fmt::print(stderr, "does not hold: {}\n", what);
  std::abort();
}

static void check_readings(const runbook::Runbook& book) {
  int next = 1;
  for (const auto& reading : book.readings) {
    must(reading.first == next && reading.last >= reading.first && !reading.as.empty(), "each line is read once");
    next = reading.last + 1;
  }
}

static void check_steps(const runbook::Runbook& book, const std::vector<runbook::Step>& steps,
                        const std::vector<std::string_view>& lines) {
  for (const auto& step : steps) {
    must(step.section < book.sections.size(), "a step has a section");
    if (step.kind != "command" && step.kind != "query") continue;
    int number = step.text_line;
    for (const auto line : base::lines(step.text)) {
      must(number >= 1 && number <= std::ssize(lines), "a script stands in the file");
      const auto text = base::trim(line);
      must(text.empty() || lines[static_cast<std::size_t>(number - 1)].find(text) != std::string_view::npos,
           "each line of a script stands in its line of the file");
      ++number;
    }
  }
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const auto book = runbook::parse(text, "fuzz.md");
    check_readings(book);
    auto normal = base::replace_all(base::replace_all(text, "\r\n", "\n"), "\r", "\n");
    if (normal.starts_with("\xEF\xBB\xBF")) normal.erase(0, 3);
    const auto lines = base::lines(normal);
    must(book.readings.empty() ? lines.empty() : book.readings.back().last == std::ssize(lines),
         "all lines are read");
    check_steps(book, book.steps, lines);
    for (const auto& procedure : book.procedures) check_steps(book, procedure.steps, lines);
    must(!runner::to_text(book, 80).empty(), "it can be shown");
    must(!runner::to_json(book).dump().empty(), "it can be told in JSON");
  } catch (const base::Error& error) {
    must(error.code() == base::Code::text, "the only error is text that is no text");
  }
  return 0;
}
