#include "journal/events/lock_waiting.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, LockWaiting& data) {
  archive("holder", data.holder);
  archive("waited_ms", data.waited);
}

static std::string sentence(const LockWaiting& data) {
  return "waited for the lock" + around(" that ", data.holder, " holds") +
         around(", ", data.waited.value_or(base::Milliseconds(0)).count() == 0 ? "" : word(data.waited));
}

template struct Codec<LockWaiting>;
extern const EventKind lock_waiting =
    kind_of<LockWaiting>("The migration lock is held by somebody else, and waited for.", Told::by_itself);

}  // namespace journal
