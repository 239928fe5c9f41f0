#include "journal/events/question_answered.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, QuestionAnswered& data) {
  archive("step", data.step);
  archive("answer", data.answer);
  archive("by", data.by);
  archive.maybe("role", data.role);
  archive("reason", data.reason);
  archive("fields", data.fields, "what was filled in");
  archive("source", data.source, "terminal, answers file or command");
  archive("when", data.when, "as in question.asked");
}

static std::string sentence(const QuestionAnswered& data) {
  return data.step + around(": ", data.answer) + around(", by ", data.by) + around(", because ", data.reason);
}

template struct Codec<QuestionAnswered>;
extern const EventKind question_answered = kind_of<QuestionAnswered>("A person answered.");

}  // namespace journal
