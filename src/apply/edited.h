// The text of a migration as the history keeps it, and how its file has been edited since.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/line_diff.h"
#include "migration/migration.h"
#include "plan/plan.h"

namespace apply {

/// What the history keeps: without secrets, since more people read it than the file, and without the rows of a COPY,
/// which are data.
std::string kept_text(const migration::Migration& migration);

/// How the file differs from the text that was applied. Empty where it does in nothing that is kept (rows, a
/// password); nothing where the text is not on record, as for what another tool applied.
std::optional<std::vector<base::LineChange>> edited_lines(const plan::Applied& applied,
                                                          const migration::Migration& migration);

}  // namespace apply
