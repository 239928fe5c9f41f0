// The migration lock in words, for the commands that are about it.
#pragma once

#include <string>

#include "app/lock.h"
#include "base/json.h"

namespace cli {

/// Lines that say who holds it, and whether its run is at work.
std::string lock_words(const app::MigrationLock& lock);
base::Json to_json(const app::MigrationLock& lock);

}  // namespace cli
