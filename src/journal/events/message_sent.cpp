#include "journal/events/message_sent.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MessageSent& data) {
  archive("message", data.message, "its id");
  archive("to", data.to);
  archive("attempt", data.attempt);
  archive("reply", data.reply);
  archive.maybe("reference", data.reference, "what the receiver calls it");
  archive.maybe("subject", data.subject);
  archive.maybe("channel", data.channel);
}

static std::string sentence(const MessageSent& data) {
  return fmt::format("{} sent{}{}", message_named(data.subject, data.message), around(" to ", data.to),
                     around(" by ", data.channel));
}

template struct Codec<MessageSent>;
extern const EventKind message_sent = kind_of<MessageSent>("A message was handed over.", Told::by_itself);

}  // namespace journal
