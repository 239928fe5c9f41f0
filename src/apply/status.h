// Where each migration stands, and who holds the lock. Reads only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apply/history.h"
#include "apply/lease.h"
#include "base/json.h"
#include "migration/migration.h"
#include "plan/plan.h"

namespace apply {

struct Status {
  std::string database;  // "shop on db.internal:5432 as deploy"
  std::vector<plan::Line> lines;
  std::optional<Holder> lock;
};

/// Lines point into `folder`.
Status read_status(pg::Session& session, const std::string& schema, const migration::Folder& folder);

/// "applied", "out of order": the word for people and JSON.
std::string_view word(plan::Standing standing);

/// One line per migration: name, state, and what belongs to it; then the counts and the lock.
/// `verbose`: who applied it, on which run, and how long it took.
std::string to_text(const Status& status, bool verbose);
base::Json to_json(const Status& status);

}  // namespace apply
