// Statements that bind those of their file to one session or one transaction.
#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "fix/pieces.h"
#include "fix/tokens.h"
#include "impact/simulate/schema.h"

namespace fix {

// CREATE [LOCAL] TEMP TABLE, CREATE OR REPLACE TEMP VIEW, SELECT … INTO TEMP
static bool makes_temporary(const Tokens& tokens) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const bool temporary = tokens.is(at, "temp") || tokens.is(at, "temporary");
    if (temporary && at > 0 && tokens.is_name(at - 1) &&
        (tokens.is(0, "create") ? at <= 4 : tokens.is(at - 1, "into") || tokens.is(at - 2, {"into", "local"})))
      return true;
    if (tokens.is_name(at) && tokens.name(at) == "pg_temp" && tokens.is_symbol(at + 1, '.')) return true;
  }
  return false;
}

static bool calls(const sql::Statement& statement, std::string_view name) {
  for (const auto& call : statement.calls) {
    if (call.name.name == name) return true;
  }
  return false;
}

// By its own statements, or by the texts that it runs.
static bool keeps_something(const std::string& body) {
  const auto all = base::replace_all(base::replace_all(body, "'", " "), "$", " ");
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"create temp", "create temporary", "set_config", "set constraints"},
      [&](std::string_view words) { return impact::has_words(all, words); });
}

std::string why_whole(const sql::Statement& statement) {
  const Tokens tokens(statement.text);
  if (makes_temporary(tokens)) return "what is temporary ends with the session, and every file has its own";
  if (statement.as<sql::Lock>()) return "LOCK TABLE holds to the end of its transaction alone";
  if (tokens.is(0, {"set", "constraints"})) return "SET CONSTRAINTS holds to the end of its transaction alone";
  if (tokens.is(0, "prepare") || tokens.is(0, "declare") || tokens.is(0, "listen"))
    return "what it makes ends with the session, and every file has its own";
  if (calls(statement, "pg_advisory_lock") || calls(statement, "pg_advisory_xact_lock") ||
      calls(statement, "set_config"))
    return "what it sets or locks ends with the session, and every file has its own";
  if (const auto* code = statement.as<sql::DoBlock>(); code && keeps_something(code->body))
    return "what the block makes or sets ends with the session, and every file has its own";
  return "";
}

}  // namespace fix
