// Parameters of a session that decide which value an expression gives: a trigger that computes it for every writer
// has to have those of the migration. Pure.
#pragma once

#include <string>
#include <vector>

namespace fix {

/// For an expression that leads from a value of one type to one of the other, as written: by a cast alone (`cast`),
/// or by whatever else it calls, which may depend on all of them.
std::vector<std::string> parameters_of(const std::string& from, const std::string& to, bool cast);

}  // namespace fix
