// Whether a transaction changed the schema: a number over the catalog's row versions.
#pragma once

#include "pg/session.h"

namespace apply {

/// A request whose one value ("fingerprint") differs when any table, column, constraint, type, function, trigger,
/// policy, comment or privilege was made, changed or dropped since. Row versions (xmin) are what is counted: ANALYZE
/// and VACUUM change them in place and do not show. Our own history tables are left out by nothing: their definitions
/// do not change.
pg::Request schema_fingerprint();

}  // namespace apply
