#include "journal/events/review_approved.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, ReviewApproved& data) {
  archive("runbook", data.runbook, "its file");
  archive("runbook_hash", data.runbook_hash, "SHA-256 of the text that was reviewed");
  archive("by", data.by);
  archive("steps", data.steps, "their SHA-256 by their ids");
  archive("source", data.source, "terminal, command, or the rehearsal that ran them");
}

static std::string sentence(const ReviewApproved& data) {
  return data.by + " approved " + base::count_of(static_cast<long long>(data.steps.size()), "step") +
         around(" of ", data.runbook);
}

template struct Codec<ReviewApproved>;
extern const EventKind review_approved =
    kind_of<ReviewApproved>("Somebody approved steps of a runbook, which then run unasked.", Told::by_itself);

}  // namespace journal
