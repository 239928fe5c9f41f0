#include "check/query_helpers.h"

#include <fmt/format.h>

namespace check {

base::Json rows(pg::Session& session, std::string_view sql, const pg::Parameters& parameters) {
  const auto answer =
      session.query(fmt::format("SELECT coalesce(json_agg(found), '[]') FROM ({}) AS found", sql), parameters);
  return base::Json::parse(answer.at(0, 0).value());
}

base::Json row(pg::Session& session, std::string_view sql, const pg::Parameters& parameters) {
  return rows(session, sql, parameters).at(0);
}

std::string dropping(const std::string& index, bool partitioned) {
  return fmt::format(
      fmt::runtime(partitioned ? "SET lock_timeout = '2s'; DROP INDEX {};" : "DROP INDEX CONCURRENTLY {};"), index);
}

std::string shape_of(std::string_view column) {
  constexpr std::string_view shape =
      R"(left(regexp_replace(regexp_replace(regexp_replace(left({}, 500), '\s+', ' ', 'g'),
         '''[^'']*(''|$)', '?', 'g'), '\m[0-9.]+\M', '?', 'g'), 70))";
  return fmt::format(shape, column);
}

static std::string joined(const std::vector<std::string>& items, std::size_t at_most, std::string_view between,
                          std::string_view before_rest) {
  const auto shown = std::min(items.size(), at_most);
  auto out = fmt::format("{}", fmt::join(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(shown), between));
  if (shown < items.size()) out += fmt::format("{}{} more", before_rest, items.size() - shown);
  return out;
}

std::string some_of(const std::vector<std::string>& names, std::size_t at_most) {
  return joined(names, at_most, ", ", " and ");
}

std::string lines_of(const std::vector<std::string>& lines, std::size_t at_most) {
  return joined(lines, at_most, "\n", "\n… and ");
}

static const base::Json* value(const base::Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

long long integer(const base::Json& object, const char* key) {
  const auto* found = value(object, key);
  return found ? found->get<long long>() : 0;
}

double number(const base::Json& object, const char* key) {
  const auto* found = value(object, key);
  return found ? found->get<double>() : 0;
}

std::string text(const base::Json& object, const char* key) {
  const auto* found = value(object, key);
  return found ? found->get<std::string>() : "";
}

}  // namespace check
