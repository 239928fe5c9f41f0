#include "commands/sql_effect.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/text.h"
#include "commands/sql_functions.h"
#include "sql/lenient.h"
#include "sql/lexer.h"
#include "sql/plpgsql.h"
#include "sql/query_blocks.h"

namespace commands {

static CommandJudgement not_known(std::string what) {
  return {.effect = Effect::unknown, .not_known = std::move(what)};
}

static CommandJudgement does(Effect effect, std::string what) {
  return {.effect = effect, .does = std::move(what)};
}

static bool is_temporary_table(const sql::QualifiedName& name, const SqlSession& session) {
  const bool by_name_alone = name.schema.empty() && session.stops_at_errors && !session.other_path;
  return (by_name_alone || name.schema == "pg_temp") && session.temporary.contains(name.name);
}

static std::string names_of(const std::vector<sql::QualifiedName>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) out.push_back(name.text());
  if (out.size() > 4) {
    const auto more = out.size() - 3;
    out.resize(3);
    out.push_back(fmt::format("{} more", more));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

// Functions of PostgreSQL that people call for what they do.
static const std::map<std::string_view, std::pair<Effect, std::string_view>>& acting_functions() {
  static const std::map<std::string_view, std::pair<Effect, std::string_view>> known{
      {"pg_terminate_backend", {Effect::changes, "ends sessions of others"}},
      {"pg_cancel_backend", {Effect::changes, "cancels queries of others"}},
      {"pg_reload_conf", {Effect::changes, "has the server read its configuration anew"}},
      {"pg_rotate_logfile", {Effect::changes, "begins a new log file"}},
      {"pg_switch_wal", {Effect::changes, "begins a new WAL file"}},
      {"pg_create_restore_point", {Effect::changes, "writes a restore point"}},
      {"pg_promote", {Effect::changes, "promotes the standby"}},
      {"pg_wal_replay_pause", {Effect::changes, "pauses replay on the standby"}},
      {"pg_wal_replay_resume", {Effect::changes, "resumes replay on the standby"}},
      {"pg_drop_replication_slot", {Effect::destroys, "drops a replication slot"}},
      {"pg_replication_slot_advance", {Effect::destroys, "moves a replication slot on"}},
      {"pg_logical_slot_get_changes", {Effect::destroys, "consumes changes of a replication slot"}},
      {"pg_logical_slot_get_binary_changes", {Effect::destroys, "consumes changes of a replication slot"}},
      {"pg_create_physical_replication_slot", {Effect::changes, "creates a replication slot"}},
      {"pg_create_logical_replication_slot", {Effect::changes, "creates a replication slot"}},
      {"pg_replication_origin_drop", {Effect::destroys, "drops a replication origin"}},
      {"pg_backup_start", {Effect::changes, "begins a backup"}},
      {"pg_backup_stop", {Effect::changes, "ends a backup"}},
      {"pg_start_backup", {Effect::changes, "begins a backup"}},
      {"pg_stop_backup", {Effect::changes, "ends a backup"}},
      {"pg_stat_reset", {Effect::destroys, "resets statistics"}},
      {"pg_stat_reset_shared", {Effect::destroys, "resets statistics"}},
      {"pg_stat_statements_reset", {Effect::destroys, "resets the statistics of statements"}},
      {"lo_unlink", {Effect::destroys, "deletes large objects"}},
      {"lo_import", {Effect::changes, "loads a file as a large object"}},
      {"lo_export", {Effect::changes, "writes a large object to a file of the server"}},
      {"nextval", {Effect::changes, "takes a number from a sequence"}},
      {"setval", {Effect::changes, "sets a sequence"}},
      {"pg_notify", {Effect::changes, "sends a notification"}},
      {"pg_advisory_lock", {Effect::changes, "takes a lock that its session keeps"}},
      {"pg_try_advisory_lock", {Effect::changes, "takes a lock that its session keeps"}},
      {"set_config", {Effect::own, ""}},
      {"setseed", {Effect::own, ""}},
  };
  return known;
}

// The worst of the functions that it calls.
static CommandJudgement judge_calls(const sql::Statement& statement) {
  CommandJudgement out;
  for (const auto& call : statement.calls) {
    if (function_only_reads(call.name)) continue;
    const auto found = acting_functions().find(call.name.name);
    auto one = found == acting_functions().end()
                   ? not_known(fmt::format("what the function {} does", call.name.text()))
                   : does(found->second.first, std::string(found->second.second));
    if (one.effect > out.effect) out = std::move(one);
  }
  return out;
}

// What its queries write, those in WITH included.
static CommandJudgement judge_rows(const sql::Statement& statement, const SqlSession& session) {
  using Kind = sql::QueryBlock::Kind;
  if (statement.too_deep) return not_known("what is nested so deep");
  CommandJudgement out;
  const auto worse = [&](Effect effect, std::string what) {
    if (effect > out.effect) out = does(effect, std::move(what));
  };
  static const std::vector<sql::QueryBlock> none;
  for (const auto& scope : statement.scopes ? *statement.scopes : none) {
    if (scope.locks_rows) worse(Effect::changes, "locks rows");
    if (scope.kind == Kind::select) continue;
    const auto table = scope.target.text();
    if (is_temporary_table(scope.target, session)) {
      worse(Effect::own, "");
    } else if (scope.kind == Kind::remove) {
      worse(Effect::destroys, fmt::format("deletes {} of {}", scope.has_where ? "rows" : "every row", table));
    } else if (scope.kind == Kind::update) {
      worse(scope.has_where ? Effect::changes : Effect::destroys,
            fmt::format("{} of {}", scope.has_where ? "updates rows" : "overwrites every row", table));
    } else if (scope.kind == Kind::merge) {
      worse(Effect::changes, fmt::format("merges rows into {}", table));
    } else {
      worse(Effect::changes, fmt::format("inserts rows into {}", table));
    }
  }
  for (const auto& use : statement.uses) {
    if (use.access == sql::Access::write && !is_temporary_table(use.name, session))
      worse(Effect::changes, fmt::format("writes to {}", use.name.text()));
    if (use.access == sql::Access::lock_rows && !is_temporary_table(use.name, session))
      worse(Effect::changes, fmt::format("locks rows of {}", use.name.text()));
  }
  return out;
}

static CommandJudgement worse_of(CommandJudgement a, CommandJudgement b) {
  return b.effect > a.effect ? std::move(b) : std::move(a);
}

static CommandJudgement judge_query(const sql::Statement& statement, const SqlSession& session) {
  return worse_of(judge_rows(statement, session), judge_calls(statement));
}

// "drops the table orders", "creates the index on orders"
static std::string sentence(const sql::Statement& statement) {
  return fmt::format("runs {}", base::one_line(statement.text, 70));
}

static CommandJudgement judge_drop(const sql::Drop& drop, SqlSession& session) {
  const bool own = drop.object == "TABLE" && std::all_of(drop.names.begin(), drop.names.end(), [&](const auto& name) {
                     return is_temporary_table(name, session);
                   });
  // Behind it the same names stand for other tables.
  for (const auto& name : drop.names) session.temporary.erase(name.name);
  if (drop.cascade) session.forget_tables();
  if (own) return does(Effect::own, "");
  const auto object = base::to_lower(drop.object);
  if (!drop.name.empty())
    return does(Effect::destroys, fmt::format("drops the {} {} of {}", object, drop.name, names_of(drop.names)));
  return does(Effect::destroys, fmt::format("drops the {} {}{}", object, names_of(drop.names),
                                            drop.cascade ? " and what depends on it" : ""));
}

static CommandJudgement judge_alter(const sql::Statement& statement, const sql::AlterTable& alter,
                                    SqlSession& session) {
  if (is_temporary_table(alter.table, session)) {
    // DROP TABLE of this one drops its partitions too.
    const bool attaches = std::ranges::any_of(
        alter.commands, [](const auto& command) { return command.action == sql::AlterAction::attach_partition; });
    if (attaches) session.forget_tables();
    return does(Effect::own, "");
  }
  for (const auto& command : alter.commands) {
    if (command.action == sql::AlterAction::drop_column)
      return does(Effect::destroys, fmt::format("drops the column {} of {}", command.name, alter.table.text()));
    if (command.action == sql::AlterAction::detach_partition || command.action == sql::AlterAction::drop_constraint)
      return does(Effect::changes,
                  fmt::format("alters {}: {}", alter.table.text(), base::one_line(statement.text, 60)));
  }
  return does(Effect::changes, fmt::format("alters {}", alter.table.text()));
}

static CommandJudgement judge_copy(const sql::Statement& statement, const sql::Copy& copy,
                                   const SqlSession& session) {
  if (copy.program) return not_known("what the program of COPY does");
  if (!copy.from) {
    if (!copy.through_client) return does(Effect::changes, "writes a file on the server");
    return judge_query(statement, session);
  }
  // Where it fails, psql goes on with its rows as if they were SQL.
  if (session.stops_at_errors && copy.table && is_temporary_table(*copy.table, session)) return does(Effect::own, "");
  return does(Effect::changes, fmt::format("loads rows into {}", copy.table ? copy.table->text() : "a table"));
}

// A statement or an expression of PL/pgSQL: "a > 1", "a := f(b)".
static CommandJudgement judge_text_of_block(const std::string& written, SqlSession& session) {
  if (base::trim(written).empty()) return {};
  const auto assigned = written.find(":=");
  std::vector<std::string> ways{written, "SELECT " + written};
  // a[f()] := b: what stands in the brackets is called as well.
  if (assigned != std::string::npos)
    ways.push_back(fmt::format("SELECT {}; SELECT {}", written.substr(0, assigned), written.substr(assigned + 2)));
  for (const auto& text : ways) {
    try {
      CommandJudgement out;
      for (const auto& inner : sql::parse(text, "sql")) out = worse_of(out, judge_statement(inner, session));
      return out;
    } catch (const base::Error&) {
      continue;  // not in this way
    }
  }
  return not_known(fmt::format("what {} means in the DO block", base::one_line(written, 60)));
}

static CommandJudgement judge_statements_of_block(const sql::Body& body, SqlSession& session) {
  CommandJudgement out;
  for (const auto& text : body.texts) out = worse_of(out, judge_text_of_block(text, session));
  for (const auto& statement : body.statements) {
    if (!statement.dynamic.empty())
      out = worse_of(out, not_known(fmt::format("what EXECUTE {} runs", statement.dynamic)));
    if (statement.text.empty()) continue;
    const std::string text = statement.text;
    try {
      for (const auto& inner : sql::parse(text, "sql")) out = worse_of(out, judge_statement(inner, session));
    } catch (const base::Error&) {
      out = worse_of(out, not_known("what the DO block runs"));
    }
  }
  return out;
}

static CommandJudgement judge_block(const sql::DoBlock& block, SqlSession& session) {
  if (!block.language.empty() && base::to_lower(block.language) != "plpgsql")
    return not_known(fmt::format("what a block in {} does", block.language));
  const auto body = sql::read_plpgsql(block.body);
  CommandJudgement out;
  if (!body.problem.empty() || body.opens_built || body.ends_transactions || !body.unseen.empty())
    out = not_known("what the DO block runs" + (body.unseen.empty() ? "" : ": " + body.unseen.front()));
  const bool outer = std::exchange(session.in_block, true);
  // A loop comes again to what stands above a DROP: the first way through finds what the second must not rely on.
  judge_statements_of_block(body, session);
  out = worse_of(out, judge_statements_of_block(body, session));
  session.in_block = outer;
  return out;
}

namespace {

struct Explained {
  std::string statement = {};
  bool runs = false;  // ANALYZE
};

}  // namespace

// EXPLAIN ANALYZE …, EXPLAIN (ANALYZE, BUFFERS) …, EXPLAIN (ANALYZE false) …
static Explained read_explain(std::string_view text) {
  Explained out;
  sql::Lexer lexer(text);
  lexer.next();
  auto token = lexer.next();
  const auto is_analyze = [&] { return lexer.is(token, "analyze") || lexer.is(token, "analyse"); };
  if (lexer.text(token) == "(") {
    for (token = lexer.next(); token.kind != sql::Token::Kind::end && lexer.text(token) != ")";
         token = lexer.next()) {
      if (!is_analyze()) continue;
      const auto value = base::to_lower(lexer.text(lexer.peek()));
      out.runs = value != "false" && value != "off" && value != "0" && value != "'false'" && value != "'off'";
    }
    token = lexer.next();
  }
  for (; is_analyze() || lexer.is(token, "verbose"); token = lexer.next()) out.runs = out.runs || is_analyze();
  out.statement = token.kind == sql::Token::Kind::end ? "" : text.substr(token.begin);
  return out;
}

static CommandJudgement judge_explained(const sql::Statement& statement, SqlSession& session) {
  const auto explained = read_explain(statement.text);
  if (!explained.runs) return {};
  CommandJudgement out = judge_query(statement, session);
  try {
    for (const auto& inner : sql::parse(explained.statement, "sql"))
      out = worse_of(out, judge_statement(inner, session));
  } catch (const base::Error&) {
    return not_known("what the statement that EXPLAIN ANALYZE runs does");
  }
  return out;
}

static std::string second_word(std::string_view text) {
  sql::Lexer lexer(text);
  lexer.next();
  return lexer.name(lexer.next());
}

// Where errors do not stop psql, a second PREPARE of the same name may have failed.
static void prepare(const std::string& name, bool reads, SqlSession& session) {
  session.prepared.erase(name);
  if (!reads) session.prepared_other.insert(name);
  if (reads && (session.stops_at_errors || !session.prepared_other.contains(name))) session.prepared.insert(name);
}

static CommandJudgement judge_other(const sql::Statement& statement, const sql::Other& other, SqlSession& session) {
  const auto& tag = other.tag;
  if (sql::is_unparsed(statement))
    return not_known(fmt::format("what this means to PostgreSQL: {}", base::one_line(statement.text, 60)));
  if (tag == "VariableShowStmt") return {};
  if (tag == "DeallocateStmt") session.prepared.clear();
  if (tag == "DiscardStmt") session.forget();
  for (const char* of_the_session : {"FetchStmt", "ClosePortalStmt", "DeallocateStmt", "DiscardStmt", "ListenStmt",
                                     "UnlistenStmt", "ConstraintsSetStmt"}) {
    if (tag == of_the_session) return does(Effect::own, "");
  }
  if (tag == "ExplainStmt") return judge_explained(statement, session);
  if (tag == "DeclareCursorStmt") return judge_query(statement, session);
  if (tag == "PrepareStmt") {
    prepare(second_word(statement.text), judge_query(statement, session).effect == Effect::reads, session);
    return {};
  }
  if (tag == "ExecuteStmt") {
    const auto name = second_word(statement.text);
    return session.prepared.contains(name) ? judge_calls(statement)
                                           : not_known(fmt::format("what the prepared statement {} does", name));
  }
  if (tag == "CallStmt")
    return not_known(fmt::format("what the procedure in {} does", base::one_line(statement.text, 60)));
  if (tag == "LoadStmt") return not_known("what the library does that is loaded");
  if (tag == "MergeStmt")
    return worse_of(judge_query(statement, session), does(Effect::changes, sentence(statement)));
  const auto kind = sql::kind_of(statement);
  if (!kind.starts_with("DROP")) return does(Effect::changes, sentence(statement));
  const auto named = base::one_line(statement.text, 120);
  const auto rest = named.size() > kind.size() ? base::trim(std::string_view(named).substr(kind.size())) : "";
  return does(Effect::destroys, kind == "DROP OWNED"
                                    ? fmt::format("drops what is owned {}", rest)
                                    : fmt::format("drops the {} {}", base::to_lower(kind.substr(5)), rest));
}

// ON COMMIT DROP, wherever it stands.
static bool ends_with_the_transaction(std::string_view text) {
  sql::Lexer lexer(text);
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (!lexer.is(token, "on") || !lexer.is(lexer.peek(), "commit")) continue;
    lexer.next();
    if (lexer.is(lexer.peek(), "drop")) return true;
  }
  return false;
}

// Whether what stands behind it finds the table: not where it may not have been made, or goes by itself.
static bool stays(const sql::Statement& statement, const sql::CreateTable& create, const SqlSession& session) {
  return !session.in_block && !create.partition_of && !ends_with_the_transaction(statement.text);
}

static CommandJudgement judge_create(const sql::Statement& statement, const sql::CreateTable& create,
                                     SqlSession& session) {
  const bool temporary = create.temporary || create.table.schema == "pg_temp";
  if (!temporary) return does(Effect::changes, fmt::format("creates the table {}", create.table.text()));
  if (stays(statement, create, session)) session.temporary.insert(create.table.name);
  return worse_of(does(Effect::own, ""), judge_query(statement, session));
}

static CommandJudgement judge_truncate(const sql::Truncate& truncate, const SqlSession& session) {
  const bool own = std::all_of(truncate.tables.begin(), truncate.tables.end(),
                               [&](const auto& name) { return is_temporary_table(name, session); });
  return own ? does(Effect::own, "") : does(Effect::destroys, fmt::format("empties {}", names_of(truncate.tables)));
}

CommandJudgement judge_statement(const sql::Statement& statement, SqlSession& session) {
  if (std::ranges::any_of(statement.calls, [](const auto& call) { return call.name.name == "set_config"; }))
    session.other_path = true;
  if (const auto* other = statement.as<sql::Other>()) return judge_other(statement, *other, session);
  if (const auto* select = statement.as<sql::Select>()) {
    if (select->into) return does(Effect::changes, sentence(statement));
    return judge_query(statement, session);
  }
  if (statement.as<sql::Insert>() || statement.as<sql::Update>() || statement.as<sql::Delete>()) {
    auto out = judge_query(statement, session);
    return out.effect == Effect::reads ? does(Effect::changes, sentence(statement)) : out;
  }
  if (const auto* control = statement.as<sql::TransactionControl>()) {
    using Kind = sql::TransactionControl::Kind;
    if (control->kind == Kind::rollback || control->kind == Kind::rollback_to) session.forget_tables();
    const bool prepared = control->command.find("PREPARE") != std::string::npos;
    return prepared ? does(Effect::changes, sentence(statement)) : CommandJudgement{};
  }
  if (const auto* set = statement.as<sql::Set>()) {
    session.other_path = session.other_path || std::ranges::find(set->values, "pg_temp") != set->values.end();
    return does(Effect::own, "");
  }
  if (const auto* drop = statement.as<sql::Drop>()) return judge_drop(*drop, session);
  if (const auto* alter = statement.as<sql::AlterTable>()) return judge_alter(statement, *alter, session);
  if (const auto* copy = statement.as<sql::Copy>()) return judge_copy(statement, *copy, session);
  if (const auto* block = statement.as<sql::DoBlock>()) return judge_block(*block, session);
  if (const auto* create = statement.as<sql::CreateTable>()) return judge_create(statement, *create, session);
  if (const auto* truncate = statement.as<sql::Truncate>()) return judge_truncate(*truncate, session);
  if (const auto* index = statement.as<sql::CreateIndex>()) {
    if (is_temporary_table(index->table, session)) return does(Effect::own, "");
    return does(Effect::changes, fmt::format("creates an index on {}", index->table.text()));
  }
  if (const auto* vacuum = statement.as<sql::Vacuum>()) {
    const bool own =
        !vacuum->tables.empty() && std::all_of(vacuum->tables.begin(), vacuum->tables.end(),
                                               [&](const auto& name) { return is_temporary_table(name, session); });
    if (own) return does(Effect::own, "");
  }
  return does(Effect::changes, sentence(statement));
}

// A query that writes at most the rows that its WHERE names, and calls nothing that goes beyond the transaction.
bool is_undone_by_rollback(const sql::Statement& statement) {
  using Kind = sql::QueryBlock::Kind;
  const auto* select = statement.as<sql::Select>();
  const auto* other = statement.as<sql::Other>();
  if (other && other->tag == "ExplainStmt") {
    const auto explained = read_explain(statement.text);
    const auto inner = sql::parse_leniently(explained.statement, "sql");
    return explained.runs && inner.size() == 1 && !inner.front().as<sql::Other>() &&
           is_undone_by_rollback(inner.front());
  }
  const bool on_rows = (select && !select->into) || statement.as<sql::Update>() || statement.as<sql::Delete>();
  if (!on_rows || statement.too_deep || !statement.scopes) return false;
  if (judge_calls(statement).effect > Effect::own) return false;
  return std::ranges::all_of(*statement.scopes, [](const sql::QueryBlock& scope) {
    return scope.kind == Kind::select ||
           ((scope.kind == Kind::update || scope.kind == Kind::remove) && scope.has_where);
  });
}

}  // namespace commands
