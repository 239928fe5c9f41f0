#include "app/loose_file.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "sql/lenient.h"

namespace app {

migration::Migration read_loose_file(const std::filesystem::path& file) {
  const auto name = file.stem().string();
  migration::Migration out{.version = name, .name = name};
  out.up = {.file = std::filesystem::absolute(file), .shown = file.string(), .text = base::read_file(file)};
  if (out.up.text.starts_with("\xEF\xBB\xBF")) out.up.text.erase(0, 3);
  out.header = migration::read_header(out.up.text);
  return out;
}

// Line breaks stay, so that what is said of the rest has its place in the file.
static void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (auto at = begin; at < std::min(end, text.size()); ++at) {
    if (text[at] != '\n' && text[at] != '\r') text[at] = ' ';
  }
}

static std::size_t begin_of_line(std::string_view text, int line) {
  std::size_t at = 0;
  for (int passed = 1; passed < line && at != std::string_view::npos; ++passed) {
    at = text.find('\n', at);
    if (at != std::string_view::npos) ++at;
  }
  return at;
}

// The line that the parser stumbles over; 0 where it does not, or over something that is no matter of psql's.
static int refused_line(const std::string& text, const std::string& shown) {
  try {
    sql::parse_leniently(text, shown);
  } catch (const base::Error& error) {
    if (error.code() == base::Code::sql_refused && error.place()) return error.place()->line;
  }
  return 0;
}

std::vector<std::string> blank_psql_commands(std::string& text, const std::string& shown) {
  std::vector<std::string> left_out;
  for (int tries = 0; tries < 1000; ++tries) {
    const int line = refused_line(text, shown);
    const auto begin = line == 0 ? std::string::npos : begin_of_line(text, line);
    if (begin == std::string::npos) break;
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto words = base::trim(std::string_view(text).substr(begin, end - begin));
    if (words.starts_with('\\')) {
      left_out.push_back(fmt::format("line {}: {} is a command of psql, which is not followed", line, words));
      blank(text, begin, end);
      continue;
    }
    const auto rows = text.find('\n', std::min(text.find(';', begin), text.size()));
    if (!base::starts_with_ignoring_case(words, "copy") || rows == std::string::npos) break;
    const auto last = std::min(text.find("\n\\.", rows), text.size());
    blank(text, rows, std::min(last + 3, text.size()));
  }
  return left_out;
}

}  // namespace app
