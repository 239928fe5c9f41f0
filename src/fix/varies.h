// Whether a text of SQL gives the same value in every batch: what it calls, and what it reads.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "pg/catalog.h"

namespace fix {

/// What a text is looked at against. `tables`: those whose rows change while the batches run, with all that shows
/// their rows (views, parents, partitions). `own`: the one whose columns the text names.
struct Watched {
  const pg::Catalog& catalog;
  std::set<pg::Name> tables = {};
  const pg::Relation* own = nullptr;
};

/// Why the text may give another value in another transaction: the time, a random number, a sequence, a function that
/// reads what changes. Empty where it may not. Names of functions are looked up in all schemas.
std::string why_it_varies(std::string_view text, const Watched& watched);

/// The same of a query or a function's body, which has no list of the tables that it reads: a watched table's name
/// where a table is named counts as reading it.
std::string why_body_varies(std::string_view text, const Watched& watched);

}  // namespace fix
