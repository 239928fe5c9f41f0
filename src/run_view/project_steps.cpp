// Steps, their attempts, and what people were asked.
#include <algorithm>

#include "base/text.h"
#include "journal/events/question_answered.h"
#include "journal/events/question_asked.h"
#include "journal/events/step_approved.h"
#include "journal/events/step_began.h"
#include "journal/events/step_finished.h"
#include "journal/events/step_output.h"
#include "journal/events/vote_cast.h"
#include "journal/typed.h"
#include "run_view/builder.h"

namespace run_view {

// The attempt that is under way, or a new one: an event of a step whose beginning is missing still counts.
static Attempt& open_attempt(Step& step, Instant time) {
  if (step.attempts.empty() || step.attempts.back().ended) {
    step.attempts.push_back(
        {.number = static_cast<int>(step.attempts.size()) + 1, .began = time, .state = "running"});
  }
  return step.attempts.back();
}

static void begin(Builder& builder, const journal::Event& event, const journal::StepBegan& began) {
  Step& step = builder.step(began.step);
  if (!began.title.empty()) step.title = began.title;
  if (step.kind.empty()) step.kind = began.step_kind;
  if (step.phase.empty()) step.phase = began.phase;
  if (!step.attempts.empty() && !step.attempts.back().ended) step.attempts.back().state = "interrupted";
  builder.judged.erase(step.id);
  const auto number = began.attempt.value_or(std::ssize(step.attempts) + 1);
  step.attempts.push_back({.number = static_cast<int>(number), .began = event.time, .state = "running"});
  step.state = "running";
}

// What a step.finished and the work of a question say alike.
template <class Work>
static void read_work(Attempt& attempt, const Work& work) {
  if (!work.verdict.empty()) attempt.verdict = work.verdict;
  if (!work.evidence.empty()) attempt.evidence = work.evidence;
  if (work.exit_code) attempt.exit_code = work.exit_code;
  if (work.duration) attempt.duration = work.duration;
}

// The work came out wrong and a person is asked; the step's end follows the answer, or another attempt does.
static void judge(Builder& builder, Instant time, const std::string& id, const journal::JudgedWork& work) {
  Step& step = builder.step(id);
  Attempt& attempt = builder.judged.contains(step.id) ? step.attempts.back() : open_attempt(step, time);
  builder.judged.insert(step.id);
  attempt.ended = time;
  if (!attempt.wrong) attempt.wrong = time;
  attempt.state = "failed";
  read_work(attempt, work);
}

static void finish(Builder& builder, Instant time, const journal::StepFinished& finished) {
  Step& step = builder.step(finished.step);
  const bool judged = builder.judged.erase(step.id) > 0;
  const auto began = time - finished.duration.value_or(Milliseconds(0));
  Attempt& attempt = judged ? step.attempts.back() : open_attempt(step, began);
  attempt.ended = time;
  attempt.state = finished.state;
  if (!attempt.wrong && (attempt.state == "failed" || attempt.state == "waived")) attempt.wrong = time;
  read_work(attempt, finished);
  step.state = attempt.state;
  step.chosen = finished.chosen;
  step.left = finished.left;
}

// Output may be written just after the end.
static void add_output(Builder& builder, Instant time, const journal::StepOutput& output) {
  Step& step = builder.step(output.step);
  if (step.attempts.empty()) open_attempt(step, time);
  step.attempts.back().output.push_back(
      {.stream = output.stream, .text = output.text, .cut_bytes = output.cut_bytes});
}

// Said beforehand, so that nothing was asked.
static void take_approval(Builder& builder, const journal::Event& event, const journal::StepApproved& approved) {
  const auto day = approved.at ? " on " + base::format_instant(*approved.at).substr(0, 10) : "";
  Answer answer{.time = event.time,
                .step = approved.step,
                .about = "dangerous",
                .question = approved.question,
                .answer = "approved",
                .by = approved.by,
                .reason = approved.how == "section" ? "with the rest of its section" : "in the review" + day,
                .source = approved.how};
  builder.step(approved.step).answers.push_back(answer);
  builder.view.answers.push_back(std::move(answer));
}

bool take_step(Builder& builder, const journal::Event& event) {
  if (!event.kind.starts_with("step.")) return false;
  if (journal::step_of(event).empty()) return true;  // nobody's
  if (const auto began = journal::as<journal::StepBegan>(event)) {
    begin(builder, event, *began);
  } else if (const auto finished = journal::as<journal::StepFinished>(event)) {
    finish(builder, event.time, *finished);
  } else if (const auto approved = journal::as<journal::StepApproved>(event)) {
    take_approval(builder, event, *approved);
  } else if (const auto output = journal::as<journal::StepOutput>(event)) {
    add_output(builder, event.time, *output);
  } else {
    return false;
  }
  return true;
}

// One of several: the question stays open until the gate is decided.
static void take_vote(Builder& builder, const journal::Event& event, const journal::VoteCast& cast) {
  Answer vote{.time = event.time,
              .step = cast.step,
              .about = "gate",
              .answer = cast.vote,
              .by = journal::person_of(event),
              .role = cast.role,
              .reason = cast.reason,
              .source = cast.source,
              .vote = true};
  for (const auto& open : builder.open_questions) {
    if (open.asked.step != vote.step) continue;
    vote.question = open.asked.question;
    vote.waited = std::max(Milliseconds(0), event.time - open.asked.time);
  }
  if (Step* step = builder.known_step(vote.step)) step->answers.push_back(vote);
  builder.view.answers.push_back(std::move(vote));
}

static void take_answer(Builder& builder, const journal::Event& event, const journal::QuestionAnswered& answered) {
  Answer answer{.time = event.time,
                .step = answered.step,
                .about = answered.when,
                .answer = answered.answer,
                .by = journal::person_of(event),
                .role = answered.role,
                .reason = answered.reason,
                .source = answered.source,
                .fields = answered.fields};
  auto& open = builder.open_questions;
  const auto asked = std::ranges::find_if(open, [&](const Question& q) { return q.asked.step == answer.step; });
  if (asked != open.end()) {
    if (answer.about.empty()) answer.about = asked->asked.about;
    answer.question = asked->asked.question;
    answer.waited = std::max(Milliseconds(0), event.time - asked->asked.time);
    // "1" says little; the line that explains it says all.
    for (const auto& line : asked->about) {
      if (line.starts_with(answer.answer + ": ")) answer.answer = line;
    }
    open.erase(asked);
  }
  Step* step = builder.known_step(answer.step);
  if (answer.about.empty() && step != nullptr) answer.about = step->kind;
  if (step != nullptr) step->answers.push_back(answer);
  builder.view.answers.push_back(std::move(answer));
}

static void take_asked(Builder& builder, Instant time, const journal::QuestionAsked& asked) {
  Question question{.asked = {.time = time, .step = asked.step, .about = asked.when, .question = asked.question},
                    .about = {}};
  for (const auto line : base::lines(asked.about)) question.about.emplace_back(line);
  // Asked again after an interruption: the newer question counts.
  std::erase_if(builder.open_questions, [&](const Question& open) { return open.asked.step == asked.step; });
  builder.open_questions.push_back(std::move(question));
  if (asked.work && !asked.step.empty()) judge(builder, time, asked.step, *asked.work);
}

bool take_question(Builder& builder, const journal::Event& event) {
  if (const auto vote = journal::as<journal::VoteCast>(event)) {
    take_vote(builder, event, *vote);
  } else if (const auto asked = journal::as<journal::QuestionAsked>(event)) {
    take_asked(builder, event.time, *asked);
  } else if (const auto answered = journal::as<journal::QuestionAnswered>(event)) {
    take_answer(builder, event, *answered);
  } else {
    return false;
  }
  return true;
}

}  // namespace run_view
