// The surroundings of a rehearsal: every address of a database in the environment is replaced by the copy's.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/environment.h"

namespace rehearsal {

/// Where the disposable copy is.
struct Copy {
  std::string host;  // folder of its socket
  std::string port = "5432";
  std::string database;
  /// "postgresql://postgres@%2Ftmp%2F…:5432/shop". The host stands where others have theirs, so that scripts which
  /// take the address apart (`sed "s|/$DB||"`) work as they do in production.
  [[nodiscard]] std::string url() const;
};

/// "postgres://…", "postgresql://…", "postgresql+asyncpg://…", "jdbc:postgresql://…".
bool is_database_url(std::string_view value);

struct Change {
  std::string name;
  std::optional<std::string> value;  // nothing: the variable is taken away
};

/// What has to change so that nothing in `environment` leads to another database: variables that hold a URL or a
/// connection string, and all that libpq reads. `mentioned`: variables that the runbook reads; those
/// that are named like an address (DATABASE_URL, PROD_DB_URL) are set where they are not. Pure.
std::vector<Change> replace_addresses(const base::Environment& environment, const Copy& copy,
                                      const std::set<std::string>& mentioned = {});

/// Names after $ and in ${…} of a text.
std::set<std::string> variables_in(std::string_view script);

/// The environment as it is with the changes.
base::Environment changed(base::Environment environment, const std::vector<Change>& changes);

/// Applies changes to what libpq itself reads in this process's environment (PGHOSTADDR and the like), and undoes
/// them: a connection to the copy must not take from it what its own address leaves open. The process has one
/// environment: change it before threads that read it begin.
class Surroundings {
 public:
  Surroundings(const std::vector<Change>& changes, const base::Environment& now);
  ~Surroundings();
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;

 private:
  std::vector<Change> before_;
};

}  // namespace rehearsal
