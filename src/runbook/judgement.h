// Which steps run unasked: those in which everything is known not to harm. One judgement for run, show and rehearsal.
#pragma once

#include <map>
#include <string>

#include "runbook/runbook.h"

namespace runbook {

/// Fills `dangers` of the runbook's commands and queries: why each has to be asked about, with its lines. What one
/// fence leaves in the shell (variables, functions) is known in the next, but not what only an asked one would leave.
/// `{auto}` in a fence's info string says that the author has judged it: it is not asked about.
/// Files that a fence runs are judged by what `files` tells of them; the step names them then.
void judge_steps(Runbook& runbook, const ReadFiles& files);

/// What a fence was judged by that fences before it leave in the shell, as far as it uses it.
struct Relied {
  std::map<std::string, std::string> variables = {};  // values, with `any_text` for what is not known
  std::map<std::string, std::string> functions = {};  // their definitions as written; empty where one of two
};
inline constexpr char any_text = '\x1a';
/// Of a fence of this runbook; nothing of `{auto}`. Reads the files that the fences before it run.
Relied relied_on(const Runbook& runbook, const Step& step, const ReadFiles& files);

}  // namespace runbook
