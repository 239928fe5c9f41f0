// Tries migrations in one transaction that is rolled back.
#include <chrono>

#include <fmt/format.h>

#include "apply/choose.h"
#include "apply/failure.h"
#include "apply/operation.h"
#include "apply/taken.h"
#include "apply/untried.h"
#include "apply/up.h"
#include "base/error.h"
#include "sql/lexer.h"

namespace apply {

using base::Code;
using base::Error;
using Verdict = DryRunResult::Verdict;

static constexpr auto nothing_kept = "nothing: it was a dry run";

// A DO block that commits with every batch, without its COMMITs: what it does to the rows is what the statements
// after it are tried against. Nothing where it rolls back, or where its text is not between dollars.
static std::optional<std::string> without_commits(const sql::Statement& statement) {
  if (!statement.as<sql::DoBlock>() || !statement.not_in_transaction.empty()) return std::nullopt;
  const sql::Lexer whole(statement.text);
  auto lexer = whole;
  auto token = lexer.next();
  while (token.kind != sql::Token::Kind::end &&
         !(token.kind == sql::Token::Kind::string && whole.text(token).front() == '$'))
    token = lexer.next();
  if (token.kind == sql::Token::Kind::end) return std::nullopt;
  const auto literal = whole.text(token);
  const auto tag = literal.find('$', 1) + 1;
  const auto body = literal.substr(tag, literal.size() - 2 * tag);
  std::string out(statement.text.substr(0, token.begin + tag));
  sql::Lexer inner(body);
  std::size_t copied = 0;
  bool begins = true;  // a statement
  for (auto word = inner.next(); word.kind != sql::Token::Kind::end; word = inner.next()) {
    if (begins && inner.is(word, "rollback")) return std::nullopt;
    if (begins && inner.is(word, "commit")) {
      out += std::string(body.substr(copied, word.begin - copied)) + "NULL";
      auto last = inner.next();
      while (last.kind != sql::Token::Kind::end && inner.text(last) != ";") last = inner.next();
      copied = last.begin;
      word = last;
    }
    begins = inner.text(word) == ";" || inner.is(word, "begin") || inner.is(word, "then") || inner.is(word, "else") ||
             inner.is(word, "loop");
  }
  return out + std::string(body.substr(copied)) + std::string(statement.text.substr(token.end - tag));
}

namespace {

// What commits together in `up`: the whole file, or one of its steps.
struct Unit {
  std::vector<pg::Request> requests{{.sql = "SAVEPOINT lockkeeper_step"}};
  std::vector<std::optional<std::size_t>> statements{std::nullopt};

  void add(pg::Request request, std::optional<std::size_t> statement = {}) {
    requests.push_back(std::move(request));
    statements.push_back(statement);
  }
};

// Statements [first, last) that commit together.
struct Piece {
  std::size_t first = 0;
  std::size_t last = 0;
  bool may_go_alone = false;  // where the server wants it outside a transaction, `up` runs it there
};

// One dry run: what is missing from file to file, and the files one after the other.
class Trial {
 public:
  explicit Trial(Operation& operation) : operation_(operation) {}
  DryRunResult attempt(const Script& script, const plan::Undo* undo);

 private:
  Unit unit_of(const Script& script, const Piece& piece, DryRunResult& tried);
  bool run(const Script& script, const Piece& piece, DryRunResult& tried);
  void judge(const Script& script, const Unit& unit, const pg::BatchFailure& failure, DryRunResult& tried);
  void leave_out(const Script& script, std::size_t statement, std::string why, DryRunResult& tried);
  bool takes_no_more(const plan::Undo& undo, const pg::Result& before, DryRunResult& tried);
  void defer_again();
  void clear(const std::string& name);

  Operation& operation_;
  Missing missing_;
};

}  // namespace

void Trial::leave_out(const Script& script, std::size_t statement, std::string why, DryRunResult& tried) {
  tried.untried.push_back({.place = place_of(script, statement),
                           .kind = sql::kind_of(script.statements[statement]),
                           .why = std::move(why)});
  missing_.add(script, script.statements[statement]);
}

Unit Trial::unit_of(const Script& script, const Piece& piece, DryRunResult& tried) {
  const auto& timeouts = operation_.run.timeouts;
  Unit unit;
  for (std::size_t i = piece.first; i < piece.last; ++i) {
    const auto& statement = script.statements[i];
    if (const auto tried_as = script.in_one_transaction ? std::nullopt : without_commits(statement)) {
      unit.add({.sql = *tried_as}, i);
      continue;
    }
    if (auto why = why_left_out(script, statement); !why.empty()) {
      leave_out(script, i, std::move(why), tried);
      continue;
    }
    const bool long_one = takes_long_by_nature(statement);
    if (long_one) unit.add({.sql = "SET LOCAL statement_timeout = 0"});
    unit.add({.sql = std::string(statement.text), .rows = statement.rows}, i);
    if (long_one) unit.add({.sql = fmt::format("SET LOCAL statement_timeout = {}", timeouts.statement.count())});
  }
  unit.add({.sql = "SET CONSTRAINTS ALL IMMEDIATE"});  // what the COMMIT would check
  unit.add({.sql = "RELEASE SAVEPOINT lockkeeper_step"});
  return unit;
}

// A failure that says nothing of what `up` will meet: it comes of the one transaction that all share.
void Trial::judge(const Script& script, const Unit& unit, const pg::BatchFailure& failure, DryRunResult& tried) {
  const auto statement = unit.statements.at(failure.index);
  tried.failure = statement ? explain(failure.error, script, *statement, nothing_kept)
                            : explain_commit(failure.error, script, nothing_kept);
  tried.verdict = Verdict::uncertain;
  const auto& state = failure.error.sqlstate();
  const auto adds_value = [](const sql::Statement& one) { return one.as<sql::AlterEnum>() != nullptr; };
  if (lost_to_a_lock(failure.error)) {
    tried.why = "it did not get its locks now, and 'up' tries again";
  } else if (state == "55P04" && std::ranges::none_of(script.statements, adds_value)) {
    tried.why = "the new value can be used once the file that adds it is committed";
  } else if (const auto what = missing_.behind(statement ? &script.statements[*statement] : nullptr); !what.empty()) {
    tried.why = fmt::format("it may need what was not done here: {}", what);
  } else {
    tried.verdict = Verdict::failed;
  }
}

// Constraints that are INITIALLY DEFERRED are so again for what commits next.
void Trial::defer_again() {
  const auto names = operation_.session().query(
      "SELECT pg_catalog.string_agg(DISTINCT pg_catalog.format('%I.%I', n.nspname, c.conname), ', ') AS names"
      " FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.connamespace"
      " WHERE c.condeferred");
  if (const auto list = names.text(0, "names"); !list.empty())
    operation_.session().execute(fmt::format("SET CONSTRAINTS {} DEFERRED", list));
}

// False where the file ends here.
bool Trial::run(const Script& script, const Piece& piece, DryRunResult& tried) {
  const Unit unit = unit_of(script, piece, tried);
  std::optional<pg::BatchFailure> failure;
  {
    const Lease::Watch watch(operation_.lease, operation_.session().backend_pid());
    operation_.session().batch(unit.requests, failure);
  }
  if (!failure) {
    defer_again();
    return true;
  }
  const auto code = failure->error.code();
  if (code == Code::stopped || code == Code::connection) throw operation_.meaning(failure->error);
  operation_.session().execute("ROLLBACK TO SAVEPOINT lockkeeper_step; RELEASE SAVEPOINT lockkeeper_step");
  if (const auto statement = unit.statements.at(failure->index);
      statement && piece.may_go_alone && wants_no_transaction(failure->error)) {
    leave_out(script, *statement, failure->error.message(), tried);
    return true;
  }
  judge(script, unit, *failure, tried);
  return false;
}

// What the file left in the session would not be in its successor's.
void Trial::clear(const std::string& name) {
  pg::Savepoint around(operation_.session(), "lockkeeper_clear");
  try {
    operation_.session().clear();
    around.release();
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
    missing_.add_failed(name);
  }
}

bool Trial::takes_no_more(const plan::Undo& undo, const pg::Result& before, DryRunResult& tried) {
  const auto after = operation_.session().query(objects_there().sql);
  const auto taken = taken_beyond(before, after, undo.applied.text, undo.sql);
  if (taken.empty()) return true;
  tried.failure = takes_too_much(undo, taken).with("kept", nothing_kept);
  tried.verdict = Verdict::failed;
  return false;
}

DryRunResult Trial::attempt(const Script& script, const plan::Undo* undo) {
  const auto start = std::chrono::steady_clock::now();
  DryRunResult tried{.name = script.name};
  operation_.session().execute("SAVEPOINT lockkeeper_trial");
  std::optional<pg::Result> before;
  if (undo) before = operation_.session().query(objects_there().sql);
  bool going = true;
  if (script.in_one_transaction) {
    tried.statements = script.body_last - script.body_first;
    going = run(script, {.first = script.body_first, .last = script.body_last}, tried);
  }
  for (const auto& step : script.steps) {
    if (script.in_one_transaction || !going) break;
    const std::size_t wrap = step.last - step.first > 1 ? 1 : 0;  // the file's own BEGIN and COMMIT
    const Piece piece{.first = step.first + wrap, .last = step.last - wrap, .may_go_alone = wrap == 0};
    tried.statements += piece.last - piece.first;
    going = run(script, piece, tried);
  }
  if (going && before) going = takes_no_more(*undo, *before, tried);
  if (!going) {
    operation_.session().execute("ROLLBACK TO SAVEPOINT lockkeeper_trial");
    missing_.add_failed(script.name);
  } else if (!tried.untried.empty()) {
    tried.verdict = tried.untried.size() < tried.statements ? Verdict::partly : Verdict::untried;
  }
  operation_.session().execute("RELEASE SAVEPOINT lockkeeper_trial");
  clear(script.name);
  tried.duration = std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - start);
  return tried;
}

std::vector<DryRunResult> try_scripts(const Run& given, pg::Session control, const migration::Folder& folder,
                                      const std::vector<Script>& scripts, const std::vector<plan::Undo>* undos) {
  std::vector<DryRunResult> tried;
  if (scripts.empty()) return tried;
  const auto run = on_database(given, control);
  Operation operation(run, std::move(control), {.folder = &folder, .leave_no_trace = true});
  const pg::Transaction never_committed(operation.session());
  Trial trial(operation);
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    Progress progress{
        .number = static_cast<int>(i + 1), .total = static_cast<int>(scripts.size()), .name = scripts[i].name};
    progress.kind = Progress::Kind::began;
    tell(run, progress);
    tried.push_back(trial.attempt(scripts[i], undos ? &undos->at(i) : nullptr));
    progress.kind = tried.back().failure ? Progress::Kind::failed : Progress::Kind::done;
    progress.duration = tried.back().duration;
    tell(run, progress);
  }
  return tried;
}

std::vector<DryRunResult> dry_run(const Run& run, const migration::Folder& folder, const UpOptions& options) {
  pg::Session control(control_options(run));
  const auto found = pending(control, run, folder, options.request);
  if (!found.migrations.empty() && options.confirm && !options.confirm(found)) return {};
  const auto scripts = scripts_of(found.migrations);
  return try_scripts(run, std::move(control), folder, scripts);
}

}  // namespace apply
