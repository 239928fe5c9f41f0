// An allowance that nothing needs. Said by the walk itself.
#include "review/rule.h"

namespace review {

extern const Rule allow_unused{.severity = Severity::advice};

}  // namespace review
