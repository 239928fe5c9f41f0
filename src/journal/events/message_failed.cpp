#include "journal/events/message_failed.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MessageFailed& data) {
  archive("message", data.message, "its id");
  archive("to", data.to);
  archive("attempt", data.attempt);
  archive("reply", data.reply);
  archive.maybe("next", data.next, "when it is tried again");
  archive.maybe("in_doubt", data.in_doubt, "it may have arrived");
  archive.maybe("subject", data.subject);
  archive.maybe("channel", data.channel);
}

static std::string sentence(const MessageFailed& data) {
  return fmt::format("{} not sent{}{}{}{}", message_named(data.subject, data.message), around(" to ", data.to),
                     around(" by ", data.channel), around(": ", data.reply),
                     around("; tried again at ", word(data.next)));
}

template struct Codec<MessageFailed>;
extern const EventKind message_failed = kind_of<MessageFailed>("A message was not handed over.", Told::by_itself);

}  // namespace journal
