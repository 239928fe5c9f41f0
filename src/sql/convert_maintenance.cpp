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
  return Lock{.tables = names_of(lock.relations), .mode = std::string(lock_mode(lock.mode))};
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
  for (const auto* item : Items(vacuum.rels)) {
    if (const auto* relation = as<raw::VacuumRelation>(item)) result.tables.push_back(name_of(relation->relation));
  }
  return result;
}

Node convert_set(const raw::VariableSetStmt& set) {
  return Set{.name = set.kind == raw::VAR_RESET_ALL ? "all" : text_of(set.name), .local = set.is_local};
}

Node convert_transaction(const raw::TransactionStmt& control) {
  static constexpr std::string_view commands[] = {
      "BEGIN",       "START TRANSACTION",   "COMMIT",          "ROLLBACK",         "SAVEPOINT", "RELEASE",
      "ROLLBACK TO", "PREPARE TRANSACTION", "COMMIT PREPARED", "ROLLBACK PREPARED"};
  return TransactionControl{.command = std::string(commands[control.kind])};
}

}  // namespace sql
