// What the application meets at each relation while a migration runs: which lock, and what cannot be done meanwhile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pg/catalog.h"
#include "plan/duration.h"
#include "plan/plan.h"

namespace plan {

struct Blocked {
  pg::Name relation;
  impact::LockMode lock = impact::LockMode::none;  // none: only an index of the table is locked
  bool rewrite = false;
  bool scan = false;  // rows are read, and there are some
  bool reads = false;
  bool writes = false;
  std::optional<Range> held = {};         // as plan::held() has it
  std::optional<pg::Name> index_of = {};  // the relation is an index: its table
  std::string why;
};

/// `catalog`: the schema before the file. Indexes that the file makes itself are left out, and so is what is rolled
/// back of them. Pure.
std::vector<Blocked> blocked(const MigrationPlan& migration, const pg::Catalog& catalog);

/// The indexes that are built anew by the file: those that its statements rebuild, and those that were dropped and
/// made again under the same name, which is the same to whoever looks afterwards. Sorted.
std::vector<std::string> rebuilt_indexes(const MigrationPlan& migration, const pg::Catalog& before,
                                         const pg::Catalog& after);

}  // namespace plan
