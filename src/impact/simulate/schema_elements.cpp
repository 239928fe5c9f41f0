#include "impact/simulate/schema_elements.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/text.h"
#include "impact/procedural/sql_text.h"
#include "impact/simulate/schema.h"

namespace impact {

std::vector<std::string> elements_of(const sql::Statement& create_schema) {
  const auto text = one_spaced(create_schema.text, Letters::as_written);
  std::vector<std::string> written;
  for (const auto grant : parts(text, " grant ")) {
    const auto creates = parts(grant, " create ");
    for (std::size_t at = 0; at < creates.size(); ++at) {
      const auto* word = at > 0 ? "CREATE " : written.empty() ? "" : "GRANT ";
      written.push_back(word + std::string(creates[at]));
    }
  }
  static constexpr std::array order{"create sequence", "create table",   "create view",
                                    "create index",    "create trigger", "grant"};
  const auto rank = [](const std::string& one) {
    for (std::size_t at = 0; at < order.size(); ++at) {
      if (base::starts_with_ignoring_case(one, order[at])) return at;
    }
    return std::size_t{1};  // CREATE UNLOGGED TABLE, CREATE UNIQUE INDEX and their like come with the tables
  };
  if (written.size() < 2) return {};
  std::stable_sort(written.begin() + 1, written.end(),
                   [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  written.erase(written.begin());
  try {
    for (const auto& one : written) (void)sql::parse(one, "CREATE SCHEMA");
  } catch (const base::Error&) {
    return {};
  }
  return written;
}

pg::Catalog within_schema(const sql::CreateSchema& create, const pg::Catalog& before) {
  auto catalog = before;
  if (std::ranges::count(catalog.schemas, create.name) == 0) catalog.schemas.push_back(create.name);
  catalog.search_path = search_path(before);
  catalog.search_path.insert(catalog.search_path.begin(), create.name);
  return catalog;
}

}  // namespace impact
