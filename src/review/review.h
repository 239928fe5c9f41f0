// What is wrong with migrations before they run: rules look at each statement's effects, at the schema that the
// statements before it left, and at what the same migration did before. Pure: files, catalog and the date are given.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "findings/finding.h"
#include "migration/migration.h"
#include "migration/parsed.h"
#include "pg/catalog.h"

namespace review {

struct Settings {
  base::Instant today{};                                 // for the expiry of "-- lockkeeper: allow …"
  std::map<std::string, findings::Severity> severities;  // rule → severity of its findings
  std::set<std::string> off;                             // rules that are not asked
  /// How long a statement waits for its lock where the file says nothing: what the runner sets. 0: nothing is set, so
  /// it waits for ever.
  base::Milliseconds lock_timeout{2'000};
};

/// What a review comes to.
struct Reviewed {
  std::vector<findings::Finding> findings;
  /// Every statement was read, nothing was in doubt, and each relation was there when a statement named it: a second
  /// walk through the same files, over the same schema, would miss none.
  bool relations_there = false;
};

/// The findings of `migrations`, in the order they run, each migration's by line, column and rule; equal ones once.
///
/// `catalog` is the schema before the first: a live server's, a snapshot's, or an empty one (server_version 0:
/// nothing is known of sizes). Each migration is judged against the schema as those before it have left it. The first
/// `replayed` ones change the schema and are not judged: applied already, or older than --since.
/// A statement that cannot be read is a finding; the others of its file are judged, and what it names is not known
/// any more. A file of which nothing can be read is one finding, and changes nothing. Comments "-- lockkeeper: allow
/// RULE reason="…" by=NAME until=YYYY-MM-DD" silence a rule in the statement they stand in or above, or in the whole
/// file where they stand above its first statement; see allow.h. `severity` and `text` (the line) of each finding are
/// filled in. `parsed`: where the files are parsed for others as well, else each is read a piece at a time.
Reviewed review_files(const std::vector<const migration::Migration*>& migrations, const pg::Catalog& catalog,
                      const Settings& settings = {}, std::size_t replayed = 0,
                      migration::ParsedFiles* parsed = nullptr);

/// Its findings alone.
inline std::vector<findings::Finding> review(const std::vector<const migration::Migration*>& migrations,
                                             const pg::Catalog& catalog, const Settings& settings = {},
                                             std::size_t replayed = 0, migration::ParsedFiles* parsed = nullptr) {
  return review_files(migrations, catalog, settings, replayed, parsed).findings;
}

}  // namespace review
