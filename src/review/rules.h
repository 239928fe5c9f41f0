// The catalogue of rules: every file of rules/ is one.
#pragma once

#include <span>

#include "base/catalogue.h"
#include "review/rule.h"

namespace review {

std::span<const base::Entry<Rule>> rules();

}  // namespace review
