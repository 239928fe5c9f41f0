#include "migration/sections.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/comments.h"
#include "sql/statement.h"

namespace migration {

// "--  +Goose  Up" → "+goose up", "# --- !Ups" → "!ups", "-- //@UNDO" → "//@undo".
static std::string plain(std::string_view comment) {
  while (!comment.empty() && std::string_view("-# \t").find(comment.front()) != std::string_view::npos)
    comment.remove_prefix(1);
  std::string out;
  for (const char c : base::trim(comment)) {
    const bool space = c == ' ' || c == '\t' || c == '\r';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  return base::to_lower(out);
}

// What follows the mark, or nothing where the line is another one.
static std::optional<std::string_view> behind(std::string_view line, std::string_view mark) {
  if (mark.empty() || !line.starts_with(mark)) return std::nullopt;
  const auto rest = line.substr(mark.size());
  if (!rest.empty() && rest.front() != ' ') return std::nullopt;
  return base::trim(rest);
}

static bool has_option(std::string_view options, std::string_view option) {
  if (option.empty()) return false;
  const auto words = base::split(options, ' ');
  return std::ranges::any_of(words, [&](const auto& word) { return base::trim(word) == option; });
}

namespace {

// One mark that begins a part.
struct Mark {
  bool up = true;
  std::size_t offset = 0;  // of its line
  std::size_t after = 0;   // behind its line
  bool without_transaction = false;
};

}  // namespace

static std::size_t end_of_line(std::string_view text, std::size_t at) {
  const auto end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

static bool holds_statements(std::string_view text) {
  return !sql::is_blank(text);
}

// In file order; `alone`: a mark of its own says that it does not run in a transaction.
static std::vector<Mark> marks_in(std::string_view text, const Marks& marks, bool& alone) {
  std::vector<Mark> found;
  for (const auto& comment : comments_of(text)) {
    if (!comment.own_line) continue;
    const auto line = plain(comment.text);
    const auto up = behind(line, marks.up);
    const auto down = up ? std::nullopt : behind(line, marks.down);
    if (!up && !down) {
      alone = alone || behind(line, marks.without_transaction).has_value();
      continue;
    }
    found.push_back({.up = up.has_value(),
                     .offset = comment.offset,
                     .after = end_of_line(text, comment.offset),
                     .without_transaction = has_option(up ? *up : *down, marks.option_without_transaction)});
  }
  return found;
}

Sections cut_by_marks(std::string_view text, const Marks& marks) {
  Sections out;
  bool alone = false;
  const auto found = marks_in(text, marks, alone);
  if (alone) out.transaction = out.down_transaction = false;
  const auto first = found.empty() ? text.size() : found.front().offset;
  if (marks.up.empty() || (found.empty() && marks.up_may_be_missing)) {
    out.up.push_back({0, first});
  } else if (holds_statements(text.substr(0, first))) {
    const auto start = text.find_first_not_of(" \t\r\n");
    out.problems.push_back(
        {.offset = start == std::string_view::npos ? 0 : start,
         .rule = "outside-sections",
         .message = found.empty() ? fmt::format("the file has no '{}', so nothing of it would run", marks.written)
                                  : fmt::format("statements stand before the first mark ('{}') and would not run",
                                                marks.written),
         .hint = fmt::format("Put '{}' in front of what is to run.", marks.written)});
  }
  for (std::size_t at = 0; at < found.size(); ++at) {
    const auto& mark = found[at];
    const Span span{mark.after, at + 1 < found.size() ? found[at + 1].offset : text.size()};
    (mark.up ? out.up : out.down).push_back(span);
    if (mark.without_transaction) (mark.up ? out.transaction : out.down_transaction) = false;
  }
  return out;
}

std::string only(std::string_view text, const std::vector<Span>& spans) {
  std::string out(text);
  std::size_t at = 0;
  const auto blank = [&](std::size_t end) {
    for (; at < end; ++at)
      if (out[at] != '\n' && out[at] != '\r') out[at] = ' ';
  };
  for (const auto& span : spans) {
    blank(std::min(span.begin, out.size()));
    at = std::max(at, span.end);
  }
  blank(out.size());
  return out;
}

bool has_mark(std::string_view text, std::string_view mark) {
  const auto comments = comments_of(text);
  return std::ranges::any_of(comments, [&](const auto& comment) {
    return comment.own_line && behind(plain(comment.text), mark).has_value();
  });
}

}  // namespace migration
