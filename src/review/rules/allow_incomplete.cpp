// An allowance without a reason, or of a rule that does not exist. Said by the walk itself.
#include "review/rule.h"

namespace review {

extern const Rule allow_incomplete{.severity = Severity::error};

}  // namespace review
