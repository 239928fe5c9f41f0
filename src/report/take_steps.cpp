// Steps, their attempts, and what people were asked.
#include <algorithm>

#include "base/text.h"
#include "report/builder.h"
#include "report/lookup.h"

namespace report {

// The attempt that is under way, or a new one: an event of a step whose beginning is missing still counts.
static Attempt& open_attempt(Step& step, Instant time) {
  if (step.attempts.empty() || step.attempts.back().ended) {
    step.attempts.push_back(
        {.number = static_cast<int>(step.attempts.size()) + 1, .began = time, .state = "running"});
  }
  return step.attempts.back();
}

static void begin(Builder& builder, const journal::Event& event) {
  Step& step = builder.step(text_at(event.data, "step"));
  if (const auto title = text_at(event.data, "title"); !title.empty()) step.title = title;
  if (step.kind.empty()) step.kind = text_at(event.data, "kind");
  if (step.phase.empty()) step.phase = text_at(event.data, "phase");
  if (!step.attempts.empty() && !step.attempts.back().ended) step.attempts.back().state = "interrupted";
  builder.judged.erase(step.id);
  const auto number = number_at(event.data, "attempt").value_or(static_cast<long long>(step.attempts.size()) + 1);
  step.attempts.push_back({.number = static_cast<int>(number), .began = event.time, .state = "running"});
  step.state = "running";
}

// "orphans" and {"holds": false, "reason": "3 rows instead of none"} both say something.
static std::string verdict_of(const base::Json& data) {
  const auto& verdict = object_at(data, "verdict");
  if (verdict.empty()) return text_at(data, "verdict");
  const auto reason = text_at(verdict, "reason");
  return reason.empty() ? text_at(verdict, "text") : reason;
}

// What a step.finished and the work of a question say alike.
static void read_work(Attempt& attempt, const base::Json& data) {
  if (const auto verdict = verdict_of(data); !verdict.empty()) attempt.verdict = verdict;
  if (const auto evidence = lines_at(data, "evidence"); !evidence.empty()) attempt.evidence = evidence;
  if (const auto code = number_at(data, "exit_code")) attempt.exit_code = code;
  if (const auto duration = span_at(data, "duration_ms")) attempt.duration = duration;
}

// The work came out wrong and a person is asked; the step's end follows the answer, or another attempt does.
static void judge(Builder& builder, const journal::Event& event, const base::Json& work) {
  Step& step = builder.step(text_at(event.data, "step"));
  Attempt& attempt = builder.judged.contains(step.id) ? step.attempts.back() : open_attempt(step, event.time);
  builder.judged.insert(step.id);
  attempt.ended = event.time;
  if (!attempt.wrong) attempt.wrong = event.time;
  attempt.state = "failed";
  read_work(attempt, work);
}

static void finish(Builder& builder, const journal::Event& event) {
  Step& step = builder.step(text_at(event.data, "step"));
  const bool judged = builder.judged.erase(step.id) > 0;
  const auto began = event.time - span_at(event.data, "duration_ms").value_or(Milliseconds(0));
  Attempt& attempt = judged ? step.attempts.back() : open_attempt(step, began);
  attempt.ended = event.time;
  attempt.state = text_at(event.data, "state");
  if (!attempt.wrong && (attempt.state == "failed" || attempt.state == "waived")) attempt.wrong = event.time;
  read_work(attempt, event.data);
  step.state = attempt.state;
  step.chosen = text_at(event.data, "chosen");
}

static void add_output(Builder& builder, const journal::Event& event) {
  Step& step = builder.step(text_at(event.data, "step"));
  const auto number = number_at(event.data, "attempt");
  if (step.attempts.empty()) open_attempt(step, event.time);
  const auto wanted = std::ranges::find_if(step.attempts, [&](const Attempt& a) { return a.number == number; });
  // Output may be written just after the end, so the last attempt takes what names none.
  Attempt& attempt = wanted == step.attempts.end() ? step.attempts.back() : *wanted;
  attempt.output.push_back({.stream = text_at(event.data, "stream"),
                            .text = text_at(event.data, "text"),
                            .cut_bytes = number_at(event.data, "cut_bytes").value_or(0)});
}

bool take_step(Builder& builder, const journal::Event& event) {
  if (!event.kind.starts_with("step.")) return false;
  if (text_at(event.data, "step").empty()) return true;  // nobody's
  if (event.kind == "step.began") begin(builder, event);
  if (event.kind == "step.finished") finish(builder, event);
  if (event.kind == "step.output") add_output(builder, event);
  return event.kind == "step.began" || event.kind == "step.finished" || event.kind == "step.output";
}

static Answer read_question(const journal::Event& event) {
  return {.time = event.time,
          .step = text_at(event.data, "step"),
          .about = text_at(event.data, "when"),
          .question = text_at(event.data, "question")};
}

// One of several: the question stays open until the gate is decided.
static void take_vote(Builder& builder, const journal::Event& event) {
  Answer vote{.time = event.time,
              .step = text_at(event.data, "step"),
              .about = "gate",
              .answer = text_at(event.data, "vote"),
              .by = text_at(event.data, "by"),
              .role = text_at(event.data, "role"),
              .reason = text_at(event.data, "reason"),
              .source = text_at(event.data, "source"),
              .vote = true};
  if (vote.by.empty()) vote.by = event.actor;
  for (const auto& open : builder.open_questions) {
    if (open.asked.step != vote.step) continue;
    vote.question = open.asked.question;
    vote.waited = std::max(Milliseconds(0), event.time - open.asked.time);
  }
  if (Step* step = builder.known_step(vote.step)) step->answers.push_back(vote);
  builder.view.answers.push_back(std::move(vote));
}

static void take_answer(Builder& builder, const journal::Event& event) {
  Answer answer = read_question(event);
  answer.answer = lines_at(event.data, "answer");
  auto& open = builder.open_questions;
  const auto asked = std::ranges::find_if(open, [&](const Question& q) { return q.asked.step == answer.step; });
  if (asked != open.end()) {
    if (answer.about.empty()) answer.about = asked->asked.about;
    if (answer.question.empty()) answer.question = asked->asked.question;
    answer.waited = std::max(Milliseconds(0), event.time - asked->asked.time);
    // "1" says little; the line that explains it says all.
    for (const auto& line : asked->about) {
      if (line.starts_with(answer.answer + ": ")) answer.answer = line;
    }
    open.erase(asked);
  }
  answer.by = text_at(event.data, "by");
  if (answer.by.empty()) answer.by = event.actor;
  answer.role = text_at(event.data, "role");
  answer.reason = text_at(event.data, "reason");
  answer.source = text_at(event.data, "source");
  answer.fields = pairs_at(event.data, "fields");
  Step* step = builder.known_step(answer.step);
  if (answer.about.empty() && step != nullptr) answer.about = step->kind;
  if (step != nullptr) step->answers.push_back(answer);
  builder.view.answers.push_back(std::move(answer));
}

bool take_question(Builder& builder, const journal::Event& event) {
  if (event.kind == "vote.cast") {
    take_vote(builder, event);
    return true;
  }
  if (!event.kind.starts_with("question.")) return false;
  if (event.kind == "question.asked") {
    // Asked again after an interruption: the newer question counts.
    Question question{.asked = read_question(event), .about = {}};
    const std::string about = text_at(event.data, "about");
    for (const auto line : base::lines(about)) question.about.emplace_back(line);
    std::erase_if(builder.open_questions,
                  [&](const Question& open) { return open.asked.step == question.asked.step; });
    builder.open_questions.push_back(std::move(question));
    const auto& work = object_at(event.data, "work");
    if (!work.empty() && !text_at(event.data, "step").empty()) judge(builder, event, work);
  }
  if (event.kind == "question.answered") take_answer(builder, event);
  return event.kind == "question.asked" || event.kind == "question.answered";
}

}  // namespace report
