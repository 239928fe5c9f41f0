#include "journal/events/message_approved.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MessageApproved& data) {
  archive("message", data.message, "its id");
  archive("by", data.by);
  archive("sha256", data.sha256, "of subject and body");
  archive.maybe("subject", data.subject);
  archive.maybe("channel", data.channel);
}

static std::string sentence(const MessageApproved& data) {
  return message_named(data.subject, data.message) + " approved" + around(" by ", data.by);
}

template struct Codec<MessageApproved>;
extern const EventKind message_approved = kind_of<MessageApproved>("A person let a message go out.", Told::by_itself);

}  // namespace journal
