#include "journal/events/vote_cast.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, VoteCast& data) {
  archive("step", data.step);
  archive("vote", data.vote, "GO or NO-GO");
  archive("by", data.by);
  archive.maybe("role", data.role);
  archive("reason", data.reason);
  archive("source", data.source);
}

static std::string sentence(const VoteCast& data) {
  return data.step + around(": ", data.vote) + around(", by ", data.by) + around(", because ", data.reason);
}

template struct Codec<VoteCast>;
extern const EventKind vote_cast = kind_of<VoteCast>("A person voted at a gate.");

}  // namespace journal
