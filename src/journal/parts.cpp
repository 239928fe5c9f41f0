// Parts that are shown outside of their events as well.
#include "journal/codec.h"
#include "journal/parts_described.h"

namespace journal {

template struct Codec<NamedTarget>;

}  // namespace journal
