#include "journal/events/message_queued.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MessageQueued& data) {
  archive("message", data.message, "its id");
  archive("dedupe", data.dedupe, "of two alike only one is sent");
  archive("template", data.template_title);
  archive("channel", data.channel);
  archive("kind", data.channel_kind, "of the channel");
  archive("audience", data.audience, "internal or external");
  archive("subject", data.subject);
  archive("body", data.body);
  archive("recipients", data.recipients);
  archive("why", data.why);
  archive.maybe("status", data.status);
  archive.maybe("calendar", data.calendar);
  archive.maybe("start", data.start);
  archive.maybe("end", data.end);
}

static std::string called(const MessageQueued& data) {
  const auto& title = data.template_title.empty() ? data.message : data.template_title;
  return around("\"", data.subject.empty() ? title : data.subject, "\"");
}

static std::string sentence(const MessageQueued& data) {
  return called(data) + " queued" + around(" for ", data.channel) + around(", ", data.audience) +
         counted(data.recipients.size(), "recipient");
}

template struct Codec<MessageQueued>;
extern const EventKind message_queued = kind_of<MessageQueued>("A message is in the outbox.", Told::by_itself);

}  // namespace journal
