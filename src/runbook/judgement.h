// Which steps run unasked: those in which everything is known not to harm. One judgement for run, show and rehearsal.
#pragma once

#include "runbook/runbook.h"

namespace runbook {

/// Fills `dangers` of the runbook's commands and queries: why each has to be asked about, with its lines. What one
/// fence leaves in the shell (variables, functions) is known in the next, but not what only an asked one would leave.
/// `{auto}` in a fence's info string says that the author has judged it: it is not asked about.
/// Files that a fence runs are judged by what `files` tells of them; the step names them then.
void judge_steps(Runbook& runbook, const ReadFiles& files);

}  // namespace runbook
