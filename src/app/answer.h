// What people say to a run under way, from wherever they are: answers, votes, a new T-0.
#pragma once

#include <optional>
#include <string>

#include "app/project.h"
#include "runner/run.h"

namespace app {

struct AnswerRequest {
  std::string run;        // as run_meant() takes it
  std::string step = {};  // its id, or the end or another part of it
  runner::Answer answer;  // `by` empty: whoever asks
};
struct Answered {
  std::string run;
  std::string step;
  std::string answer;
  std::string by;
};
/// Writes the answer to an open question of the run down. Throws Error{Code::usage} where nothing is asked there, the
/// answer is none of its choices or does not count, Error{Code::stopped} where somebody else was faster.
Answered answer(Project& project, AnswerRequest request);

/// The question that is open there, as it was asked. Throws Error{Code::usage} where there is none.
runner::Question question_asked(Project& project, const std::string& run, const std::string& step);

/// The same at the gate that is open; `step` is not looked at.
Answered vote(Project& project, AnswerRequest request);

struct RescheduleRequest {
  std::string run;
  base::Instant at;
  std::string by = {};  // empty: whoever asks
  std::string reason = {};
};
struct Rescheduled {
  std::string run;
  std::optional<base::Instant> before;
  base::Json data;  // as it was recorded
};
/// Moves T-0. Throws Error{Code::usage} for a run that is over.
Rescheduled reschedule(Project& project, const RescheduleRequest& request);

}  // namespace app
