#include "sql/convert.h"

namespace sql {

// INTO of a set operation stands in its leftmost SELECT.
static const raw::IntoClause* into_of(const raw::SelectStmt& select) {
  const auto* leftmost = &select;
  while (leftmost->larg) leftmost = leftmost->larg;
  return leftmost->intoClause;
}

Node convert_select(const raw::SelectStmt& select) {
  const auto* into = into_of(select);
  if (!into) return Select{};
  return CreateTable{.table = name_of(into->rel), .temporary = into->rel->relpersistence == 't', .as_query = true};
}

Node convert_insert(const raw::InsertStmt& insert) {
  const auto* select = as<raw::SelectStmt>(insert.selectStmt);
  return Insert{.table = name_of(insert.relation),
                .from_select = select && !select->valuesLists,
                .on_conflict = insert.onConflictClause != nullptr};
}

Node convert_update(const raw::UpdateStmt& update) {
  Update result{.table = name_of(update.relation), .has_where = update.whereClause != nullptr};
  for (const auto* item : Items(update.targetList)) {
    if (const auto* target = as<raw::ResTarget>(item)) result.columns.push_back(text_of(target->name));
  }
  return result;
}

Node convert_copy(const raw::CopyStmt& copy) {
  Copy result{.table = {},
              .from = copy.is_from,
              .program = copy.is_program,
              .freeze = option_is_on(copy.options, "freeze"),
              .file = text_of(copy.filename)};
  if (copy.relation) result.table = name_of(copy.relation);
  result.through_client = !copy.filename;
  result.from_stdin = copy.is_from && result.through_client;
  return result;
}

Node convert_do(const raw::DoStmt& block) {
  const auto* body = find_option(block.args, "as");
  const auto* language = find_option(block.args, "language");
  return DoBlock{.body = body ? text_of(body->arg) : "", .language = language ? text_of(language->arg) : ""};
}

}  // namespace sql
