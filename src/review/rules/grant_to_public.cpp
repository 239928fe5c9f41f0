// GRANT … TO PUBLIC on tables.
#include "review/rule.h"
#include "sql/lexer.h"

namespace review {

static void look_grant_to_public(const RuleContext& context, Sink& out) {
  const auto* grant = context.statement.as<sql::Grant>();
  if (!grant || grant->revoke || grant->relations.empty()) return;
  sql::Lexer lexer(context.statement.text);
  bool to = false;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (to && lexer.is(token, "public"))
      out.say(context.statement.offset + token.begin,
              "every role that can connect may do this, now and those made later", "grant to the roles that need it");
    to = lexer.is(token, "to");
  }
}

extern const Rule grant_to_public{.severity = Severity::warning, .statement = look_grant_to_public};

}  // namespace review
