// Small questions about where migrations stand, for the files of this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace plan {

/// It is to be applied by the next `up`, if nothing forbids it.
bool to_do(const Line& line);
/// Applied, whether or not the file is the same.
bool in_place(const Line& line);
/// The name people know it by.
std::string name_of(const Line& line);
std::string name_of(const Applied& applied);
/// As a header names it: by name, version or file.
bool names_it(const migration::Migration& migration, std::string_view written);

}  // namespace plan
