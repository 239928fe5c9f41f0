#include "fix/batches.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "pg/session.h"

namespace fix {

static bool grows(const pg::Column& column) {
  if (column.identity) return true;
  const auto value = column.default_expression ? base::to_lower(*column.default_expression) : "";
  if (value.starts_with("nextval(")) return true;
  return column.type.starts_with("timestamp") &&
         (value.starts_with("now()") || value.starts_with("current_timestamp") ||
          value.starts_with("clock_timestamp()"));
}

static std::optional<BatchKey> key_of(const pg::Relation& table, const pg::Index& index) {
  BatchKey key;
  if (!index.unique || !index.valid || index.definition.find(" WHERE ") != std::string::npos) return std::nullopt;
  for (const auto& name : index.columns) {
    const auto* column = table.column(name);
    if (!column || !(column->not_null || index.primary)) return std::nullopt;
    key.columns.push_back(name);
    key.types.push_back(column->type);
    if (key.columns.size() == 1) key.grows = grows(*column);
  }
  return key;
}

std::optional<BatchKey> batch_key(const pg::Relation& table) {
  for (const bool primary : {true, false}) {
    for (const auto& index : table.indexes) {
      if (index.primary != primary) continue;
      if (auto key = key_of(table, index)) return key;
    }
  }
  return std::nullopt;
}

// "(id)" stays "id"; several columns become a row, which is compared along the index as well.
static std::string row(const std::vector<std::string>& items) {
  return items.size() == 1 ? items.front() : fmt::format("({})", fmt::join(items, ", "));
}

template <class Make>
static std::vector<std::string> each(std::size_t count, Make&& make) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < count; ++i) items.push_back(make(i));
  return items;
}

// One text, so that the block reads as what it is. Its names begin with lk_, which no column of the team's does;
// FOUND is PL/pgSQL's own, and a column of that name is the column.
static constexpr std::string_view block = R"(DO $batches$
#variable_conflict use_column
-- lockkeeper: repeatable
-- Each batch commits together with the key that the next one begins at, so this may be stopped and run again.
DECLARE
  lk_at record;
  lk_last record;
BEGIN
  IF NOT EXISTS (SELECT FROM {helper}) THEN
    INSERT INTO {helper}
    SELECT lk_first.*, lk_end.*
    FROM (SELECT {keys} FROM {table} ORDER BY {order} LIMIT 1) AS lk_first,
         (SELECT {keys} FROM {table} ORDER BY {order_down} LIMIT 1) AS lk_end;
    COMMIT;
  END IF;
  LOOP
    SELECT * INTO lk_at FROM {helper};
    EXIT WHEN NOT FOUND OR lk_at.from_1 IS NULL;
    SELECT {named_keys} INTO lk_last
    FROM (SELECT {keys} FROM {table} WHERE {key_row} >= {from_row} AND {key_row} <= {upto_row}
          ORDER BY {order} LIMIT {rows}) AS lk_batch
    ORDER BY {order_down} LIMIT 1;
    EXIT WHEN NOT FOUND;
    {statement} {own_row} >= {from_row} AND {own_row} <= {last_row};
    UPDATE {helper} SET ({from_columns}) = (
      SELECT {keys} FROM {table} WHERE {key_row} > {last_row} AND {key_row} <= {upto_row} ORDER BY {order} LIMIT 1);
    COMMIT;
  END LOOP;
END
$batches$)";

std::vector<std::string> in_batches(const Batching& batching) {
  const auto& key = batching.key;
  const auto count = key.columns.size();
  const auto numbered = [&](std::string_view prefix) {
    return each(count, [&](std::size_t i) { return fmt::format("{}{}", prefix, i + 1); });
  };
  const auto columns = each(count, [&](std::size_t i) { return pg::quote_identifier(key.columns[i]); });
  const auto own = each(count, [&](std::size_t i) { return batching.alias + "." + columns[i]; });
  const auto down = each(count, [&](std::size_t i) { return columns[i] + " DESC"; });
  const auto named = each(count, [&](std::size_t i) { return fmt::format("{} AS key_{}", columns[i], i + 1); });
  const auto helper = pg::Name{batching.table.schema, batching.helper}.text();

  auto fields = each(count, [&](std::size_t i) { return fmt::format("from_{} {}", i + 1, key.types[i]); });
  for (std::size_t i = 0; i < count; ++i) fields.push_back(fmt::format("upto_{} {}", i + 1, key.types[i]));
  return {fmt::format("CREATE TABLE IF NOT EXISTS {} ({})", helper, fmt::join(fields, ", ")),
          fmt::format(
              fmt::runtime(block), fmt::arg("helper", helper), fmt::arg("table", batching.table.text()),
              fmt::arg("keys", fmt::format("{}", fmt::join(columns, ", "))),
              fmt::arg("named_keys", fmt::format("{}", fmt::join(named, ", "))),
              fmt::arg("order", fmt::format("{}", fmt::join(columns, ", "))),
              fmt::arg("order_down", fmt::format("{}", fmt::join(down, ", "))), fmt::arg("key_row", row(columns)),
              fmt::arg("own_row", row(own)), fmt::arg("from_row", row(numbered("lk_at.from_"))),
              fmt::arg("upto_row", row(numbered("lk_at.upto_"))), fmt::arg("last_row", row(numbered("lk_last.key_"))),
              fmt::arg("from_columns", fmt::format("{}", fmt::join(numbered("from_"), ", "))),
              fmt::arg("rows", batching.rows), fmt::arg("statement", batching.statement)),
          fmt::format("DROP TABLE {}", helper)};
}

Part batched_part(const Batching& batching, std::string title, std::string does) {
  return {.title = std::move(title),
          .does = fmt::format("{} in batches of {} rows along {}", does, batching.rows,
                              fmt::join(batching.key.columns, ", ")),
          .running = Running::steps,
          .up = in_batches(batching)};
}

}  // namespace fix
