#include "journal/events/lock_released.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, LockReleased& data) {
  archive("token", data.token, "which fences off whoever held it before");
}

static std::string sentence(const LockReleased& data) {
  return around("token ", word(data.token));
}

template struct Codec<LockReleased>;
extern const EventKind lock_released = kind_of<LockReleased>("The migration lock was given back.");

}  // namespace journal
