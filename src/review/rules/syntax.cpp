// A file that PostgreSQL's grammar refuses, or psql commands in it. Said by the walk itself.
#include "review/rule.h"

namespace review {

extern const Rule syntax{.severity = Severity::error};

}  // namespace review
