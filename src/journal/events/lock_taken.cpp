#include "journal/events/lock_taken.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, LockTaken& data) {
  archive("token", data.token, "which fences off whoever held it before");
}

static std::string sentence(const LockTaken& data) {
  return around("token ", word(data.token));
}

template struct Codec<LockTaken>;
extern const EventKind lock_taken = kind_of<LockTaken>("The migration lock was taken.");

}  // namespace journal
