#include "pg/ask_catalog.h"

#include <fmt/format.h>

namespace pg {

using base::Error;

static Request search_path(const std::string& value) {
  return {.sql = "SELECT pg_catalog.set_config('search_path', $1, true)", .parameters = {value}};
}

// The functions and operators of a query are found when its cursor is declared, and then nothing but pg_catalog is
// searched; types and expressions are written when it is read, and then by the role's own path, as people know them.
// pg_catalog stays the first: the server's own look-ups are made then, too.
static void add_queries(std::span<const std::string_view> queries, const std::string& path,
                        std::vector<Request>& requests) {
  requests.push_back(search_path("pg_catalog, pg_temp"));
  for (std::size_t i = 0; i < queries.size(); ++i)
    requests.push_back({fmt::format("DECLARE lockkeeper_{} NO SCROLL CURSOR FOR {}", i, queries[i])});
  requests.push_back(search_path(path));
  for (std::size_t i = 0; i < queries.size(); ++i)
    requests.push_back({fmt::format("FETCH ALL FROM lockkeeper_{}", i)});
}

std::vector<Result> ask_catalog(Session& session, std::span<const std::string_view> queries,
                                const std::vector<std::string>& schemas) {
  std::vector<Request> requests;
  const bool own = session.transaction_state() == TransactionState::idle;
  if (own) {
    requests.push_back({"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"});
    requests.push_back({"SET LOCAL lock_timeout = '10s'"});
  } else {
    requests.push_back({"SAVEPOINT lockkeeper_catalog"});
  }
  requests.push_back({"SET LOCAL cursor_tuple_fraction = 1"});  // all of it will be read
  auto path = schemas;
  std::erase(path, "pg_catalog");
  path.insert(path.begin(), "pg_catalog");
  add_queries(queries, search_path_of(path), requests);
  const auto end = requests.size();
  if (own)
    requests.push_back({"COMMIT"});
  else
    requests.push_back({"ROLLBACK TO SAVEPOINT lockkeeper_catalog"});  // the cursors, and what was set
  std::optional<BatchFailure> failure;
  auto results = session.batch(requests, failure);
  if (failure) {
    if (own && session.transaction_state() == TransactionState::failed) {
      const Uninterrupted scope(session);
      session.execute("ROLLBACK");
    }
    const auto doing = "reading the catalog of " + session.described();
    if (failure->error.sqlstate() == "55P03") {
      throw Error{base::Code::server, "a session holds a table so that not even its definition can be read",
                  "Wait until that session ends, or find it with 'lockkeeper health' and end it."}
          .sqlstate("55P03")
          .during(doing);
    }
    throw failure->error.during(doing);
  }
  results.erase(results.begin() + static_cast<std::ptrdiff_t>(end), results.end());
  results.erase(results.begin(), results.end() - static_cast<std::ptrdiff_t>(queries.size()));
  return results;
}

}  // namespace pg
