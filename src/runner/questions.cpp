#include "runner/questions.h"

#include "base/text.h"
#include "journal/events/gate_decided.h"
#include "journal/events/question_answered.h"
#include "journal/events/step_began.h"
#include "journal/events/step_finished.h"
#include "journal/events/vote_cast.h"
#include "journal/typed.h"

namespace runner {

static journal::JudgedWork recorded(const Outcome& work) {
  return {.came = work.came == Outcome::Came::differs ? "differs" : "failed",
          .verdict = work.verdict,
          .evidence = work.evidence,
          .duration = work.duration,
          .exit_code = work.exit_code,
          .shell_state = work.shell_state};
}

journal::QuestionAsked recorded(const Question& question, const Outcome* work) {
  journal::QuestionAsked out{.step = question.step,
                             .question = question.text,
                             .when = question.when,
                             .about = question.about,
                             .role = question.role,
                             .not_by = question.not_by,
                             .by_vote = question.by_vote};
  for (const auto& choice : question.choices) {
    out.choices.push_back(choice.key);
    out.titles.push_back(choice.title);
  }
  for (const auto& field : question.fields) out.fields.push_back(field.name);
  if (work) out.work = recorded(*work);
  return out;
}

std::optional<Question> open_question(const std::string& id, const StepRecord& record, const runbook::Step* step) {
  const bool open = record.state == StepState::asking || record.state == StepState::failed;
  if (!open || !record.question) return std::nullopt;
  for (const auto& given : record.answers) {
    if (given.seq > record.asked_seq && given.when == record.asked && record.asked != "field") return std::nullopt;
  }
  const auto& asked = *record.question;
  Question out{.step = id, .when = record.asked, .text = asked.question, .about = asked.about};
  for (std::size_t i = 0; i < asked.choices.size(); ++i)
    out.choices.push_back({.key = asked.choices[i], .title = i < asked.titles.size() ? asked.titles[i] : ""});
  for (const auto& name : asked.fields) {
    if (record.fields.contains(name)) continue;
    runbook::Field field{.name = name};
    for (const auto& known : step ? step->fields : std::vector<runbook::Field>{}) {
      if (known.name == name) field = known;
    }
    out.fields.push_back(std::move(field));
  }
  if (out.choices.empty() && out.fields.empty()) return std::nullopt;
  out.role = asked.role;
  out.not_by = asked.not_by;
  out.by_vote = asked.by_vote;
  if (out.by_vote) {
    for (const auto& vote : record.votes) out.voted.push_back(vote.by);
  }
  return out;
}

std::optional<std::string> choice_meant(const Question& question, std::string_view said) {
  const std::string lower = base::to_lower(base::trim(said));
  for (const auto& choice : question.choices) {
    if (base::to_lower(choice.key) == lower) return choice.key;
  }
  for (const auto& choice : question.choices) {
    if (lower.size() > 2 && base::starts_with_ignoring_case(choice.title, lower)) return choice.key;
  }
  for (const char* yes : {"yes", "ok", "y"}) {
    if (lower == yes && question.when != "choice" && question.when != "gate" && question.when != "contradicted" &&
        !question.choices.empty())
      return question.choices.front().key;
  }
  return std::nullopt;
}

// What another process wrote since has closed the question.
static bool closes(const journal::Event& event, const Question& question, long long asked_seq) {
  if (event.seq <= asked_seq || journal::step_of(event) != question.step) return false;
  if (const auto finished = journal::as<journal::StepFinished>(event)) return finished->state != "failed";
  if (journal::is_one_of<journal::StepBegan, journal::GateDecided>(event)) return true;
  // A gate asks again after every vote: those that are on their way still count.
  if (const auto asked = journal::as<journal::QuestionAsked>(event))
    return !(question.by_vote && asked->when == "gate");
  return journal::is_one_of<journal::QuestionAnswered>(event) && !question.by_vote;
}

static journal::Event vote_of(const Question& question, const Answer& answer) {
  return journal::event(journal::VoteCast{.step = question.step,
                                          .vote = answer.answer,
                                          .by = answer.by,
                                          .role = answer.role,
                                          .reason = answer.reason,
                                          .source = answer.source});
}

static journal::Event answer_to(const Question& question, const Answer& answer) {
  return journal::event(journal::QuestionAnswered{.step = question.step,
                                                  .answer = answer.answer,
                                                  .by = answer.by,
                                                  .role = answer.role,
                                                  .reason = answer.reason,
                                                  .fields = {answer.fields.begin(), answer.fields.end()},
                                                  .source = answer.source,
                                                  .when = question.when});
}

bool post_answer(journal::Journal& journal, const std::string& run, const Question& question, long long asked_seq,
                 const Answer& answer, const Secrets& secrets) {
  const bool vote = question.by_vote && answer.answer != "stop";
  auto given = journal::in_run(run, vote ? vote_of(question, answer) : answer_to(question, answer));
  secrets.hide(given.data);
  const auto written = journal.append_if(std::move(given), asked_seq, [&](std::span<const journal::Event> newer) {
    return std::none_of(newer.begin(), newer.end(),
                        [&](const auto& event) { return closes(event, question, asked_seq); });
  });
  return written.has_value();
}

}  // namespace runner
