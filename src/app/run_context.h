// Which run and step a request belongs to: made here once, from the environment that it comes with, and passed on.
#pragma once

#include <string>

#include "base/environment.h"
#include "journal/run_context.h"

namespace app {

/// What a child of a runbook's fence finds in its environment: LOCKKEEPER_RUN, LOCKKEEPER_STEP, LOCKKEEPER_ACTOR; of
/// a request from anywhere else all are empty. Throws Error{Code::usage} where LOCKKEEPER_RUN is not the id of a run.
journal::RunContext run_context(const base::Environment& inherited);

/// Who asks: LOCKKEEPER_ACTOR, else the account that became another one by sudo, else the account.
std::string person(const base::Environment& inherited);

}  // namespace app
