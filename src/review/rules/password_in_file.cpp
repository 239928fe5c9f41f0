// CREATE ROLE … PASSWORD '…' in a file that is kept for ever.
#include "review/rule.h"
#include "sql/lexer.h"

namespace review {

static void look_password_in_file(const RuleContext& context, Sink& out) {
  const auto* other = context.statement.as<sql::Other>();
  if (!other || other->tag.find("Role") == std::string::npos) return;
  sql::Lexer lexer(context.statement.text);
  bool password = false;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (password && token.kind == sql::Token::Kind::string)
      out.say(context.statement.offset + token.begin,
              "the password is in the repository, in the server's log, and in the history of migrations",
              "make the role without it, and set it where secrets are kept");
    password = lexer.is(token, "password");
  }
}

extern const Rule password_in_file{.severity = Severity::error, .statement = look_password_in_file};

}  // namespace review
