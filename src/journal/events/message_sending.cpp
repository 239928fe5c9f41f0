#include "journal/events/message_sending.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MessageSending& data) {
  archive("message", data.message, "its id");
  archive("to", data.to);
  archive("attempt", data.attempt);
  archive.maybe("again_by", data.again_by, "who asked for it once more");
  archive.maybe("subject", data.subject);
  archive.maybe("channel", data.channel);
}

static std::string sentence(const MessageSending& data) {
  return fmt::format("{} on its way{}{}", message_named(data.subject, data.message), around(" to ", data.to),
                     around(" by ", data.channel));
}

template struct Codec<MessageSending>;
extern const EventKind message_sending =
    kind_of<MessageSending>("A message is about to leave; on disk before it does.", Told::by_itself);

}  // namespace journal
