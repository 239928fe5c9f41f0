#include "impact/types/functions.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/errors/errors.h"
#include "impact/procedural/function_bodies.h"
#include "impact/procedural/sql_text.h"
#include "impact/simulate/schema.h"
#include "impact/types/server_objects.h"
#include "sql/constant_text.h"

namespace impact {

std::vector<const pg::Routine*> routines_named(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  std::vector<const pg::Routine*> found;
  const auto path = search_path(catalog);
  for (const auto& routine : catalog.routines) {
    if (routine.name.name != name.name) continue;
    const bool meant = name.schema.empty() ? std::ranges::find(path, routine.name.schema) != path.end()
                                           : routine.name.schema == name.schema;
    if (meant) found.push_back(&routine);
  }
  return found;
}

std::vector<const pg::Routine*> routines_called(const sql::FunctionCall& call, const pg::Catalog& catalog) {
  auto named = routines_named(call.name, catalog);
  std::vector<const pg::Routine*> fitting;
  for (const auto* routine : named) {
    if (routine->arguments.size() == call.arguments) fitting.push_back(routine);
  }
  return fitting.empty() ? named : fitting;
}

// A function in SQL is opened up where it is called, so that what counts is what its query calls: inline_function in
// PostgreSQL's clauses.c. Declared volatile, yet "SELECT 42" gives every row the same.
static bool opens_up_as_constant(const pg::Routine& routine, const pg::Catalog& catalog) {
  if (routine.language != "sql" || routine.returns_set || routine.defines_security || !routine.settings.empty())
    return false;
  auto body = std::string(base::trim(routine.body));
  if (body.ends_with(";")) body.pop_back();
  if (!base::starts_with_ignoring_case(body, "select") || routine.strict) return false;
  try {
    // As the default of a column, since that is where the parser says what is volatile.
    const auto text = fmt::format("ALTER TABLE t ALTER c SET DEFAULT ({})", body.substr(6));
    const auto statements = sql::parse(text, "function");
    const auto* alter = statements.size() == 1 ? statements.front().as<sql::AlterTable>() : nullptr;
    if (!alter || alter->commands.empty() || !alter->commands.front().column) return false;
    const auto& column = *alter->commands.front().column;
    return std::ranges::all_of(column.default_calls, [&](const sql::FunctionCall& call) {
      const auto inner = routines_called(call, catalog);
      return !inner.empty() && std::ranges::all_of(inner, [](const pg::Routine* each) {
        return each->volatility != pg::Volatility::volatile_;
      });
    });
  } catch (const base::Error&) {
    return false;  // more than one expression: it stays a call
  }
}

bool gives_each_row_its_own(const sql::ColumnDefinition& column, const pg::Catalog& catalog) {
  if (!column.has_default || !column.default_volatile) return false;
  if (column.default_calls.empty()) return true;
  return std::ranges::any_of(column.default_calls, [&](const sql::FunctionCall& call) {
    const auto meant = routines_called(call, catalog);
    return meant.empty() || std::ranges::any_of(meant, [&](const pg::Routine* routine) {
             return routine->volatility == pg::Volatility::volatile_ && !opens_up_as_constant(*routine, catalog);
           });
  });
}

static std::string called(const pg::Routine& routine) {
  return fmt::format("the {} {}", routine.kind == pg::RoutineKind::procedure ? "procedure" : "function",
                     shown(routine.name));
}

// BEGIN ATOMIC …; END and RETURN … without the words around.
static std::string statements_of(const std::string& definition) {
  auto text = base::trim(definition);
  if (base::starts_with_ignoring_case(text, "return ")) return "SELECT " + std::string(text.substr(7));
  if (!base::starts_with_ignoring_case(text, "begin atomic")) return definition;
  text = base::trim(text.substr(12));
  if (text.size() >= 3 && base::to_lower(text.substr(text.size() - 3)) == "end")
    text = text.substr(0, text.size() - 3);
  return std::string(text);
}

// What the parameters are in the first call of this name that the statement holds, where constants are written there.
static std::map<std::string, std::string> values_given(const pg::Routine& routine, std::string_view text) {
  const auto lower = base::to_lower(text);
  const auto call = lower.find(routine.name.name + "(");
  const auto open = call == std::string::npos ? call : call + routine.name.name.size();
  const auto close = open == std::string::npos ? open : closing(text, open);
  if (close == std::string::npos || close == open + 1) return {};
  std::map<std::string, std::string> values;
  const auto given = parts(text.substr(open + 1, close - open - 1), ",");
  const auto parameters = parts(routine.signature, ",");
  for (std::size_t at = 0; at < given.size() && at < parameters.size(); ++at) {
    const auto value = sql::constant_text(std::string(given[at]));
    const auto name = parameters[at].substr(0, parameters[at].find(' '));
    if (value) values[std::string(name)] = *value;
  }
  return values;
}

// A setting of the function's own, or the search path of another schema, may give names another meaning.
static void run_routine(EffectsBuilder& builder, const pg::Routine& routine, bool certain) {
  const auto what = called(routine);
  if (!routine.extension.empty()) return;  // extensions are taken at their word, as the server's own functions are
  if (routine.kind == pg::RoutineKind::aggregate || routine.kind == pg::RoutineKind::window) return;
  if (!routine.settings.empty() &&
      base::to_lower(fmt::format("{}", fmt::join(routine.settings, " "))).find("search_path") != std::string::npos)
    builder.unknown(fmt::format("{} sets a search path of its own, which is not followed", what));
  if (routine.language == "plpgsql") {
    auto values = values_given(routine, builder.statement.text);
    // Strict: not run where an argument is NULL.
    certain = certain && (!routine.strict || values.size() >= routine.arguments.size());
    run_plpgsql(builder, sql::read_plpgsql_routine(routine.signature, routine.result, routine.body, values), what,
                certain);
  } else if (routine.language == "sql" && !routine.body.empty()) {
    run_sql(builder, routine.body, what, certain && !routine.strict);
  } else if (routine.language == "sql" && !routine.definition.empty()) {
    run_sql(builder, statements_of(routine.definition), what, certain && !routine.strict);
  } else if (routine.language != "internal" && routine.volatility == pg::Volatility::volatile_) {
    builder.unknown(fmt::format("calls {}, written in {}, which is not looked into", what,
                                routine.language.empty() ? "a language that is not known" : routine.language));
  }
}

// Beside a set that has no rows nothing is computed, and a function in SQL may be opened up and what it is given left
// out.
static bool may_hide_others(const sql::FunctionCall& call, const pg::Catalog& catalog) {
  const auto meant = routines_called(call, catalog);
  if (!meant.empty())
    return std::ranges::any_of(meant, [](const pg::Routine* each) {
      const auto returned = base::to_lower(each->result);
      return each->language == "sql" || returned.starts_with("setof ") || returned.starts_with("table");
    });
  if (!is_server_function(call.name.name)) return true;
  return std::ranges::any_of(functions_of_server(call.name.name), &Signature::set);
}

static bool is_hidden(const sql::FunctionCall& call, const EffectsBuilder& builder) {
  return std::ranges::any_of(builder.statement.calls, [&](const sql::FunctionCall& other) {
    return &other != &call && may_hide_others(other, builder.catalog);
  });
}

void follow_calls(EffectsBuilder& builder) {
  for (const auto& call : builder.statement.calls) {
    const auto meant = routines_called(call, builder.catalog);
    const bool certain = !call.perhaps && meant.size() == 1 && !is_hidden(call, builder);
    for (const auto* routine : meant) run_routine(builder, *routine, certain);
    if (!meant.empty()) continue;
    const bool named = std::ranges::any_of(builder.catalog.functions, [&](const pg::Name& function) {
      return function.name == call.name.name && (call.name.schema.empty() || call.name.schema == function.schema);
    });
    if (named) builder.unknown(fmt::format("calls the function {}, whose body is not known", call.name.text()));
  }
}

void follow_procedure(EffectsBuilder& builder, const sql::QualifiedName& name) {
  std::size_t arguments = 0;
  for (const auto& call : builder.statement.calls) {
    if (call.name == name) arguments = call.arguments;
  }
  const auto meant = routines_called({.name = name, .arguments = arguments}, builder.catalog);
  const bool procedures =
      std::ranges::any_of(meant, [](const pg::Routine* each) { return each->kind == pg::RoutineKind::procedure; });
  if (!meant.empty() && !procedures)
    return builder.fails(
        error_of(sqlstate::wrong_object_type, object_named("function", name), "{}() is not a procedure", name.name)
            .with("SELECT calls it, not CALL"));
  for (const auto* routine : meant) {
    if (routine->kind == pg::RoutineKind::procedure) run_routine(builder, *routine, meant.size() == 1);
  }
  if (!meant.empty()) return;
  const bool complete = builder.catalog.has_server() && !builder.catalog.routines.empty();
  builder.unknown(fmt::format("the procedure {} is not in the catalog", name.text()));
  if (complete)
    builder.fails(error_of(sqlstate::undefined_function, object_named("procedure", name),
                           "procedure {}() does not exist", name.name));
}

static bool fires(const pg::Trigger& trigger, std::string_view event, const std::vector<std::string>& columns) {
  if (!trigger.enabled) return false;
  const auto on = trigger.definition.find(" ON ");
  const auto head = trigger.definition.substr(0, on);
  if (!has_words(head, event)) return false;
  const auto of = base::to_lower(head).find("update of ");
  if (event != "UPDATE" || of == std::string::npos || columns.empty()) return true;
  return std::ranges::any_of(columns, [&](const std::string& column) { return mentions(head.substr(of), column); });
}

static void follow_rule(EffectsBuilder& builder, const pg::Relation& relation, const pg::Rule& rule,
                        std::string_view event) {
  if (!has_words(rule.definition, fmt::format("on {} to", event))) return;
  const auto what = fmt::format("the rule {} of {}", rule.name, shown(relation.name));
  if (rule.definition.empty()) return builder.unknown(fmt::format("{} runs other statements", what));
  try {
    for (const auto& statement : sql::parse(rule.definition, what)) {
      for (const auto& use : statement.uses) {
        const auto* other = builder.find(use.name);
        if (!other || use.access == sql::Access::other) continue;
        builder.lock(other->name, use.access == sql::Access::write ? LockMode::row_exclusive : LockMode::access_share,
                     what + " uses it");
        if (use.access == sql::Access::write && builder.has_rows(*other))
          builder.warn(fmt::format("{} writes {}", what, shown(other->name)));
      }
    }
  } catch (const base::Error&) {
    builder.unknown(fmt::format("{} could not be read", what));
  }
}

static bool is_replaced(const pg::Relation& relation, std::string_view event) {
  return std::ranges::any_of(relation.rules, [&](const pg::Rule& rule) {
    return rule.definition.empty() ||
           (has_words(rule.definition, fmt::format("on {} to", event)) && has_words(rule.definition, "do instead"));
  });
}

// A trigger BEFORE each row may leave the row out, and nothing fires for it any more. They fire by their names.
static bool may_be_left_out(const pg::Trigger& trigger, const pg::Relation& relation, std::string_view event) {
  const bool before = has_words(trigger.definition, "before");
  return std::ranges::any_of(relation.triggers, [&](const pg::Trigger& other) {
    return other.name != trigger.name && fires(other, event, {}) && has_words(other.definition, "before") &&
           has_words(other.definition, "for each row") && (!before || other.name < trigger.name);
  });
}

// A trigger FOR EACH ROW runs for the rows that there are, one with WHEN for some of them. INSERT … VALUES has rows.
static bool is_certain(const pg::Trigger& trigger, const pg::Relation& relation, std::string_view event,
                       const sql::Statement& statement) {
  if (has_words(trigger.definition, "when") || is_replaced(relation, event)) return false;
  if (!has_words(trigger.definition, "for each row")) return true;
  const auto* insert = statement.as<sql::Insert>();
  return event == "INSERT" && insert && !insert->from_select && !insert->on_conflict &&
         !may_be_left_out(trigger, relation, event);
}

bool triggers_rest(const pg::Catalog& catalog) {
  const auto role = catalog.settings.find("session_replication_role");
  return role != catalog.settings.end() && role->second == "replica";
}

void follow_triggers(EffectsBuilder& builder, const pg::Relation& relation, std::string_view event,
                     const std::vector<std::string>& columns) {
  if (triggers_rest(builder.catalog)) return;
  for (const auto& rule : relation.rules) follow_rule(builder, relation, rule, event);
  for (const auto& trigger : relation.triggers) {
    if (!fires(trigger, event, columns) || trigger.function.name.empty() || trigger.function.schema == "pg_catalog")
      continue;
    for (const auto* routine : routines_named({trigger.function.schema, trigger.function.name}, builder.catalog))
      run_routine(builder, *routine, is_certain(trigger, relation, event, builder.statement));
  }
}

}  // namespace impact
