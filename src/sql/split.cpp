// From a file's text to its statements: the parser says where each begins and what it is, the rest is bookkeeping.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "sql/convert.h"
#include "sql/lexer.h"
#include "sql/locate.h"
#include "sql/new_values.h"
#include "sql/parser.h"
#include "sql/query_blocks.h"
#include "sql/refusals.h"
#include "sql/relation_references.h"
#include "sql/transaction.h"
#include "sql/tree.h"

namespace sql {

// The statement's first byte and the one after its last, comments before it and white space after it left out.
// `text` is what the parser was given: without pg_dump's lines for psql.
static Source bounds(std::string_view text, const raw::RawStmt& statement) {
  Source source{.text = text};
  const auto begin = static_cast<std::size_t>(std::max(statement.stmt_location, 0));
  source.begin = skip_blank(text, begin);
  if (statement.stmt_len > 0) {
    source.end = begin + static_cast<std::size_t>(statement.stmt_len);
    while (source.end > source.begin &&
           std::string_view(" \t\r\n\f\v").find(text[source.end - 1]) != std::string_view::npos)
      --source.end;
    return source;
  }
  // The last one, without a semicolon: a comment after it is none of it.
  source.end = source.begin;
  Lexer lexer(text, source.begin);
  for (auto token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) source.end = token.end;
  return source;
}

static std::shared_ptr<const std::vector<QueryBlock>> kept(std::vector<QueryBlock> scopes) {
  if (scopes.empty()) return nullptr;
  scopes.shrink_to_fit();
  return std::make_shared<const std::vector<QueryBlock>>(std::move(scopes));
}

static std::optional<std::string_view> rows_of(const ForGrammar& read, std::string_view text, std::size_t statement) {
  const auto found = std::ranges::find(read.rows, statement, &CopyRows::statement);
  if (found == read.rows.end()) return std::nullopt;
  return text.substr(found->begin, found->end - found->begin);
}

std::vector<Statement> parse(std::string_view text, const std::string& file) {
  check_text(text, file);
  auto read = for_grammar(text);
  auto& input = read.text;
  flatten_comments(input);
  const Parsed parsed(input);
  if (parsed.failure()) throw explain_refusal(text, read, *parsed.failure(), file);

  const Items items(parsed.statements());
  std::vector<Statement> statements;
  statements.reserve(items.size());
  Locator locator(text);
  for (const auto* item : items) {
    const auto* raw = as<raw::RawStmt>(item);
    if (!raw) continue;
    const auto source = bounds(input, *raw);
    const auto place = locator.at(source.begin);
    Seen seen;
    auto uses = find_uses(raw->stmt, source, &seen);
    statements.push_back({.text = text.substr(source.begin, source.end - source.begin),
                          .offset = source.begin,
                          .line = place.line,
                          .column = place.column,
                          .node = convert(raw->stmt, source),
                          .uses = std::move(uses),
                          .calls = std::move(seen.calls),
                          .not_in_transaction = why_not_in_transaction(raw->stmt),
                          .needs = std::move(seen.needs),
                          .scopes = seen.depth > deepest ? nullptr : kept(row_scopes(raw->stmt)),
                          .too_deep = seen.depth > deepest,
                          .rows = rows_of(read, text, source.begin)});
  }
  mark_uses_of_new_values(statements);
  return statements;
}

}  // namespace sql
