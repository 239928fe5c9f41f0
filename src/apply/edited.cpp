#include "apply/edited.h"

#include "sql/psql_lines.h"
#include "sql/secrets.h"

namespace apply {

std::string kept_text(const migration::Migration& migration) {
  return sql::without_secrets(sql::without_rows(migration.up.text));
}

std::optional<std::vector<base::LineChange>> edited_lines(const plan::Applied& applied,
                                                          const migration::Migration& migration) {
  if (applied.text.empty()) return std::nullopt;
  return base::compare_lines(applied.text, kept_text(migration));
}

}  // namespace apply
