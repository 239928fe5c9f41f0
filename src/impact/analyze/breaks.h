// What an application trips over that the statement itself does not name: triggers that copy whole rows. Inside this
// room only.
#pragma once

#include <string>

#include "impact/analyze/effects_builder.h"

namespace impact {

/// A trigger that puts NEW.* or OLD.* into another table fits that one no more when its own table gets a column.
void break_copies(EffectsBuilder& builder, const pg::Relation& table);
/// A trigger whose function names NEW.column fails once the column is gone or called otherwise.
void break_triggers(EffectsBuilder& builder, const pg::Relation& table, const std::string& column);

}  // namespace impact
