#pragma once

#include <string>

#include "migration/migration.h"

namespace app {

/// What the folder holds and no layout took, in words for people; empty where there is nothing.
std::string not_taken(const migration::Folder& folder);

}  // namespace app
