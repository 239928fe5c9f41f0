// What a role that is no superuser may not do: to what others own, and without a privilege. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "impact/analyze/gathering.h"

namespace impact {

void refuse_rights(Gathering& gathering);

/// An action goes on to these: the role has to own each.
void refuse_heirs(Gathering& gathering, const std::vector<const pg::Relation*>& reached);

/// VACUUM and ANALYZE warn and leave alone what the role may not maintain.
bool is_passed_over(Gathering& gathering, const pg::Relation& relation);

/// A new sequence that is to belong to a column of `table`, and would be the role's own (`owner`; empty: not known).
void refuse_sequence_of(Gathering& gathering, const pg::Relation& table, const pg::Name& sequence,
                        const std::string& owner);

}  // namespace impact
