// What migrations will take away, noted before they run: `check verify` tells it from what went astray.
#pragma once

#include <vector>

#include "apply/script.h"
#include "base/json.h"
#include "journal/parts.h"
#include "pg/catalog.h"

namespace apply {

/// Whether any of them drops, renames or moves something, or runs code that may: only then the catalog is worth
/// reading.
bool may_take_away(const std::vector<const Script*>& scripts);

/// {"tables": […], "indexes": […], "constraints": […]} that are in `before` and will not be afterwards, named as a
/// baseline names them.
/// For each script that takes something away, in order: its name, and that.
std::vector<std::pair<std::string, journal::SchemaNames>> expected_gone(const std::vector<const Script*>& scripts,
                                                                        pg::Catalog before);

}  // namespace apply
