#include "sql/refusals.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/invisible.h"
#include "sql/lexer.h"
#include "sql/locate.h"
#include "sql/secrets.h"

namespace sql {

using base::Code;
using base::Error;

namespace {

/// What psql would have understood, found by reading tokens up to where PostgreSQL's parser stopped.
struct ForPsql {
  std::optional<std::size_t> command;  // offset of the first backslash outside quotes
  std::optional<std::size_t> rows_of;  // offset of the COPY … FROM stdin whose rows follow
  std::size_t rows = 0;                // where they begin
};

}  // namespace

// The line as it may be shown: a password may stand in another line of the statement than the word that says so.
static base::Place shown_place(std::string_view text, std::size_t offset, const std::string& file) {
  auto place = place_of(text, offset, file);
  const auto clean = without_secrets(text);
  const auto lines = base::lines(clean);
  const auto index = static_cast<std::size_t>(std::max(place.line, 1) - 1);
  if (index < lines.size()) place.text = lines[index];
  return place;
}

static bool is_semicolon(const Lexer& lexer, const Token& token) {
  return token.kind == Token::Kind::symbol && lexer.text(token) == ";";
}

// Reads tokens from the file's start as long as they begin at or before `last`. A COPY … FROM stdin ends the search:
// what follows its semicolon is data, not tokens.
static ForPsql look_for_psql(const ForGrammar& file, std::size_t last) {
  const auto read = [&](std::size_t copy) {
    return std::ranges::find(file.rows, copy, &CopyRows::statement) != file.rows.end();
  };
  Lexer lexer(file.text);
  ForPsql found;
  auto statement = std::string_view::npos;  // where the present one begins
  bool copy = false;
  bool after_from = false;
  bool from_stdin = false;
  for (auto token = lexer.next(); token.kind != Token::Kind::end && token.begin <= last; token = lexer.next()) {
    if (token.kind == Token::Kind::backslash) {
      found.command = token.begin;
      return found;
    }
    if (is_semicolon(lexer, token)) {
      if (copy && from_stdin && token.end <= last && !read(statement)) {
        found.rows_of = statement;
        found.rows = token.end;
        return found;
      }
      statement = std::string_view::npos;
      copy = after_from = from_stdin = false;
      continue;
    }
    if (statement == std::string_view::npos) {
      statement = token.begin;
      copy = lexer.is(token, "copy");
    }
    from_stdin = from_stdin || (after_from && lexer.is(token, "stdin"));
    after_from = lexer.is(token, "from");
  }
  return found;
}

// "\copy" of "\copy users from 'x'", and what follows on the line.
static std::pair<std::string, std::string> command_at(std::string_view text, std::size_t offset) {
  const auto line = text.substr(offset, std::min(text.find('\n', offset), text.size()) - offset);
  const auto end = std::min(line.find_first_of(" \t\r;", 1), line.size());
  return {std::string(line.substr(0, end)), std::string(base::trim(line.substr(end)))};
}

static std::string what_to_do(const std::string& command, const std::string& argument) {
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, std::string_view(command).substr(1)) != names.end();
  };
  if (is({"i", "ir", "include", "include_relative"}))
    return fmt::format("Put the contents of {} into the migration in place of this line, or make it a migration.",
                       argument.empty() ? "that file" : argument);
  if (is({"copy"}))
    return "Use INSERT, or COPY with a file on the server; large data is better loaded by a command of the runbook.";
  if (is({"c", "connect"}))
    return "Take the line out: the database is chosen with --env or --database-url, and one migration runs in one.";
  if (is({"set", "unset", "gset", "prompt", "getenv"}))
    return "Write the value itself into the migration; variables of psql are not known here.";
  if (is({"if", "elif", "else", "endif"}))
    return "Write the condition in a DO block; psql's conditions are not known here.";
  if (is({"echo", "qecho", "warn"})) return "Take the line out, or use RAISE NOTICE in a DO block.";
  if (is({"!"})) return "Take the line out; commands of the shell belong into a bash fence of the runbook.";
  if (is({"g", "gx", "gexec"}))
    return "End the statement with a semicolon; what \\gexec does, a DO block with EXECUTE does.";
  if (is({"q", "quit"})) return "Take the line out, and what follows it if it was not meant to run.";
  if (is({"timing", "pset", "x", "a", "t", "f", "H", "o", "out", "encoding"}))
    return "Take the line out: it only changes what psql prints.";
  return "Take the line out, or write what it does in SQL.";
}

static Error refuse_command(std::string_view text, std::size_t offset, const std::string& file) {
  const auto [command, argument] = command_at(text, offset);
  return Error{Code::sql_refused, fmt::format("{} is a command of psql, not SQL", command),
               what_to_do(command, argument)}
      .at(shown_place(text, offset, file));
}

static Error refuse_rows(std::string_view text, const ForPsql& found, const std::string& file) {
  auto place = place_of(text, *found.rows_of, file);
  return Error{Code::sql_refused,
               fmt::format("the rows of COPY … FROM stdin (from line {}) do not end",
                           locate(text, skip_blank(text, found.rows)).line),
               "Put a line \\. behind the last row, as psql and pg_dump write it; nothing else may stand in the line "
               "of the COPY's "
               "semicolon."}
      .at(std::move(place));
}

// PostgreSQL counts characters from 1.
static std::size_t byte_offset(std::string_view text, std::size_t position) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && ++characters == position) return i;
  }
  return text.size();
}

// The end of input is the end of what was written, not of the blank lines after it.
static std::size_t end_of_text(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? 0 : last + 1;
}

// Words that PostgreSQL 16 and 17 took into their grammar, as what they now begin. An older server takes them for
// names.
static std::string newer_word(std::string_view text, std::size_t offset) {
  static const std::set<std::string, std::less<>> words{
      "json",        "json_array",     "json_arrayagg", "json_exists",  "json_object", "json_objectagg", "json_query",
      "json_scalar", "json_serialize", "json_table",    "merge_action", "json_value",  "system_user"};
  Lexer lexer(text);
  std::string before;
  for (auto token = lexer.next(); token.kind != Token::Kind::end && token.begin <= offset; token = lexer.next()) {
    auto word = token.kind == Token::Kind::word ? base::to_lower(lexer.text(token)) : std::string{};
    if (token.end > offset && !words.contains(word)) break;
    before = std::move(word);
  }
  return words.contains(before) ? before : "";
}

static std::string advice(std::string_view text, std::size_t offset, const std::string& message) {
  const auto rest = text.substr(offset);
  if (rest.starts_with(":'") || rest.starts_with(":\"") || (rest.starts_with(":") && !rest.starts_with("::")))
    return "Write the value in place of the variable; variables of psql are not known here.";
  for (const auto* opening : {"{{", "${", "#{", "<%", "%("}) {
    if (rest.starts_with(opening))
      return "Write the value in place of the placeholder: templates are not filled here.";
  }
  if (message.ends_with("at end of input")) return "Look for a missing bracket, or a statement that was cut off.";
  if (message.starts_with("unterminated")) return "Close it: the place shown is where it opens.";
  if (message.starts_with("memory exhausted"))
    return "Take brackets away: expressions nest too deep here for PostgreSQL.";
  if (message.starts_with("stack depth limit")) return "Write it in fewer pieces: it nests too deep for PostgreSQL.";
  if (message.starts_with("out of memory"))
    return "Cut the file into several: PostgreSQL's parser has 1 GB for a statement, and this takes more.";
  if (const auto word = newer_word(text, offset); !word.empty())
    return fmt::format(
        "Put \"{}\" in double quotes if it is a name: newer servers take the bare word for SQL of their own.", word);
  return "Mend the statement at the place shown; PostgreSQL's grammar does not read it.";
}

// Where the statement that `offset` is in begins.
static std::size_t statement_begin(std::string_view text, std::size_t offset) {
  std::size_t begin = 0;
  Lexer lexer(text);
  for (auto token = lexer.next(); token.kind != Token::Kind::end && token.end <= offset; token = lexer.next()) {
    if (is_semicolon(lexer, token)) begin = token.end;
  }
  return begin;
}

// In the statement up to the place and the character there.
static std::optional<std::string> delete_invisible(std::string_view text, std::size_t offset) {
  const auto found = find_invisible(text, statement_begin(text, offset), offset + 1);
  if (!found) return std::nullopt;
  const auto at = locate(text, found->offset);
  return fmt::format("Delete the invisible character {} on line {}, column {}: PostgreSQL reads it as a letter.",
                     found->name, at.line, at.column);
}

Error explain_refusal(std::string_view text, const ForGrammar& read, const Parsed::Failure& failure,
                      const std::string& file) {
  const auto offset = failure.position == 0 ? 0 : std::min(byte_offset(text, failure.position), end_of_text(text));
  const auto found = look_for_psql(read, offset);
  if (found.command) return refuse_command(text, *found.command, file);
  if (found.rows_of) return refuse_rows(text, found, file);
  const auto hint = delete_invisible(text, offset).value_or(advice(text, offset, failure.message));
  return Error{Code::sql_syntax, failure.message, hint}.at(shown_place(text, offset, file));
}

}  // namespace sql
