#include <algorithm>
#include <array>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"
#include "journal/events/run_bound.h"
#include "journal/typed.h"
#include "runbook/queries.h"
#include "runner/judge.h"
#include "runner/step_context.h"
#include "runner/steps.h"
#include "runner/until.h"

namespace runner {

static std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

static std::string what_query(const runbook::Step& step) {
  const auto query = read_query(step);
  if (!query.problem.empty()) return fmt::format("cannot run, line {}: {}", query.problem_line, query.problem);
  if (query.statements.empty()) return "nothing to run";
  if (query.statements.size() == 1) return on_one_line(query.statements.front().text);
  std::vector<std::pair<std::string, int>> kinds;
  for (const auto& statement : query.statements) {
    const auto kind = sql::kind_of(statement);
    if (kinds.empty() || kinds.back().first != kind) kinds.emplace_back(kind, 0);
    ++kinds.back().second;
  }
  std::vector<std::string> words;
  for (const auto& [kind, count] : kinds) words.push_back(count == 1 ? kind : fmt::format("{} {}", count, kind));
  return fmt::format("{} statements: {}", query.statements.size(), fmt::join(words, ", "));
}

static bool may_repeat_query(const runbook::Step& step) {
  return step.has("repeatable") || only_reads(read_query(step));
}

// The statement's place in the runbook, and what the server said of it.
static std::string tell_error(const runbook::Step& step, const sql::Statement& statement, const base::Error& error) {
  std::string out = fmt::format("line {}: {}", step.text_line + statement.line - 1,
                                base::shorten(on_one_line(statement.text), 100));
  out +=
      fmt::format("\n{}{}", error.message(), error.sqlstate().empty() ? "" : fmt::format(" ({})", error.sqlstate()));
  for (const auto& fact : error.facts()) {
    if (fact.label == "detail" || fact.label == "hint") out += fmt::format("\n{}: {}", fact.label, fact.text);
  }
  return out;
}

static pg::Session connect(const runbook::Step& step, StepContext& stage) {
  auto options = stage.settings().database;
  options.application_name = "lockkeeper runbook";
  if (const auto& bound = stage.state().target.identity; !(bound == pg::Identity{})) options.expected = bound;
  options.names = pg::Names::theirs;
  if (const auto timeout = base::parse_span(step.attribute("timeout"))) {
    options.settings.emplace_back("statement_timeout", fmt::format("{}ms", timeout->count()));
  }
  pg::Session session(options);
  session.stop_with(stage.stop());
  if (!options.expected) {  // the first that reaches it names it
    auto target = stage.state().target;
    target.identity = pg::identity_of(session);
    target.server = session.host() + ":" + session.port();
    stage.record(journal::event(journal::RunBound{.target = recorded(target)}, target.identity));
  }
  // Without it the server goes on with a query whose client was killed: PostgreSQL 14 docs,
  // client_connection_check_interval.
  if (session.server_major() >= 14) session.execute("SET client_connection_check_interval = '500ms'");
  session.on_notice([&stage, &step](const pg::Notice& notice) {
    const auto message = stage.secrets().hide(notice.message);
    stage.output(step, base::Stream::errors, fmt::format("{}: {}\n", notice.severity, message));
  });
  return session;
}

// Before anything is compared, cut to a width or shown: half a secret is not found any more.
static runbook::TextTable hidden(runbook::TextTable table, const Secrets& secrets) {
  if (secrets.empty()) return table;
  for (auto& row : table.rows) {
    for (auto& cell : row) cell = secrets.hide(cell);
  }
  return table;
}

namespace {

struct Asked {
  Round round;
  std::vector<int> lines;  // of the file, where the statements begin that gave a table
};

}  // namespace

static Asked ask_server(const runbook::Step& step, const runbook::Query& query, StepContext& stage) {
  Outcome out{.evidence = tell(query.left_out)};
  const auto began = stage.now();
  std::string shown;
  runbook::Produced produced{.is_query = true, .ordered = step.has("ordered")};
  std::vector<int> lines;
  const auto print = [&](const std::string& whole) {
    const auto text = stage.secrets().hide(whole);
    shown += text + "\n";
    stage.output(step, base::Stream::output, text + "\n");
  };
  const sql::Statement* now = nullptr;
  try {
    auto session = connect(step, stage);
    for (const auto& statement : query.statements) {
      now = &statement;
      const auto result = session.query(statement.text);
      if (result.columns().empty()) {
        print(result.command());
        produced.tags.emplace_back(step.text_line + statement.line - 1, result.command());
        produced.output += result.command() + "\n";
        continue;
      }
      const auto table = hidden(runbook::to_table(result), stage.secrets());
      print(format_table(table));
      produced.output += format_table(table, 1000) + "\n";
      produced.tables.push_back(table);
      lines.push_back(step.text_line + statement.line - 1);
      if (base::to_lower(statement.text).find("order by") != std::string::npos) produced.ordered = true;
    }
  } catch (const base::Error& error) {
    if (error.code() == base::Code::stopped) {
      out.came = Outcome::Came::interrupted;
      out.verdict = "interrupted";
    } else {
      out.came = Outcome::Came::failed;
      out.verdict =
          now ? fmt::format("line {}: {}", step.text_line + now->line - 1, error.message()) : error.message();
      out.evidence = now ? tell_error(step, *now, error) : base::render(error);
      shown += out.evidence + "\n";
    }
  }
  out.duration = stage.now() - began;
  stage.keep_output(step, shown);
  if (out.came == Outcome::Came::passed) {
    out.verdict = produced.tables.empty() ? base::count_of(std::ssize(query.statements), "statement")
                                          : base::count_of(std::ssize(produced.tables.back().rows), "row");
  }
  return {.round = {.outcome = std::move(out), .produced = std::move(produced)}, .lines = std::move(lines)};
}

// The prompt that its statements were typed at names a database: where that is not the run's, a person says whether
// they are meant for this one. Where the run's cannot be reached, the step itself will say so.
static runbook::Step asked_where_elsewhere(runbook::Step step, StepContext& stage) {
  const auto typed_in = step.attribute("database");
  if (typed_in.empty()) return step;
  auto own = stage.state().target.identity.database;
  try {
    if (own.empty()) {
      pg::Session session(stage.settings().database);
      own = pg::identity_of(session).database;
    }
  } catch (const base::Error&) {
    return step;
  }
  if (own != typed_in)
    step.asks.push_back(fmt::format("was typed in the database {}, and this run is about {}", typed_in, own));
  return step;
}

// Lines that only say how psql shows what comes back, or open it, leave nothing undone.
static std::string undone(const std::vector<runbook::SkippedLine>& left_out) {
  std::vector<runbook::SkippedLine> lines;
  constexpr std::array shows{"\\x",    "\\timing", "\\pset", "\\a",     "\\t", "\\H",       "\\f",
                             "\\echo", "\\qecho",  "\\warn", "\\pager", "\\q", "\\conninfo"};
  for (const auto& line : left_out) {
    const auto word = line.text.substr(0, line.text.find_first_of(" \t"));
    if (word != "psql" && std::find(shows.begin(), shows.end(), word) == shows.end()) lines.push_back(line);
  }
  return not_run_in_words(lines);
}

static Outcome carry_out_query(const runbook::Step& step, StepContext& stage) {
  if (step.has("skip")) return {.came = Outcome::Came::skipped, .verdict = step.attribute("skip")};
  if (!step.problem.empty()) return {.came = Outcome::Came::skipped, .verdict = step.problem, .left = step.problem};
  const auto query = read_query(step);
  Outcome out{.evidence = tell(query.left_out)};
  if (!query.problem.empty()) {
    out.came = Outcome::Came::failed;
    out.verdict = fmt::format("is not SQL, line {}: {}", query.problem_line, query.problem);
    return out;
  }
  if (query.statements.empty()) {
    out.came = Outcome::Came::skipped;
    out.verdict = "nothing left to run";
    out.left = undone(query.left_out);
    return out;
  }
  if (auto ended = ask_if_dangerous(asked_where_elsewhere(step, stage), stage)) return *ended;
  if (is_loop(step)) return repeat_until(step, stage, [&] { return ask_server(step, query, stage).round; });
  auto asked = ask_server(step, query, stage);
  out = std::move(asked.round.outcome);
  out.left = undone(query.left_out);
  if (out.came != Outcome::Came::interrupted) judge(step, asked.round.produced, asked.lines, out);
  return out;
}

extern const StepKind query{.does = what_query, .repeatable = may_repeat_query, .carry_out = carry_out_query};

}  // namespace runner
