// Judges what psql is given: statements, and psql's own commands between them.
#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "commands/judge.h"
#include "commands/psql_text.h"
#include "commands/sql_effect.h"
#include "sql/lenient.h"

namespace commands {

namespace {

// psql's commands that show something, or set something for this session alone.
bool is_harmless_command(std::string_view name) {
  static const std::set<std::string_view> known{"\\l",
                                                "\\list",
                                                "\\z",
                                                "\\dp",
                                                "\\timing",
                                                "\\pset",
                                                "\\a",
                                                "\\t",
                                                "\\H",
                                                "\\x",
                                                "\\f",
                                                "\\C",
                                                "\\T",
                                                "\\echo",
                                                "\\qecho",
                                                "\\warn",
                                                "\\conninfo",
                                                "\\encoding",
                                                "\\set",
                                                "\\unset",
                                                "\\if",
                                                "\\elif",
                                                "\\else",
                                                "\\endif",
                                                "\\q",
                                                "\\quit",
                                                "\\?",
                                                "\\h",
                                                "\\help",
                                                "\\sf",
                                                "\\sv",
                                                "\\errverbose",
                                                "\\p",
                                                "\\print",
                                                "\\r",
                                                "\\reset",
                                                "\\g",
                                                "\\gx",
                                                "\\gset",
                                                "\\gdesc",
                                                "\\crosstabview",
                                                "\\bind",
                                                "\\lo_list",
                                                "\\copyright",
                                                "\\s",
                                                "\\.",
                                                "\\cd",
                                                "\\parse",
                                                "\\close_prepared",
                                                "\\restrict",
                                                "\\unrestrict",
                                                "\\getenv"};
  while (name.ends_with('+') || (name.size() > 2 && name.ends_with('S'))) name.remove_suffix(1);
  return known.contains(name) || (name.starts_with("\\d") && name.size() < 6);
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// One text for psql.
class PsqlJudge {
 public:
  PsqlJudge(Judge& judge, std::string command, const Place& place)
      : judge_(judge), command_(std::move(command)), place_(place) {}

  void pieces(std::string_view text, int line) {
    if (++depth_ > 8) return add(line, "", {.effect = Effect::unknown, .not_known = "what is included so deep"});
    for (const auto& piece : read_psql(text, line, place_.variables)) {
      if (piece.command)
        psql_command(piece);
      else
        statements(piece);
    }
    --depth_;
  }

 private:
  void add(int line, std::string_view text, CommandJudgement judgement) {
    judgement.line = place_.line > 0 ? place_.line : line;
    judgement.text = text.empty() ? command_ : std::string(text);
    if (judgement.elsewhere.empty()) judgement.elsewhere = place_.elsewhere;
    judge_.add(std::move(judgement));
  }

  void statements(const PsqlPiece& piece) {
    auto text = piece.text;
    if (text.find(unknown_piece) != std::string::npos) {
      add(piece.line, base::one_line(base::replace_all(text, std::string(1, unknown_piece), "…"), 120),
          {.effect = Effect::unknown, .not_known = "what is put into the SQL"});
      text = base::replace_all(text, std::string(1, unknown_piece), " lk_unknown ");
    }
    std::vector<sql::Statement> statements;
    try {
      statements = sql::parse_leniently(text, "sql");
    } catch (const base::Error& error) {
      return add(piece.line, base::one_line(text, 120),
                 {.effect = Effect::unknown,
                  .not_known = fmt::format("what this means to PostgreSQL ({})", error.message())});
    }
    for (const auto& statement : statements) {
      add(piece.line + statement.line - 1, base::one_line(statement.text, 120), judge_statement(statement, session_));
      if (sql::is_unparsed(statement)) session_.prepared.clear();
    }
  }

  void backticks(const PsqlPiece& piece) {
    std::string_view text = piece.arguments;
    for (auto open = text.find('`'); open != std::string_view::npos; open = text.find('`')) {
      const auto close = text.find('`', open + 1);
      if (close == std::string_view::npos) return;
      shell(text.substr(open + 1, close - open - 1), piece.line);
      text.remove_prefix(close + 1);
    }
  }

  void shell(std::string_view text, int line) {
    auto place = place_;
    ++place.depth;
    place.input = {};
    judge_.text(text, line, place, true);
  }

  void psql_command(const PsqlPiece& piece) {
    const auto& name = piece.text;
    const auto& rest = piece.arguments;
    const auto shown = rest.empty() ? name : name + " " + rest;
    if (name != "\\!") backticks(piece);
    if (name == "\\!") {
      if (rest.empty()) return add(piece.line, shown, {.session = "a shell"});
      shell(rest, piece.line);
    } else if (is_one_of(name, {"\\c", "\\connect"})) {
      if (!rest.empty() && rest != "-") place_.elsewhere = "database " + rest;
      add(piece.line, shown, {});
    } else if (is_one_of(name, {"\\i", "\\ir", "\\include", "\\include_relative"})) {
      include(piece, shown);
    } else if (is_one_of(name, {"\\o", "\\out", "\\w", "\\write", "\\g", "\\gx"}) && !rest.empty() &&
               rest[0] != '(') {
      output(piece, shown);
    } else if (name == "\\copy") {
      copy(piece, shown);
    } else if (name == "\\gexec") {
      add(piece.line, shown,
          {.effect = Effect::unknown, .not_known = "what the statements do that the query returns"});
    } else if (name == "\\watch") {
      const bool ends = rest.find("c=") != std::string::npos || rest.find("count=") != std::string::npos;
      add(piece.line, shown, {.never_ends = ends ? "" : "the query repeats"});
    } else if (is_one_of(name, {"\\password", "\\prompt", "\\e", "\\edit", "\\ef", "\\ev"})) {
      add(piece.line, shown,
          {.effect = name == "\\prompt" ? Effect::reads : Effect::changes,
           .does = "asks at the terminal",
           .terminal = "asks at the terminal"});
    } else if (is_one_of(name, {"\\lo_import", "\\lo_unlink", "\\lo_export"})) {
      add(piece.line, shown, {.effect = Effect::destroys, .does = fmt::format("runs {}", shown)});
    } else if (name == "\\o" || name == "\\out" || is_harmless_command(name)) {
      add(piece.line, shown, {});
    } else {
      add(piece.line, shown, {.effect = Effect::unknown, .not_known = fmt::format("what {} does in psql", name)});
    }
  }

  void include(const PsqlPiece& piece, const std::string& shown) {
    const auto path = base::replace_all(piece.arguments, "'", "");
    const auto text = place_.remote ? std::nullopt : judge_.read(path);
    if (!text)
      return add(piece.line, shown, {.effect = Effect::unknown, .not_known = fmt::format("what {} has in it", path)});
    const auto line = std::exchange(place_.line, place_.line > 0 ? place_.line : piece.line);
    pieces(*text, piece.line);
    place_.line = line;
  }

  void output(const PsqlPiece& piece, const std::string& shown) {
    const auto& rest = piece.arguments;
    if (rest[0] == '|') {
      shell(std::string_view(rest).substr(1), piece.line);
    } else if (rest == "/dev/null" || rest.starts_with("/tmp/")) {
      add(piece.line, shown, {.effect = Effect::own});
    } else {
      add(piece.line, shown, {.effect = Effect::changes, .does = fmt::format("writes the file {}", rest)});
    }
  }

  // \copy … from file: rows into a table; … to file: the other way round.
  void copy(const PsqlPiece& piece, const std::string& shown) {
    const auto lower = base::to_lower(piece.arguments);
    const auto query = base::trim(lower).starts_with("(");
    const auto close = query ? lower.rfind(')') : 0;
    const auto behind = close == std::string::npos ? std::string::npos : close;
    const bool program = lower.find(" program ", behind == std::string::npos ? 0 : behind) != std::string::npos;
    const bool to_output = behind != std::string::npos && (lower.find(" to stdout", behind) != std::string::npos ||
                                                           lower.find(" to pstdout", behind) != std::string::npos);
    if (query)
      statements({.text = "SELECT * FROM " + piece.arguments.substr(0, close + 1) + " lk", .line = piece.line});
    if (program)
      add(piece.line, shown, {.effect = Effect::unknown, .not_known = "what the program of \\copy does"});
    else if (to_output)
      add(piece.line, shown, {});
    else if (behind != std::string::npos && lower.find(" to ", behind) != std::string::npos)
      add(piece.line, shown, {.effect = Effect::changes, .does = fmt::format("writes a file: {}", shown)});
    else
      add(piece.line, shown, {.effect = Effect::changes, .does = fmt::format("loads rows: {}", shown)});
  }

  Judge& judge_;
  std::string command_;
  Place place_;
  SqlSession session_ = {};
  int depth_ = 0;
};

}  // namespace

void Judge::sql(std::string_view text, const std::string& command, int line, const Place& place) {
  PsqlJudge(*this, command, place).pieces(text, line);
}

}  // namespace commands
