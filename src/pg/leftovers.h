// What private servers leave behind when everything is killed at once, their supervisor too. Inside this room only.
#pragma once

#include <filesystem>
#include <sys/types.h>

namespace pg {

/// Removes folders of private servers in `parent` that belong to us or to `user`, and whose `lock` nobody holds; and
/// System V segments that a PostgreSQL of `user` has made and nobody is attached to, its maker being dead. What was
/// made on another machine, or before this one started, stays.
void clear_leftovers(const std::filesystem::path& parent, uid_t user);

}  // namespace pg
