// How an answer that was given is told.
#pragma once

#include "app/answer.h"
#include "cli/command.h"

namespace cli {

int show_answered(Context& context, const app::Answered& answered);

}  // namespace cli
