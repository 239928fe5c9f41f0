#include "sql/secrets.h"

#include <algorithm>

#include "base/redact.h"
#include "base/text.h"
#include "sql/lexer.h"

namespace sql {

namespace {

// A literal in its parts: E' · it''s · '.
struct Literal {
  std::string_view open;
  std::string_view body;
  std::string_view close;
};

}  // namespace

static Literal taken_apart(std::string_view text) {
  const auto quote = text.find_first_of("'\"$");
  if (quote == std::string_view::npos) return {.open = text, .body = {}, .close = {}};
  const auto mark =
      text[quote] == '$' ? text.substr(quote, text.find('$', quote + 1) - quote + 1) : text.substr(quote, 1);
  const auto begin = quote + mark.size();
  // One that does not end has no closing mark: the text was cut.
  const bool closed = text.size() >= begin + mark.size() && text.ends_with(mark);
  const auto end = closed ? text.size() - mark.size() : text.size();
  return {.open = text.substr(0, begin), .body = text.substr(begin, end - begin), .close = text.substr(end)};
}

static std::string hidden(std::string_view body) {
  if (body.empty()) return {};
  return "***" + std::string(static_cast<std::size_t>(std::count(body.begin(), body.end(), '\n')), '\n');
}

static std::string same_lines(std::string_view before, std::string after) {
  const auto lost = std::count(before.begin(), before.end(), '\n') - std::count(after.begin(), after.end(), '\n');
  return lost > 0 ? after + std::string(static_cast<std::size_t>(lost), '\n') : after;
}

// "ALTER ROLE %I PASSWORD %L", "… PASSWORD ": what is put in there stands in a literal behind it.
static bool asks_for_a_secret(std::string_view body) {
  const auto lower = base::to_lower(base::trim(body));
  if (lower.ends_with("password") || lower.ends_with("password '") || lower.ends_with("password ''")) return true;
  for (auto at = lower.find("password"); at != std::string::npos; at = lower.find("password", at + 1)) {
    if (base::trim(std::string_view(lower).substr(at + 8)).starts_with('%')) return true;
  }
  return false;
}

namespace {

class Hider {
 public:
  explicit Hider(std::string_view text) : text_(text), lexer_(text) {}

  std::string whole() {
    std::size_t done = 0;
    for (auto token = lexer_.next(); token.kind != Token::Kind::end; token = lexer_.next()) {
      const auto between = text_.substr(done, token.begin - done);
      out_ += same_lines(between, base::redact(between));  // comments
      take(token);
      done = token.end;
    }
    const auto rest = text_.substr(done);
    return out_ + same_lines(rest, base::redact(rest));
  }

 private:
  void take(const Token& token) {
    const auto piece = lexer_.text(token);
    const bool literal = token.kind == Token::Kind::string || token.kind == Token::Kind::broken;
    if (literal || (token.kind == Token::Kind::quoted && behind_password_)) {
      take_literal(piece);
    } else {
      out_ += piece;
    }
    remember(token, piece);
  }

  void take_literal(std::string_view piece) {
    const auto [open, body, close] = taken_apart(piece);
    out_ += open;
    if (behind_password_ || given_to_secret_ || composed_) {
      out_ += hidden(body);
    } else if (open.ends_with('$')) {
      out_ += without_secrets(body);
    } else {
      out_ += same_lines(body, base::redact(body));
    }
    out_ += close;
    if (asks_for_a_secret(body)) composed_ = true;
  }

  void remember(const Token& token, std::string_view piece) {
    const bool name = token.kind == Token::Kind::word || token.kind == Token::Kind::quoted;
    behind_password_ = name && base::to_lower(lexer_.name(token)) == "password";
    given_to_secret_ = piece == "=" && secret_name_;
    if (name)
      secret_name_ = base::is_secret_name(lexer_.name(token));
    else if (piece != ":" && piece != "=")
      secret_name_ = false;
    if (piece == ";") composed_ = false;
  }

  std::string_view text_;
  Lexer lexer_;
  std::string out_;
  bool behind_password_ = false;
  bool secret_name_ = false;      // the last name is one of a secret, and only : and = came behind it
  bool given_to_secret_ = false;  // and = was the last
  bool composed_ = false;         // a statement with a secret in it is being put together
};

}  // namespace

std::string without_secrets(std::string_view text) {
  return Hider(text).whole();
}

}  // namespace sql
