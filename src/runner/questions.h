// Questions in the journal: written down by the process that asks, read by every other one, answered from anywhere.
#pragma once

#include <optional>
#include <string>

#include "journal/events/question_asked.h"
#include "runner/run.h"
#include "runner/secrets.h"

namespace runner {

/// As the journal has it.
journal::QuestionAsked recorded(const Question& question, const Outcome* work);

/// The question that is open at the step, as it was asked. `step`: as the runbook has it now, for what the record
/// does not hold of its fields; may be null. Nothing where no question is open.
std::optional<Question> open_question(const std::string& id, const StepRecord& record, const runbook::Step* step);

/// The choice that `text` means: itself, an alternative's title or its beginning, yes and ok for going on.
std::optional<std::string> choice_meant(const Question& question, std::string_view text);

/// Writes the answer down, at gates with votes as a vote. False where the question asked at `asked_seq` has been
/// answered or is over: of two who answer at once the first counts. Votes count all, until the gate is decided.
/// `secrets` are hidden in what is written.
bool post_answer(journal::Journal& journal, const std::string& run, const Question& question, long long asked_seq,
                 const Answer& answer, const Secrets& secrets = Secrets());

}  // namespace runner
