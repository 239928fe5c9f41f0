// Judges what psql is given: statements, and psql's own commands between them.
#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "commands/judge.h"
#include "commands/psql_text.h"
#include "commands/sql_effect.h"
#include "commands/sql_transaction.h"
#include "sql/lenient.h"
#include "sql/lexer.h"

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

// Those of them that neither send anything nor decide what is sent.
bool is_about_the_screen(std::string_view name) {
  static const std::set<std::string_view> known{"\\timing", "\\pset", "\\a",        "\\t",          "\\H",
                                                "\\x",      "\\f",    "\\C",        "\\T",          "\\echo",
                                                "\\qecho",  "\\warn", "\\conninfo", "\\errverbose", "\\p"};
  return known.contains(name) || (name.starts_with("\\d") && is_harmless_command(name));
}

// "(format=csv) | less" without its options; nothing where they do not surely end.
std::optional<std::string_view> behind_options(std::string_view text) {
  const auto close = text.find(')');
  if (close == std::string_view::npos || text.substr(0, close).find_first_of("'\"`:") != std::string_view::npos)
    return std::nullopt;
  const auto rest = text.substr(close + 1);
  if (!rest.empty() && rest[0] != ' ' && rest[0] != '\t') return std::nullopt;
  return base::trim(rest);
}

// Where the query of "(SELECT …) to stdout" ends; npos where it does not.
std::size_t end_of_query(std::string_view text) {
  sql::Lexer lexer(text);
  int depth = 0;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (token.kind != sql::Token::Kind::symbol) continue;
    if (lexer.text(token) == "(") ++depth;
    if (lexer.text(token) == ")" && --depth == 0) return token.begin;
  }
  return std::string_view::npos;
}

// "to program 'gzip'", "to program'gzip'".
bool names_program(std::string_view text) {
  for (auto at = text.find(" program"); at != std::string_view::npos; at = text.find(" program", at + 1)) {
    const auto behind = text.substr(at + 8);
    if (behind.starts_with(' ') || behind.starts_with('\'')) return true;
  }
  return false;
}

// As psql reads the value of ON_ERROR_STOP.
bool is_on(std::string_view value) {
  const auto lower = base::to_lower(value);
  return lower.empty() || is_one_of(lower, {"on", "true", "yes", "1"});
}

// One text for psql.
class PsqlJudge {
 public:
  PsqlJudge(Judge& judge, std::string command, const Place& place)
      : judge_(judge), command_(std::move(command)), place_(place) {
    const auto stop = place_.variables.find("ON_ERROR_STOP");
    session_.stops_at_errors = place_.one_query || (stop != place_.variables.end() && is_on(stop->second));
  }

  void pieces(std::string_view text, int line) {
    if (++depth_ > 8) return add(line, "", {.effect = Effect::unknown, .not_known = "what is included so deep"});
    for (const auto& piece : read_psql(text, line, place_.variables, !place_.one_query)) {
      if (piece.command)
        psql_command(piece);
      else
        statements(piece);
    }
    if (--depth_ == 0) tell(transaction_.end());
  }

 private:
  CommandJudgement placed(int line, std::string_view text, CommandJudgement judgement) {
    judgement.line = place_.line > 0 ? place_.line : line;
    judgement.text = text.empty() ? command_ : std::string(text);
    judgement.file = place_.file;
    if (judgement.elsewhere.empty()) judgement.elsewhere = place_.elsewhere;
    return judgement;
  }

  void add(int line, std::string_view text, CommandJudgement judgement) {
    tell(transaction_.doubt());
    judge_.add(placed(line, text, std::move(judgement)));
  }

  // Without a doubt about the transaction that is open.
  void add_beside(int line, std::string_view text, CommandJudgement judgement) {
    judge_.add(placed(line, text, std::move(judgement)));
  }

  void tell(std::vector<CommandJudgement> judgements) {
    for (auto& each : judgements) {
      const bool before = judge_.state().files_changed;
      // What is known to change the database leaves files alone: those behind it are still told by what is in them.
      const bool only_database = each.effect > Effect::unknown && !base::starts_with_ignoring_case(each.text, "copy");
      judge_.add(std::move(each));
      if (only_database) judge_.state().files_changed = before;
    }
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
      tell(transaction_.add(statement, placed(piece.line + statement.line - 1, base::one_line(statement.text, 120),
                                              judge_statement(statement, session_))));
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
    tell(transaction_.doubt());
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
    moved_ = moved_ || name == "\\cd";
    follow(piece);
    if (name == "\\!") {
      if (rest.empty()) return add(piece.line, shown, {.session = "a shell"});
      shell(rest, piece.line);
    } else if (is_one_of(name, {"\\c", "\\connect"})) {
      if (!rest.empty() && rest != "-") place_.elsewhere = "database " + rest;
      add(piece.line, shown, {});
    } else if (is_one_of(name, {"\\i", "\\ir", "\\include", "\\include_relative"})) {
      include(piece, shown);
    } else if (is_one_of(name, {"\\o", "\\out", "\\w", "\\write", "\\g", "\\gx", "\\s"}) && !rest.empty()) {
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
    } else if (is_about_the_screen(name)) {
      add_beside(piece.line, shown, {});
    } else if (name == "\\o" || name == "\\out" || is_harmless_command(name)) {
      add(piece.line, shown, {});
    } else {
      add(piece.line, shown, {.effect = Effect::unknown, .not_known = fmt::format("what {} does in psql", name)});
    }
  }

  // What the session knows behind it.
  void follow(const PsqlPiece& piece) {
    const auto& name = piece.text;
    if (is_one_of(name, {"\\c", "\\connect", "\\elif", "\\else", "\\endif"})) session_.forget();
    in_branch_ = in_branch_ || name == "\\if";
    const auto words = base::split(piece.arguments, ' ');
    if (words.empty() || words.front() != "ON_ERROR_STOP") return;
    const auto value = base::trim(std::string_view(piece.arguments).substr(words.front().size()));
    if (name == "\\unset") session_.stops_at_errors = false;
    if (name == "\\set") session_.stops_at_errors = is_on(value) && (session_.stops_at_errors || !in_branch_);
  }

  void include(const PsqlPiece& piece, const std::string& shown) {
    auto path = base::replace_all(piece.arguments, "'", "");
    const bool relative = piece.text == "\\ir" || piece.text == "\\include_relative";
    if (const auto slash = place_.file.rfind('/'); relative && !path.starts_with('/') && slash != std::string::npos)
      path = place_.file.substr(0, slash + 1) + path;
    const auto text = moved_ ? std::nullopt : judge_.read(path, place_);
    if (!text)
      return add(piece.line, shown, {.effect = Effect::unknown, .not_known = fmt::format("what {} has in it", path)});
    const auto outer = std::exchange(place_, inside(path, piece.line, place_));
    pieces(*text, 1);
    auto elsewhere = place_.elsewhere;
    place_ = outer;
    place_.elsewhere = std::move(elsewhere);  // \c in it
  }

  void output(const PsqlPiece& piece, const std::string& shown) {
    std::string_view rest = piece.arguments;
    if (piece.text.starts_with("\\g") && rest.starts_with('(')) {
      const auto behind = behind_options(rest);
      if (!behind)
        return add(piece.line, shown, {.effect = Effect::unknown, .not_known = fmt::format("where {} ends", rest)});
      rest = *behind;
    }
    if (rest.empty()) return add(piece.line, shown, {});
    if (rest[0] == '|') {
      return shell(rest.substr(1), piece.line);
    }
    if (rest == "/dev/null" || is_temporary_path(rest)) {
      add(piece.line, shown, {.effect = Effect::own});
    } else {
      add(piece.line, shown, {.effect = Effect::changes, .does = fmt::format("writes the file {}", rest)});
    }
    const bool plain = rest.find_first_of(":'\"`") == std::string_view::npos;
    judge_.state().written.insert(plain ? std::string(rest) : std::string(1, unknown_piece));
  }

  // \copy … from file: rows into a table; … to file: the other way round.
  void copy(const PsqlPiece& piece, const std::string& shown) {
    auto lower = base::to_lower(piece.arguments);
    std::ranges::replace(lower, '\t', ' ');
    const auto query = base::trim(lower).starts_with("(");
    const auto close = query ? end_of_query(lower) : 0;
    const auto behind = close;
    const bool program = names_program(std::string_view(lower).substr(std::min(behind, lower.size())));
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
  OpenTransaction transaction_ = {};
  bool in_branch_ = false;  // \if: what stands there may not be run
  bool moved_ = false;      // \cd: what a path names is not known
  int depth_ = 0;
};

}  // namespace

void Judge::sql(std::string_view text, const std::string& command, int line, const Place& place) {
  PsqlJudge(*this, command, place).pieces(text, line);
}

}  // namespace commands
