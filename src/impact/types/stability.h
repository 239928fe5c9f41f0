// Expressions that an index or a generated column cannot have. Inside this room only.
#pragma once

#include <string_view>

#include "impact/analyze/effects_builder.h"

namespace impact {

/// Whether the expression, written as `text` in the statement, gives something else at another time or in another
/// session, as far as the server's own functions and the types of the table's columns say it.
bool is_unstable(std::string_view text, const EffectsBuilder& builder, const sql::Expression& expression);

}  // namespace impact
