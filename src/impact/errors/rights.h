// What a role that is no superuser may not do: to what others own, and without a privilege. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "impact/analyze/effects_builder.h"

namespace impact {

void refuse_rights(EffectsBuilder& builder);

/// An action goes on to these: the role has to own each.
void refuse_heirs(EffectsBuilder& builder, const std::vector<const pg::Relation*>& reached);

/// VACUUM and ANALYZE warn and leave alone what the role may not maintain.
bool is_passed_over(EffectsBuilder& builder, const pg::Relation& relation);

/// A new sequence that is to belong to a column of `table`, and would be the role's own (`owner`; empty: not known).
void refuse_sequence_of(EffectsBuilder& builder, const pg::Relation& table, const pg::Name& sequence,
                        const std::string& owner);

}  // namespace impact
