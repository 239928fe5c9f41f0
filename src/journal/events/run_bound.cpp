#include "journal/events/run_bound.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, RunBound& data) {
  archive("target", data.target);
}

static std::string sentence(const RunBound& data) {
  return around("the database is ", data.target.database);
}

template struct Codec<RunBound>;
extern const EventKind run_bound =
    kind_of<RunBound>("The run reached its database for the first time, or at another address.");

}  // namespace journal
