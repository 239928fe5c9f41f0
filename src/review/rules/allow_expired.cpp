// An allowance whose day is over. Said by the walk itself.
#include "review/rule.h"

namespace review {

extern const Rule allow_expired{.severity = Severity::error};

}  // namespace review
