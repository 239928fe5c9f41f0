#include "journal/events/step_approved.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, StepApproved& data) {
  archive("step", data.step);
  archive("by", data.by, "one name, or several with \"and\" between");
  archive("at", data.at, "when it was approved");
  archive("how", data.how, "review: in the file beside the runbook; section: an answer for the rest of a section");
  archive.maybe("text_sha256", data.text_sha256, "of the text that was approved, as the review has it");
  archive("question", data.question, "what would have been asked");
}

static std::string sentence(const StepApproved& data) {
  if (data.how == "section")
    return data.step + ": runs with the rest of its section" + around(", as ", data.by, " said");
  return data.step + ": approved" + around(" by ", data.by) + around(" on ", word(data.at));
}

template struct Codec<StepApproved>;
extern const EventKind step_approved =
    kind_of<StepApproved>("A step runs without the question that it would have asked.");

}  // namespace journal
