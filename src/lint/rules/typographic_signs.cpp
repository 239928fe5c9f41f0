// Dashes, quotes and blanks that a word processor or a wiki has put in place of those that a program reads.
#include <array>
#include <map>
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

namespace {
enum class SignKind { dash, quote, invisible };
struct Sign {
  const char* bytes;
  const char* name;
  const char* plain;
  SignKind kind;
};
}  // namespace

static constexpr std::array<Sign, 20> signs{{
    {"\u2010", "a typographic hyphen (U+2010)", "-", SignKind::dash},
    {"\u2011", "a no-break hyphen (U+2011)", "-", SignKind::dash},
    {"\u2012", "a figure dash (U+2012)", "-", SignKind::dash},
    {"\u2013", "an en dash (U+2013)", "-", SignKind::dash},
    {"\u2014", "an em dash (U+2014)", "--", SignKind::dash},
    {"\u2212", "a minus sign (U+2212)", "-", SignKind::dash},
    {"\u201C", "a typographic quote (U+201C)", "\"", SignKind::quote},
    {"\u201D", "a typographic quote (U+201D)", "\"", SignKind::quote},
    {"\u201E", "a typographic quote (U+201E)", "\"", SignKind::quote},
    {"\u2018", "a typographic quote (U+2018)", "'", SignKind::quote},
    {"\u2019", "a typographic quote (U+2019)", "'", SignKind::quote},
    {"\u201A", "a typographic quote (U+201A)", "'", SignKind::quote},
    {"\u00A0", "a no-break space (U+00A0)", " ", SignKind::invisible},
    {"\u202F", "a narrow no-break space (U+202F)", " ", SignKind::invisible},
    {"\u2009", "a thin space (U+2009)", " ", SignKind::invisible},
    {"\u200B", "a zero-width space (U+200B)", "", SignKind::invisible},
    {"\u200C", "a zero-width mark (U+200C)", "", SignKind::invisible},
    {"\u200D", "a zero-width mark (U+200D)", "", SignKind::invisible},
    {"\u2060", "a word joiner (U+2060)", "", SignKind::invisible},
    {"\uFEFF", "a byte-order mark (U+FEFF)", "", SignKind::invisible},
}};

// What stands in quotes of the program's own is text, and may hold whatever it likes.
static std::string without_quoted(const std::string& word) {
  static const std::regex quoted(R"('[^']*'|"(\\.|[^"\\])*")");
  return word.size() > 1000 ? std::string() : std::regex_replace(word, quoted, "");
}

static std::string with_plain_signs(std::string text) {
  for (const auto& sign : signs) text = base::replace_all(std::move(text), sign.bytes, sign.plain);
  return std::string(base::trim(text));
}

static const char* consequence(SignKind kind, bool sql) {
  switch (kind) {
    case SignKind::dash:
      return sql ? "is no minus sign to PostgreSQL" : "is no hyphen: what follows is no option";
    case SignKind::quote:
      return sql ? "is no quote to PostgreSQL: it becomes part of a name"
                 : "is no quote to the shell: what it should hold together falls apart";
    case SignKind::invisible:
      return sql ? "stands here unseen, and is part of a name to PostgreSQL"
                 : "stands here unseen, and is a letter to the shell";
  }
  return "";
}

// The first sign of a text that means something else than it looks like.
static const Sign* sign_in(const std::string& text, bool sql) {
  for (const auto& sign : signs) {
    const auto at = text.find(sign.bytes);
    if (at == std::string::npos) continue;
    // Between words of a shell a dash is only a word; as an option it stands first.
    if (sign.kind == SignKind::dash && !sql && (at != 0 || text == sign.bytes)) continue;
    return &sign;
  }
  return nullptr;
}

using BySign = std::map<const Sign*, std::vector<Finding>>;

static void add_sign(const Document& document, const Sign& sign, int line, bool sql, BySign& out) {
  out[&sign].push_back({.line = line,
                        .column = document.column_of(line, sign.bytes),
                        .message = fmt::format("{} {}", sign.name, consequence(sign.kind, sql)),
                        .better = with_plain_signs(std::string(document.line(line)))});
}

static bool prints_only(const ShellCommand& command) {
  return command.program() == "echo" || command.program() == "printf";
}

static void look_at_command(const Document& document, const ShellCommand& command, BySign& out) {
  for (const auto& word : command.raw) {
    const auto bare = without_quoted(word);
    const auto* sign = sign_in(bare, false);
    if (sign != nullptr && sign->kind == SignKind::quote && prints_only(command) &&
        bare.find('\n') == std::string::npos && bare != word)
      sign = nullptr;
    if (sign == nullptr && !prints_only(command)) {
      // In SQL for psql a no-break space is as wrong as outside.
      for (const auto& each : signs)
        if (each.kind == SignKind::invisible && word.find(each.bytes) != std::string::npos) sign = &each;
    }
    if (sign == nullptr) continue;
    int line = command.line;  // a command may have several
    while (line < command.line + 40 && document.column_of(line, sign->bytes) == 0) ++line;
    if (document.column_of(line, sign->bytes) > 0) add_sign(document, *sign, line, false, out);
    return;
  }
}

static void look_at_sql(const Document& document, const Fence& fence, BySign& out) {
  int number = fence.line - 1;
  for (const auto view : base::lines(fence.text)) {
    ++number;
    const auto code = view.substr(0, std::min(view.find("--"), view.size()));
    const auto* sign = sign_in(without_quoted(std::string(code)), true);
    if (sign != nullptr) add_sign(document, *sign, number, true, out);
  }
}

static void find_typographic_signs(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  const auto& shell = shell_of(document);
  BySign by_sign;
  for (const auto& command : shell.commands) look_at_command(document, command, by_sign);
  for (const auto& fence : shell.fences) {
    if (fence.language == "sql" && !fence.too_large) look_at_sql(document, fence, by_sign);
  }
  for (auto& [sign, same] : by_sign) add_once(findings, std::move(same));
}

extern const Rule typographic_signs{.severity = Severity::error, .find = find_typographic_signs};

}  // namespace lint
