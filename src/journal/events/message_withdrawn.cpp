#include "journal/events/message_withdrawn.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MessageWithdrawn& data) {
  archive("message", data.message, "its id");
  archive("by", data.by);
  archive("reason", data.reason);
  archive.maybe("subject", data.subject);
  archive.maybe("channel", data.channel);
}

static std::string sentence(const MessageWithdrawn& data) {
  return message_named(data.subject, data.message) + " withdrawn" + around(": ", data.reason);
}

template struct Codec<MessageWithdrawn>;
extern const EventKind message_withdrawn =
    kind_of<MessageWithdrawn>("A person took a message back.", Told::by_itself);

}  // namespace journal
