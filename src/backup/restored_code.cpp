#include "backup/restored_code.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/lexer.h"

namespace backup {

namespace {

struct Function {
  std::string shown;   // "public.evil"
  std::string body;    // in lower case
  std::string reason;  // why it can do more than compute; empty where it cannot
};

}  // namespace

// Statements end at a semicolon outside brackets and quotes, and outside BEGIN ATOMIC … END.
static std::vector<std::string_view> statements_of(std::string_view text) {
  std::vector<std::string_view> out;
  sql::Lexer lexer(text);
  std::size_t begin = 0;
  int depth = 0;
  int blocks = 0;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    const auto piece = lexer.text(token);
    if (lexer.is(token, "atomic") || (blocks > 0 && lexer.is(token, "case"))) ++blocks;
    if (blocks > 0 && lexer.is(token, "end")) --blocks;
    if (piece == "(") ++depth;
    if (piece == ")") --depth;
    if (piece != ";" || depth > 0 || blocks > 0) continue;
    out.push_back(text.substr(begin, token.end - begin));
    begin = token.end;
  }
  return out;
}

// The words of a statement in lower case, one blank between them, comments gone; literals as they are.
static std::string flat(std::string_view statement) {
  std::string out;
  sql::Lexer lexer(statement);
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (!out.empty()) out += ' ';
    out += token.kind == sql::Token::Kind::word ? base::to_lower(lexer.text(token)) : std::string(lexer.text(token));
  }
  return out;
}

static bool has_word(std::string_view text, std::string_view word) {
  const auto of_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !of_word(text[at - 1]);
    const auto end = at + word.size();
    if (begins && (end == text.size() || !of_word(text[end]))) return true;
  }
  return false;
}

static std::string reason_of(const std::string& language, const std::string& body) {
  static constexpr std::array<std::string_view, 7> trusted{"sql",  "plpgsql",  "plperl", "pltcl",
                                                           "plv8", "plcoffee", "plls"};
  if (std::find(trusted.begin(), trusted.end(), language) == trusted.end())
    return fmt::format("is written in {}, which may do anything on the server", language);
  if (has_word(body, "program") && has_word(body, "copy")) return "starts programs (COPY … PROGRAM)";
  for (const std::string_view name : {"pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "lo_import",
                                      "lo_export", "pg_file_write", "pg_execute_server_program"}) {
    if (has_word(body, name)) return fmt::format("reads or writes the server's files ({})", name);
  }
  if (has_word(body, "copy")) return "copies from or to the server's files (COPY)";
  for (const std::string_view name : {"dblink", "dblink_exec", "dblink_connect", "postgres_fdw"}) {
    if (has_word(body, name)) return fmt::format("connects elsewhere ({})", name);
  }
  for (const std::string_view word : {"alter", "create", "drop", "grant", "revoke", "reassign"}) {
    if (has_word(body, word)) return fmt::format("changes the schema or rights ({})", base::to_lower(word));
  }
  for (const std::string_view word :
       {"insert", "update", "delete", "truncate", "set_config", "pg_terminate_backend"}) {
    if (has_word(body, word)) return fmt::format("changes more than its result ({})", base::to_lower(word));
  }
  if (language != "sql" && has_word(body, "execute")) return "composes statements, which cannot be judged (EXECUTE)";
  return {};
}

static std::string unquoted(std::string_view name) {
  return base::replace_all(std::string(name), "\"", "");
}

// "create or replace function public . evil ( text ) returns …".
static std::optional<std::pair<std::string, Function>> function_in(const std::string& words) {
  std::string_view rest = words;
  if (!rest.starts_with("create ")) return std::nullopt;
  rest.remove_prefix(7);
  if (rest.starts_with("or replace ")) rest.remove_prefix(11);
  const bool routine = rest.starts_with("function ") || rest.starts_with("procedure ");
  if (!routine) return std::nullopt;
  rest.remove_prefix(rest.find(' ') + 1);
  const auto name = base::replace_all(unquoted(base::trim(rest.substr(0, rest.find('(')))), " ", "");
  const auto language_at = words.find(" language ");
  std::string language = "sql";
  if (language_at != std::string::npos) {
    const auto from = std::string_view(words).substr(language_at + 10);
    language = base::to_lower(base::replace_all(unquoted(from.substr(0, from.find(' '))), "'", ""));
  }
  Function out{.shown = name, .body = base::to_lower(words)};
  // Its head has "create" and "returns …" in it; the body begins behind the language or the first quote.
  const auto body = out.body.find(" as ");
  const auto atomic = out.body.find("begin atomic");
  const auto begin = std::min(body == std::string::npos ? out.body.size() : body, atomic);
  out.body = begin < out.body.size() ? out.body.substr(begin) : "";
  out.reason = reason_of(language, out.body);
  const auto dot = name.rfind('.');
  return std::pair(dot == std::string::npos ? name : name.substr(dot + 1), std::move(out));
}

// Which part of a statement is evaluated while data is loaded or objects are made; empty where none is.
static std::string what_runs(const std::string& words) {
  const auto begins = [&](std::string_view with) { return words.starts_with(with); };
  if (begins("create table") || begins("create foreign table") || begins("create unlogged table")) {
    if (words.find(" generated always as ( ") != std::string::npos) return "a generated column or CHECK of";
    if (words.find(" check ( ") != std::string::npos) return "a CHECK of";
    return words.find(" partition by ") != std::string::npos ? "the partition key of" : "";
  }
  if (begins("alter table") && words.find(" check ( ") != std::string::npos) return "a CHECK of";
  if (begins("create domain")) return "a CHECK of the domain";
  if (begins("alter domain")) return "a CHECK of the domain";
  if (begins("create index") || begins("create unique index")) return "the index";
  if (begins("create statistics")) return "the statistics";
  if (begins("create materialized view")) return "the materialized view";
  if (begins("create event trigger")) return "the event trigger";
  return "";
}

static std::string object_of(const std::string& words) {
  std::string_view rest = words;
  for (const std::string_view lead :
       {"create ", "alter ", "unlogged ", "foreign ", "unique ", "materialized ", "event ", "table ", "domain ",
        "index ", "statistics ", "view ", "trigger ", "only "}) {
    if (rest.starts_with(lead)) rest.remove_prefix(lead.size());
  }
  std::string out;
  const auto pieces = base::split(rest, ' ');
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0 && pieces[i] != "." && (out.empty() || out.back() != '.')) break;
    out += pieces[i];
  }
  return out;
}

// A function that calls one of those can do what that one can.
static void spread(std::map<std::string, Function>& functions) {
  for (bool more = true; more;) {
    more = false;
    for (auto& [name, function] : functions) {
      if (!function.reason.empty()) continue;
      const auto called = std::find_if(functions.begin(), functions.end(), [&](const auto& other) {
        return !other.second.reason.empty() && other.first != name && has_word(function.body, other.first);
      });
      if (called == functions.end()) continue;
      function.reason = fmt::format("calls {}, which {}", called->second.shown, called->second.reason);
      more = true;
    }
  }
}

std::vector<std::string> code_that_runs(std::string_view schema) {
  std::map<std::string, Function> functions;  // by name; of several with one name the worst
  std::vector<std::string> users;
  for (const auto statement : statements_of(schema)) {
    auto words = flat(statement);
    if (auto found = function_in(words)) {
      auto& known = functions[found->first];
      if (known.reason.empty()) known = std::move(found->second);
    } else if (!what_runs(words).empty()) {
      users.push_back(std::move(words));
    }
  }
  spread(functions);
  std::vector<std::string> out;
  for (const auto& words : users) {
    const auto plain = base::to_lower(unquoted(words));
    for (const auto& [name, function] : functions) {
      if (function.reason.empty() || !has_word(plain, base::to_lower(name))) continue;
      out.push_back(fmt::format("{} {} calls {}, which {}", what_runs(words), object_of(words), function.shown,
                                function.reason));
    }
  }
  return out;
}

}  // namespace backup
