#include <set>

#include "base/text.h"
#include "sql/lexer.h"
#include "sql/statement.h"

namespace sql {

static std::string upper(std::string_view text) {
  std::string result(text);
  for (auto& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

// What may stand between CREATE and the kind of thing that is created.
static bool is_modifier(const std::string& word) {
  static const std::set<std::string> words{"or",     "replace",  "temp",    "temporary", "global",     "local",
                                           "unique", "unlogged", "trusted", "recursive", "procedural", "constraint"};
  return words.contains(word);
}

// How many words the name of a kind of thing has, told by its first.
static int words_of(const std::string& first) {
  static const std::set<std::string> two{"materialized", "event", "access", "user", "default", "large"};
  if (first == "text") return 3;  // TEXT SEARCH DICTIONARY
  return two.contains(first) ? 2 : 1;
}

static std::string kind_of_definition(Lexer lexer, std::string kind) {
  auto word = lexer.name(lexer.next());
  while (is_modifier(word)) word = lexer.name(lexer.next());
  int words = words_of(word);
  if (word == "user" && lexer.name(lexer.peek()) != "mapping") words = 1;
  if (word == "foreign") words = lexer.name(lexer.peek()) == "data" ? 3 : 2;  // FOREIGN DATA WRAPPER, FOREIGN TABLE
  if (word == "operator") {
    const auto next = lexer.name(lexer.peek());
    words = next == "class" || next == "family" ? 2 : 1;
  }
  for (kind += " " + upper(word); words > 1; --words) kind += " " + upper(lexer.name(lexer.next()));
  return kind;
}

std::string kind_of(const Statement& statement) {
  if (statement.as<Select>()) return "SELECT";
  if (statement.as<Insert>()) return "INSERT";
  if (statement.as<Update>()) return "UPDATE";
  if (statement.as<Delete>()) return "DELETE";
  if (const auto* control = statement.as<TransactionControl>()) return control->command;

  Lexer lexer(statement.text);
  const auto verb = lexer.name(lexer.next());
  if (const auto* table = statement.as<CreateTable>(); table && table->as_query)
    return verb == "create" ? "CREATE TABLE AS" : "SELECT INTO";
  if (const auto* other = statement.as<Other>(); other && other->tag == "MergeStmt") return "MERGE";
  if (verb == "create" || verb == "alter" || verb == "drop") return kind_of_definition(lexer, upper(verb));
  if (verb == "refresh") return "REFRESH MATERIALIZED VIEW";
  if (verb == "security" || verb == "reassign" || verb == "import") return kind_of_definition(lexer, upper(verb));
  return upper(verb);
}

// EXPLAIN runs its statement when ANALYZE stands among its options; EXPLAIN (ANALYZE false) is taken as running too.
static bool runs_its_statement(std::string_view explain) {
  Lexer lexer(explain);
  lexer.next();
  auto token = lexer.next();
  const bool bracketed = lexer.text(token) == "(";
  for (int words = 0; token.kind != Token::Kind::end && (bracketed ? lexer.text(token) != ")" : words < 2); ++words) {
    if (lexer.is(token, "analyze") || lexer.is(token, "analyse")) return true;
    token = lexer.next();
  }
  return false;
}

bool only_reads(const Statement& statement) {
  if (const auto* other = statement.as<Other>()) {
    if (other->tag == "VariableShowStmt") return true;
    return other->tag == "ExplainStmt" && !runs_its_statement(statement.text);
  }
  if (!statement.as<Select>()) return false;
  return std::ranges::none_of(statement.uses, [](const RelationReference& use) {
    return use.access == Access::write || use.access == Access::lock_rows;
  });
}

}  // namespace sql
