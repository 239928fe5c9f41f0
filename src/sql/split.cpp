// From a file's text to its statements: the parser says where each begins and what it is, the rest is bookkeeping.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "sql/convert.h"
#include "sql/lexer.h"
#include "sql/locate.h"
#include "sql/new_values.h"
#include "sql/newer.h"
#include "sql/parser.h"
#include "sql/refusals.h"
#include "sql/rows.h"
#include "sql/transaction.h"
#include "sql/tree.h"
#include "sql/uses.h"

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

static std::shared_ptr<const std::vector<RowScope>> kept(std::vector<RowScope> scopes) {
  if (scopes.empty()) return nullptr;
  scopes.shrink_to_fit();
  return std::make_shared<const std::vector<RowScope>>(std::move(scopes));
}

// What is nested deeper is not looked into: of sums a server with the usual max_stack_depth takes some 4,500 terms
// (measured on 15), of casts some 12,000, and the walks of this room that recurse have room for 20,000 levels.
static constexpr std::size_t most_levels = 5000;

static decltype(Statement::node) too_deep() {
  return Other{
      .tag = std::string(too_deep_tag),
      .action = fmt::format("it is nested more than {} levels deep, and is not looked into; a server with the "
                            "usual max_stack_depth (2 MB) refuses most statements as deep as that",
                            most_levels)};
}

std::vector<Statement> parse(std::string_view text, const std::string& file) {
  check_text(text, file);
  auto input = without_restrict_lines(text);
  flatten_comments(input);
  std::vector<NotNull> not_nulls;
  std::optional<Parsed> parsed(std::in_place, input);
  if (const auto failure = parsed->failure()) {
    not_nulls = write_as_checks(input);
    if (!not_nulls.empty()) parsed.emplace(input);
    if (parsed->failure()) throw explain_refusal(text, *failure, file);
  }

  const Items items(parsed->statements());
  std::vector<Statement> statements;
  statements.reserve(items.size());
  Locator locator(text);
  for (const auto* item : items) {
    const auto* raw = as<raw::RawStmt>(item);
    if (!raw) continue;
    const auto source = bounds(input, *raw);
    const auto place = locator.at(source.begin);
    const bool deep = is_deeper(raw->stmt, most_levels);
    std::vector<FunctionCall> calls;
    auto uses = find_uses(raw->stmt, source, &calls);
    statements.push_back({.text = text.substr(source.begin, source.end - source.begin),
                          .offset = source.begin,
                          .line = place.line,
                          .column = place.column,
                          .node = deep ? too_deep() : convert(raw->stmt, source),
                          .uses = std::move(uses),
                          .calls = std::move(calls),
                          .not_in_transaction = why_not_in_transaction(raw->stmt),
                          .scopes = deep ? nullptr : kept(row_scopes(raw->stmt))});
  }
  put_back(not_nulls, text, statements);
  mark_uses_of_new_values(statements);
  return statements;
}

}  // namespace sql
