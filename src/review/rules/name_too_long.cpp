// Identifiers over 63 bytes: cut, with a notice nobody reads.
#include <fmt/format.h>

#include "review/rule.h"
#include "sql/lexer.h"

namespace review {

// Any word or quoted name of more than 63 bytes at all?
static bool may_have_one(std::string_view text) {
  std::size_t run = 0;
  bool quoted = false;
  for (const char c : text) {
    const bool word =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
    if (c == '"') quoted = !quoted;
    run = word || quoted ? run + 1 : 0;
    if (run > 63) return true;
  }
  return false;
}

static void look_name_too_long(const RuleContext& context, Sink& out) {
  if (context.statement.text.size() < 64 || !may_have_one(context.statement.text)) return;
  sql::Lexer lexer(context.statement.text);
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (token.end - token.begin <= 63) continue;
    if (token.kind != sql::Token::Kind::word && token.kind != sql::Token::Kind::quoted) continue;
    const auto name = lexer.name(token);
    if (name.size() <= 63 || name.find_first_not_of("0123456789.") == std::string::npos) continue;
    out.say(context.statement.offset + token.begin,
            fmt::format("{} bytes: PostgreSQL keeps the first 63, {}, and says so only in a notice", name.size(),
                        name.substr(0, 63)),
            "a shorter name; whoever looks for the long one in the catalog does not find it");
  }
}

extern const Rule name_too_long{.severity = Severity::warning, .statement = look_name_too_long};

}  // namespace review
