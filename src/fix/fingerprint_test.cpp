#include "fix/fingerprint_test.h"

#include <algorithm>

#include <fmt/format.h>

#include "pg/schema_objects.h"

namespace fix {

static constexpr auto publications = R"(
SELECT concat_ws(' ', 'publication', pubname, schemaname, tablename,
    (SELECT string_agg(x, ',' ORDER BY x) FROM unnest(attnames) x), rowfilter) AS line
FROM pg_publication_tables)";

// One line of text an object.
static std::string line_of(const pg::SchemaObject& object) {
  auto line = fmt::format("{} {} {}", object.kind, object.name.text(), object.part);
  for (const auto& [fact, value] : object.facts) {
    if (fact != "order") line += fmt::format(" {} {}", fact, value);
  }
  return line;
}

std::vector<std::string> fingerprint(pg::Session& session) {
  std::vector<std::string> lines;
  for (const auto& object : pg::schema_objects(session)) {
    lines.push_back(line_of(object));
    if (const auto order = object.facts.find("order"); order != object.facts.end())
      lines.push_back(fmt::format("order {} {}", object.name.name, order->second));
  }
  const auto rows = session.query(publications);
  for (std::size_t row = 0; row < rows.rows(); ++row) lines.push_back(rows.text(row, "line"));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> rows_of(pg::Session& session) {
  const auto names = session.query(
      "SELECT oid::regclass::text AS name, relkind AS kind FROM pg_class WHERE relnamespace = 'public'::regnamespace"
      " AND relkind IN ('r', 'p', 'm', 'S') AND relname !~ '^_migration' ORDER BY 1");
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < names.rows(); ++row) {
    const auto name = names.text(row, "name");
    const bool sequence = names.text(row, "kind") == "S";
    const auto sum = session.query(
        sequence
            ? fmt::format("SELECT concat_ws(' ', last_value, is_called) AS line FROM {}", name)
            : fmt::format("SELECT concat_ws(' ', count(*), md5(string_agg(row_text, ',' ORDER BY row_text))) AS line"
                          " FROM (SELECT tableoid::regclass::text || to_jsonb(t)::text AS row_text FROM {} t) x",
                          name));
    lines.push_back(name + " " + sum.text(0, "line"));
  }
  return lines;
}

}  // namespace fix
