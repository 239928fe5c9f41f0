#include "apply/script.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/client_copy.h"
#include "sql/lexer.h"
#include "sql/own_blocks.h"
#include "sql/plpgsql.h"
#include "sql/secrets.h"

namespace apply {

using base::Code;
using base::Error;

using sql::Control;
using sql::control_of;

static bool is_any(const sql::Lexer& lexer, const sql::Token& token, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return lexer.is(token, word); });
}

// Whether one of `words` begins a statement of the block, not in a text or a comment. `ends`: up to the semicolon
// only WORK, TRANSACTION and AND [NO] CHAIN may follow.
static bool has_statement(std::string_view body, std::initializer_list<std::string_view> words, bool ends) {
  sql::Lexer lexer(body);
  bool begins = true;
  bool found = false;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (token.kind == sql::Token::Kind::broken) return false;
    if (lexer.text(token) == ";") {
      if (found) return true;
      begins = true;
      continue;
    }
    const bool follows = found && (!ends || is_any(lexer, token, {"work", "transaction", "and", "no", "chain"}));
    found = follows || (begins && is_any(lexer, token, words));
    begins = lexer.text(token) == ">" || is_any(lexer, token, {"begin", "then", "else", "loop"});
  }
  return false;
}

static bool controls_transactions(const sql::DoBlock& block) {
  if (block.language.empty() || block.language == "plpgsql") {
    const auto body = sql::read_plpgsql(block.body);
    if (body.problem.empty()) return body.ends_transactions;
  }
  return has_statement(block.body, {"commit", "rollback"}, true);
}

static bool block_commits(const sql::Statement& statement) {
  const auto* block = statement.as<sql::DoBlock>();
  return block && controls_transactions(*block);
}

// DO and CALL may commit on their way, which only works outside a transaction block.
bool commits_inside(const sql::Statement& statement) {
  if (const auto* other = statement.as<sql::Other>()) return other->tag == "CallStmt";
  const auto* block = statement.as<sql::DoBlock>();
  return block && (controls_transactions(*block) || has_statement(block->body, {"call"}, false));
}

static bool runs_alone(const sql::Statement& statement) {
  return !statement.not_in_transaction.empty() || commits_inside(statement);
}

static bool leaves_traces(const sql::Statement& statement) {
  if (const auto* set = statement.as<sql::Set>()) return set->name.find('.') != std::string::npos;
  if (const auto* other = statement.as<sql::Other>()) {
    for (const std::string_view tag :
         {"LoadStmt", "CallStmt", "AlterExtensionStmt", "AlterExtensionContentsStmt", "CreatePLangStmt",
          "AlterDatabaseSetStmt", "AlterRoleSetStmt", "AlterRoleStmt"}) {
      if (other->tag == tag) return true;
    }
  }
  if (statement.as<sql::DoBlock>() || statement.as<sql::CreateFunction>() || statement.as<sql::CreateExtension>())
    return true;
  // May stand wherever an expression does.
  return base::contains_ignoring_case(statement.text, "set_config");
}

static bool sets_role(const sql::Statement& statement) {
  const auto* set = statement.as<sql::Set>();
  return set && (set->name == "role" || set->name == "session_authorization");
}

base::Place place_at(const Script& script, std::size_t offset) {
  const auto at = sql::locate(*script.text, std::min(offset, script.text->size()));
  const auto clean = sql::without_secrets(*script.text);
  const auto lines = base::lines(clean);
  const auto index = static_cast<std::size_t>(std::max(at.line, 1) - 1);
  return {.file = script.shown,
          .line = at.line,
          .column = at.column,
          .text = std::string(index < lines.size() ? lines[index] : at.text)};
}

base::Place place_of(const Script& script, std::size_t statement) {
  return place_at(script, script.statements.at(statement).offset);
}

using Statements = std::span<const sql::Statement>;

static Error refuse(const Script& script, const sql::Statement& statement, std::string message, std::string hint) {
  Error error{Code::sql_refused, std::move(message), std::move(hint)};
  error.at(place_at(script, statement.offset));
  return error;
}

static constexpr auto run_without =
    "Put '-- lockkeeper: no transaction' into the header, and the file runs statement by statement with its own "
    "BEGIN "
    "and COMMIT; or take them out, and the whole file is one transaction.";

static bool wholly_wrapped(Statements statements) {
  return statements.size() >= 2 && control_of(statements.front()) == Control::begin &&
         control_of(statements.back()) == Control::commit;
}

// COMMIT at the end of a file that never began a transaction: to the server a warning, and nothing else.
static bool ends_what_never_began(Statements all) {
  return !all.empty() && control_of(all.back()) == Control::commit &&
         std::ranges::none_of(all, [](const auto& one) { return control_of(one) == Control::begin; }) &&
         std::ranges::count_if(all, [](const auto& one) { return control_of(one) == Control::commit; }) == 1;
}

static void find_body(Script& script, Statements all) {
  const bool wrapped = wholly_wrapped(all);
  script.body_first = wrapped ? 1 : 0;
  script.body_last = all.size() - (wrapped || ends_what_never_began(all) ? 1 : 0);
  if (wrapped) script.begin = std::string(all.front().text);
}

static void refuse_control_in_body(const Script& script, Statements all) {
  for (std::size_t i = script.body_first; i < script.body_last; ++i) {
    const auto control = control_of(all[i]);
    if (control == Control::none || control == Control::inner) continue;
    throw refuse(
        script, all[i],
        fmt::format("{} controls transactions itself ('{}'), and it runs in one transaction with its history row",
                    script.name, all[i].text.substr(0, 40)),
        run_without);
  }
}

// Known to fail, so it is said before anything runs.
static void refuse_commit_in_block(const Script& script, Statements all) {
  for (std::size_t i = script.body_first; i < script.body_last; ++i) {
    const auto* block = all[i].as<sql::DoBlock>();
    if (!block || !controls_transactions(*block)) continue;
    throw refuse(
        script, all[i],
        fmt::format("a block of {} commits inside, and the file runs in one transaction with its history row",
                    script.name),
        "Put '-- lockkeeper: no transaction' into the header, so that the file runs statement by statement and "
        "the block may commit on its way.");
  }
}

// One step for a BEGIN … COMMIT of the file's own; `first` is its BEGIN.
static Step read_block(const Script& script, Statements all, std::size_t first) {
  Step step{.first = first, .begin = std::string(all[first].text)};
  for (std::size_t i = first + 1; i < all.size(); ++i) {
    const auto& statement = all[i];
    const auto control = control_of(statement);
    if (control == Control::commit) {
      step.last = i + 1;
      return step;
    }
    if (control == Control::begin || control == Control::rollback) {
      throw refuse(script, all[i],
                   fmt::format("'{}' inside a transaction that began on line {}", statement.text.substr(0, 40),
                               all[first].line),
                   "End that transaction with COMMIT first; a migration that rolls itself back cannot be applied.");
    }
    if (runs_alone(statement)) {
      throw refuse(script, all[i],
                   statement.not_in_transaction.empty()
                       ? "it commits inside, which cannot be done in a transaction block"
                       : statement.not_in_transaction,
                   "Move it out of the BEGIN and COMMIT around it.");
    }
  }
  throw refuse(script, all[first], "a transaction that begins here has no COMMIT", "End it with COMMIT.");
}

static std::vector<Step> read_steps(const Script& script, Statements all) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < all.size();) {
    switch (control_of(all[i])) {
      case Control::begin:
        steps.push_back(read_block(script, all, i));
        break;
      case Control::none:
        steps.push_back({.first = i, .last = i + 1, .alone = runs_alone(all[i])});
        break;
      default:
        throw refuse(script, all[i], fmt::format("'{}' outside a transaction", all[i].text.substr(0, 40)),
                     "Begin the transaction with BEGIN, or take the statement out.");
    }
    i = steps.back().last;
  }
  return steps;
}

static void refuse_copy_through_the_client(const Script& script, Statements all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (auto refusal = sql::refuse_client_copy(all[i]))
      throw refuse(script, all[i], std::move(refusal->message), std::move(refusal->hint));
  }
}

// Everything but the statements themselves.
static void take_apart(Script& script, Statements all, bool no_transaction) {
  refuse_copy_through_the_client(script, all);
  find_body(script, all);
  // A block that commits is refused in a transaction (2D000), as is CREATE INDEX CONCURRENTLY; whether a procedure
  // commits that is called is not known here.
  const bool parted = sql::has_blocks_of_its_own(all);
  script.in_one_transaction = !no_transaction && !parted && std::none_of(all.begin(), all.end(), [](const auto& one) {
    return !one.not_in_transaction.empty() || block_commits(one);
  });
  script.needs_new_session = std::any_of(all.begin(), all.end(), leaves_traces);
  script.may_change_role = script.needs_new_session || std::any_of(all.begin(), all.end(), sets_role);
  if (!script.in_one_transaction) {
    script.steps = read_steps(script, all);
    return;
  }
  refuse_control_in_body(script, all);
  refuse_commit_in_block(script, all);
  if (wholly_wrapped(all)) {
    script.steps.push_back({.first = 0, .last = all.size(), .begin = script.begin});
    return;
  }
  for (std::size_t i = script.body_first; i < script.body_last; ++i)
    script.steps.push_back({.first = i, .last = i + 1, .alone = runs_alone(all[i])});
}

Script read_script(std::string name, std::string text, std::string shown, bool no_transaction) {
  Script script{.name = std::move(name),
                .shown = std::move(shown),
                .text = std::make_shared<const std::string>(std::move(text))};
  script.statements = sql::parse(*script.text, script.shown);
  take_apart(script, script.statements, no_transaction);
  return script;
}

std::optional<base::Error> refusal_to_run(const migration::Migration& migration, Statements statements) {
  // The text is the migration's own, and stays with it.
  Script script{
      .name = migration.name, .shown = migration.up.shown, .text = {std::shared_ptr<void>(), &migration.up.text}};
  try {
    take_apart(script, statements, migration.header.no_transaction);
  } catch (const base::Error& error) {
    return error;
  }
  return std::nullopt;
}

bool takes_long_by_nature(const sql::Statement& statement) {
  if (const auto* alter = statement.as<sql::AlterTable>()) {
    const auto& commands = alter->commands;
    return !commands.empty() && std::all_of(commands.begin(), commands.end(), [](const auto& command) {
      return command.action == sql::AlterAction::validate_constraint || command.concurrently;
    });
  }
  return runs_alone(statement) || statement.as<sql::Vacuum>() != nullptr;
}

bool same_beginning(const Script& one, const Script& other, std::size_t count) {
  if (one.statements.size() < count || other.statements.size() < count) return false;
  return std::equal(one.statements.begin(), one.statements.begin() + static_cast<std::ptrdiff_t>(count),
                    other.statements.begin(), [](const auto& a, const auto& b) { return a.text == b.text; });
}

}  // namespace apply
