#include "lint/sql_check.h"

#include <algorithm>
#include <list>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "pg/session.h"
#include "sql/lexer.h"

namespace lint {

static constexpr std::string_view prefix = "PREPARE lockkeeper_lint AS ";

static std::string hint_of(const base::Error& error) {
  for (const auto& fact : error.facts())
    if (fact.label == "hint") return fact.text;
  return {};
}

// What the server's own message has in quotes: column "x", relation "a.x", function x(integer).
static std::string missing_name(const std::string& message) {
  if (const auto open = message.find('"'); open != std::string::npos)
    return message.substr(open + 1, message.find('"', open + 1) - open - 1);
  for (const std::string_view what : {"column ", "function "}) {
    const auto at = message.find(what);
    if (at == std::string::npos) continue;
    const auto rest = std::string_view(message).substr(at + what.size());
    return std::string(rest.substr(0, rest.find_first_of(" (")));
  }
  return {};
}

namespace {

struct Answer {
  std::string sqlstate;
  std::string message;
  std::string hint;
  std::size_t at = 0;  // bytes from the beginning of the statement
};

}  // namespace

static std::size_t byte_of_character(std::string_view text, std::size_t character) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < character && at < text.size(); ++i) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

static std::optional<Answer> prepare(pg::Session& server, const std::string& statement) {
  pg::Savepoint here(server, "lockkeeper_lint");  // its end also gives back the locks that parsing took
  try {
    server.execute(std::string(prefix) + statement);
    server.execute("DEALLOCATE lockkeeper_lint");
    return std::nullopt;
  } catch (const base::Error& error) {
    if (error.code() != base::Code::server) throw;
    Answer out{.sqlstate = error.sqlstate(), .message = error.message(), .hint = hint_of(error)};
    for (const auto& fact : error.facts()) {
      if (fact.label != "position") continue;
      const auto position = static_cast<std::size_t>(std::stoul(fact.text));
      if (position > prefix.size()) out.at = byte_of_character(statement, position - prefix.size() - 1);
    }
    return out;
  }
}

static bool can_be_prepared(const sql::Statement& statement) {
  if (const auto* select = statement.as<sql::Select>()) return !select->into;
  return statement.as<sql::Insert>() || statement.as<sql::Update>() || statement.as<sql::Delete>();
}

static bool of_catalog(std::string_view name) {
  const auto dot = name.find('.');
  if (dot != std::string_view::npos)
    return name.substr(0, dot) == "pg_catalog" || name.substr(0, dot) == "information_schema";
  return name.starts_with("pg_");
}

static bool of_extension(std::string_view name) {
  return name.starts_with("pg_stat_statements") || name.starts_with("pg_buffercache") || name.starts_with("pgstat") ||
         name.starts_with("pg_repack");
}

// What the runbook itself makes is not there yet.
static std::set<std::string> made_here(const Document& document) {
  std::set<std::string> out;
  for (const auto* texts : {&sql_of(document), &sql_files_of(document)})
    for (const auto& text : *texts)
      for (const auto& statement : text.statements)
        for (auto& made : made_by(statement)) out.insert(std::move(made.name));
  return out;
}

static std::string last_part(std::string_view name) {
  const auto dot = name.rfind('.');
  return std::string(dot == std::string_view::npos ? name : name.substr(dot + 1));
}

// Whether the server's answer says something about the runbook, not about what we do not know.
static bool counts(const Answer& answer, const std::string& name, const Subject& subject,
                   const std::set<std::string>& made) {
  static const std::set<std::string> unknowable{"42P18", "42P02", "42P08",  // parameters without a type
                                                "57014", "55P03", "42501",
                                                "25006",  // timeouts, rights, the read-only transaction itself
                                                "0A000", "54001"};
  if (unknowable.contains(answer.sqlstate) || answer.sqlstate.starts_with("53")) return false;
  if (made.contains(last_part(name))) return false;
  if (answer.sqlstate == "42P01")
    return subject.has_schema ? !of_extension(name) : of_catalog(name) && !of_extension(name);
  const bool application = answer.sqlstate == "42704" || answer.sqlstate == "3F000" ||
                           (answer.sqlstate == "42883" && answer.message.find("operator") == std::string::npos);
  return !application || subject.has_schema || of_catalog(name);
}

// The identifier that stands at `at`: a, a.b, "A"."b".
static std::size_t end_of_name(std::string_view text, std::size_t at) {
  sql::Lexer lexer(text, at);
  auto token = lexer.next();
  auto end = token.end;
  while (lexer.text(lexer.peek()) == ".") {
    lexer.next();
    token = lexer.next();
    end = token.end;
  }
  return end;
}

// The pending migration that adds what is missing, or "". A column counts for the tables that the statement names.
static std::string adding(const Subject& subject, const sql::Statement& statement, std::string_view missing) {
  const auto name = last_part(missing);
  for (const auto& [migration, made] : subject.pending) {
    if (made.name != name) continue;
    const auto is_named = [&](const sql::RelationReference& use) { return use.name.name == made.table; };
    if (made.table.empty() || std::ranges::any_of(statement.uses, is_named)) return migration;
  }
  return {};
}

static void check(const SqlText& text, std::size_t index, const Subject& subject, const std::set<std::string>& made,
                  std::vector<Refusal>& out) {
  const auto& statement = text.statements[index];
  std::string asked(statement.text);
  std::set<std::string> said;
  // A missing column hides the ones behind it: it is replaced, filled up to its length, and the rest asked again.
  for (int round = 0; round < 8; ++round) {
    const auto answer = prepare(*subject.server, asked);
    if (!answer) return;
    const auto name = missing_name(answer->message);
    const bool column = answer->sqlstate == "42703";
    if (round > 0 && !column) return;
    if (counts(*answer, name, subject, made) && said.insert(answer->message).second)
      out.push_back({.text = &text,
                     .statement = index,
                     .offset = statement.offset + answer->at,
                     .sqlstate = answer->sqlstate,
                     .message = answer->message,
                     .name = answer->sqlstate.starts_with("42703") || answer->sqlstate == "42P01" ||
                                     answer->sqlstate == "42883" || answer->sqlstate == "42704" ||
                                     answer->sqlstate == "3F000"
                                 ? name
                                 : "",
                     .hint = answer->hint,
                     .pending = adding(subject, statement, name)});
    if (!column || answer->at == 0) return;
    const auto end = end_of_name(asked, answer->at);
    if (end < answer->at + 4) return;
    asked.replace(answer->at, end - answer->at, "NULL" + std::string(end - answer->at - 4, ' '));
  }
}

static bool exists(pg::Session& server, const sql::QualifiedName& name) {
  return server.query("SELECT pg_catalog.to_regclass($1) IS NOT NULL AS there", {name.text()}).boolean(0, "there");
}

static void look_up(const SqlText& text, std::size_t index, const Subject& subject, const std::set<std::string>& made,
                    std::vector<Refusal>& out) {
  const auto& statement = text.statements[index];
  for (const auto& use : statement.uses) {
    if (!use.must_exist || made.contains(use.name.name)) continue;
    const bool known = subject.has_schema || of_catalog(use.name.text());
    if (!known || of_extension(use.name.name) || exists(*subject.server, use.name)) continue;
    out.push_back({.text = &text,
                   .statement = index,
                   .offset = use.offset,
                   .sqlstate = "42P01",
                   .message = fmt::format("relation {} does not exist", pg::quote_literal(use.name.text())),
                   .name = use.name.name,
                   .pending = adding(subject, statement, use.name.name)});
  }
}

static bool has_unknowns(const sql::Statement& statement) {
  return statement.text.find("lk_unknown") != std::string_view::npos;
}

static void ask_about(const SqlText& text, const Subject& subject, const std::set<std::string>& made,
                      std::vector<Refusal>& out) {
  for (std::size_t i = 0; i < text.statements.size(); ++i) {
    if (has_unknowns(text.statements[i])) continue;
    if (can_be_prepared(text.statements[i]))
      check(text, i, subject, made, out);
    else
      look_up(text, i, subject, made, out);
  }
}

static std::vector<Refusal> ask(const Subject& subject) {
  std::vector<Refusal> out;
  const auto made = made_here(subject.document);
  for (const auto& text : sql_of(subject.document)) ask_about(text, subject, made, out);
  for (const auto& text : sql_files_of(subject.document))
    // A migration is right for the schema that those before it leave, not for the one at hand.
    if (text.file.find("migration") == std::string::npos) ask_about(text, subject, made, out);
  return out;
}

const std::vector<Refusal>& refusals(const Subject& subject) {
  struct Kept {
    std::string key;
    const SqlText* texts;
    std::vector<Refusal> refusals;
  };
  static thread_local std::list<Kept> kept;
  static const std::vector<Refusal> none;
  if (!subject.server) return none;
  const auto* texts = sql_of(subject.document).data();
  const auto key = fmt::format("{}\n{}\n{}\n{}\n{}", subject.document.path.string(), subject.document.book.hash,
                               subject.server->database(), subject.server->backend_pid(), subject.has_schema);
  for (const auto& each : kept)
    if (each.key == key && each.texts == texts) return each.refusals;
  if (kept.size() >= 4) kept.pop_back();
  kept.push_front({.key = key, .texts = texts, .refusals = ask(subject)});
  return kept.front().refusals;
}

static std::vector<std::string> first_column(const pg::Result& result) {
  std::vector<std::string> out;
  for (std::size_t row = 0; row < result.rows(); ++row) out.push_back(result.at(row, std::size_t{0}).value_or(""));
  return out;
}

std::vector<std::string> columns_of(const Subject& subject, const sql::Statement& statement) {
  std::vector<std::string> out;
  for (const auto& use : statement.uses) {
    const auto found = first_column(subject.server->query(
        "SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
        " AND attnum OPERATOR(pg_catalog.>) 0 AND NOT attisdropped",
        {use.name.text()}));
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

std::vector<std::string> relations_of(const Subject& subject) {
  return first_column(subject.server->query_ours(
      "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND relnamespace <> "
      "'pg_toast'::regnamespace LIMIT 20000"));
}

}  // namespace lint
