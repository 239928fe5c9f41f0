// The catalogue of what texts may claim.
#pragma once

#include <span>

#include "base/catalogue.h"
#include "facts/fact.h"

namespace facts {

std::span<const base::Entry<Fact>> claims();

}  // namespace facts
