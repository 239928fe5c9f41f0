#include "journal/events/question_asked.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, JudgedWork& data) {
  archive("came", data.came, "failed or differs");
  archive("verdict", data.verdict);
  archive("evidence", data.evidence);
  archive("duration_ms", data.duration);
  archive.maybe("exit_code", data.exit_code);
  archive.maybe("shell_state", data.shell_state);
}

template <class Archive>
void describe(Archive& archive, QuestionAsked& data) {
  archive("step", data.step);
  archive("question", data.question);
  archive("when", data.when, "task, gate, choice, field, difference, failed, interrupted, dangerous or contradicted");
  archive("choices", data.choices);
  archive.maybe("titles", data.titles, "of the choices");
  archive.maybe("fields", data.fields, "to be filled in");
  archive("about", data.about, "at length");
  archive.maybe("role", data.role, "who is to answer");
  archive.maybe("not_by", data.not_by, "who may not");
  archive.maybe("by_vote", data.by_vote);
  archive.maybe("work", data.work, "what came of the step that is judged");
}

static std::string sentence(const QuestionAsked& data) {
  return data.step + around(": ", data.question);
}

template struct Codec<QuestionAsked>;
extern const EventKind question_asked =
    kind_of<QuestionAsked>("People are asked, and the step waits for the answer.");

}  // namespace journal
