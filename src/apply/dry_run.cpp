// Tries migrations in one transaction that is rolled back.
#include <chrono>

#include <fmt/format.h>

#include "apply/choose.h"
#include "apply/failure.h"
#include "apply/operation.h"
#include "apply/up.h"
#include "base/error.h"
#include "sql/lexer.h"

namespace apply {

using base::Code;
using base::Error;

static constexpr auto nothing_kept = "nothing: it was a dry run";

static bool is_control(const sql::Statement& statement) {
  return statement.as<sql::TransactionControl>() != nullptr;
}

static std::string reason(const sql::Statement& statement) {
  return statement.not_in_transaction.empty() ? "it commits inside, which cannot be done in a transaction"
                                              : statement.not_in_transaction;
}

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

// One migration's attempt, in a savepoint of its own.
struct Trial {
  std::vector<pg::Request> requests{{.sql = "SAVEPOINT lockkeeper_trial"}};
  std::vector<std::optional<std::size_t>> statements{std::nullopt};
  std::vector<Tried::Untried> untried;

  void add(pg::Request request, std::optional<std::size_t> statement) {
    requests.push_back(std::move(request));
    statements.push_back(statement);
  }
};

}  // namespace

// The file's own BEGIN and COMMIT are left out; its savepoints stay.
static Trial trial_of(const Script& script) {
  Trial trial;
  for (const auto& step : script.steps) {
    for (std::size_t i = step.first; i < step.last; ++i) {
      const auto& statement = script.statements[i];
      const bool wraps = step.last - step.first > 1 && (i == step.first || i + 1 == step.last);
      if (const auto tried = step.alone ? without_commits(statement) : std::nullopt) {
        trial.add({.sql = *tried}, i);
      } else if (step.alone) {
        trial.untried.push_back(
            {.place = place_of(script, i), .kind = sql::kind_of(statement), .why = reason(statement)});
      } else if (!(wraps && is_control(statement))) {
        trial.add({.sql = std::string(statement.text)}, i);
      }
    }
  }
  trial.add({.sql = "SET CONSTRAINTS ALL IMMEDIATE"}, std::nullopt);  // what the COMMIT would check
  trial.add({.sql = "RELEASE SAVEPOINT lockkeeper_trial"}, std::nullopt);
  return trial;
}

static Error explain_trial(const Script& script, const Trial& trial, const pg::BatchFailure& failure) {
  const auto statement = trial.statements.at(failure.index);
  Error error = statement ? explain(failure.error, script, *statement, nothing_kept)
                          : explain_commit(failure.error, script, nothing_kept);
  if (!trial.untried.empty())
    error.with("left out before it or after", "statements that cannot run in a transaction; it may need them");
  return error;
}

static Tried attempt(Operation& operation, const Script& script) {
  const auto start = std::chrono::steady_clock::now();
  Trial trial = trial_of(script);
  Tried tried{.name = script.name, .untried = trial.untried};
  std::optional<pg::BatchFailure> failure;
  {
    const Lease::Watch watch(operation.lease, operation.session().backend_pid());
    operation.session().batch(trial.requests, failure);
  }
  tried.duration = std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - start);
  if (!failure) return tried;
  const auto code = failure->error.code();
  if (code == Code::stopped || code == Code::connection) throw operation.meaning(failure->error);
  tried.succeeded = false;
  tried.failure = explain_trial(script, trial, *failure);
  operation.session().execute("ROLLBACK TO SAVEPOINT lockkeeper_trial");
  return tried;
}

std::vector<Tried> try_scripts(const Run& run, pg::Session control, const std::vector<Script>& scripts) {
  std::vector<Tried> tried;
  if (scripts.empty()) return tried;
  Operation operation(run, std::move(control), {.leave_no_trace = true});
  const pg::Transaction never_committed(operation.session());
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    Progress progress{
        .number = static_cast<int>(i + 1), .total = static_cast<int>(scripts.size()), .name = scripts[i].name};
    progress.kind = Progress::Kind::began;
    tell(run, progress);
    tried.push_back(attempt(operation, scripts[i]));
    progress.kind = tried.back().succeeded ? Progress::Kind::done : Progress::Kind::failed;
    progress.duration = tried.back().duration;
    tell(run, progress);
  }
  return tried;
}

std::vector<Tried> dry_run(const Run& run, const migration::Folder& folder, const plan::UpRequest& request) {
  pg::Session control(control_options(run));
  const auto scripts = scripts_of(pending(control, run, folder, request));
  return try_scripts(run, std::move(control), scripts);
}

}  // namespace apply
