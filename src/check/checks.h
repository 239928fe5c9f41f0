// The catalogue of checks.
#pragma once

#include <span>

#include "base/catalogue.h"
#include "check/check.h"

namespace check {

std::span<const base::Entry<Check>> checks();

}  // namespace check
