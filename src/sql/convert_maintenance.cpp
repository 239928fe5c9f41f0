#include "sql/convert.h"

namespace sql {

// In the order of lockdefs.h, which counts from 1.
static std::string_view lock_mode(int mode) {
  static constexpr std::string_view modes[] = {
      "ACCESS SHARE", "ROW SHARE",           "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE",
      "SHARE",        "SHARE ROW EXCLUSIVE", "EXCLUSIVE",     "ACCESS EXCLUSIVE"};
  return mode >= 1 && mode <= static_cast<int>(std::size(modes)) ? modes[mode - 1] : "ACCESS EXCLUSIVE";
}

Node convert_lock(const raw::LockStmt& lock) {
  return Lock{.tables = names_of(lock.relations),
              .mode = std::string(lock_mode(lock.mode)),
              .only = names_behind_only(lock.relations)};
}

Node convert_reindex(const raw::ReindexStmt& reindex) {
  static constexpr std::string_view objects[] = {"INDEX", "TABLE", "SCHEMA", "SYSTEM", "DATABASE"};
  Reindex result{.object = std::string(objects[reindex.kind]),
                 .name = name_of(reindex.relation),
                 .concurrently = option_is_on(reindex.params, "concurrently")};
  if (!reindex.relation) result.name.name = text_of(reindex.name);
  return result;
}

Node convert_vacuum(const raw::VacuumStmt& vacuum) {
  Vacuum result{.tables = {}, .full = option_is_on(vacuum.options, "full"), .analyze_only = !vacuum.is_vacuumcmd};
  result.analyze = result.analyze_only || option_is_on(vacuum.options, "analyze");
  for (const auto* item : Items(vacuum.rels)) {
    const auto* relation = as<raw::VacuumRelation>(item);
    if (!relation) continue;
    result.tables.push_back(name_of(relation->relation));
    result.of_columns = result.of_columns || Items(relation->va_cols).size() > 0;
  }
  return result;
}

// As flatten_set_variable_args() of PostgreSQL reads it, without quotes.
static std::string set_value(const raw::Node* argument) {
  if (const auto* cast = as<raw::TypeCast>(argument)) return "interval " + set_value(cast->arg);  // SET TIME ZONE
  const auto* constant = as<raw::A_Const>(argument);
  if (!constant) return {};
  const auto* value = &constant->val.node;
  if (const auto* number = as<raw::Integer>(value)) return std::to_string(number->ival);
  if (const auto* number = as<raw::Float>(value)) return text_of(number->fval);
  if (const auto* boolean = as<raw::Boolean>(value)) return boolean->boolval ? "true" : "false";
  return text_of(value);
}

Node convert_set(const raw::VariableSetStmt& set) {
  Set result{
      .name = set.kind == raw::VAR_RESET_ALL ? "all" : text_of(set.name),
      .local = set.is_local,
      .reset = set.kind == raw::VAR_RESET || set.kind == raw::VAR_SET_DEFAULT || set.kind == raw::VAR_RESET_ALL};
  if (set.kind != raw::VAR_SET_VALUE) return result;
  for (const auto* argument : Items(set.args)) result.values.push_back(set_value(argument));
  return result;
}

Node convert_transaction(const raw::TransactionStmt& control) {
  static constexpr std::string_view commands[] = {
      "BEGIN",       "START TRANSACTION",   "COMMIT",          "ROLLBACK",         "SAVEPOINT", "RELEASE",
      "ROLLBACK TO", "PREPARE TRANSACTION", "COMMIT PREPARED", "ROLLBACK PREPARED"};
  return TransactionControl{.command = std::string(commands[control.kind]),
                            .kind = static_cast<TransactionControl::Kind>(control.kind),  // in the same order
                            .savepoint = text_of(control.savepoint_name),
                            .chain = control.chain};
}

}  // namespace sql
