// What an undo drops that its migration did not make: a pattern caught too much, or CASCADE reached further.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pg/session.h"

namespace apply {

/// Tables, indexes, views, sequences, types, functions and triggers of the user's schemas, as rows that two moments
/// of one transaction can be compared by.
pg::Request objects_there();

/// Of what is there no longer: names that neither text says, and that do not go with a table which one of them says.
/// "index public.idx_orders". In order of names.
std::vector<std::string> taken_beyond(const pg::Result& before, const pg::Result& after, std::string_view migration,
                                      std::string_view undo);

}  // namespace apply
