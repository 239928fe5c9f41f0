// Mail: one transaction for each recipient, so that what became of each is known.
#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "notify/channel.h"
#include "notify/mime.h"
#include "notify/transfer.h"

namespace notify {

static bool encrypted(const config::Channel& channel) {
  return channel.url.starts_with("smtps://") || channel.tls != "none";
}

static bool on_this_machine(std::string_view url) {
  const auto host = url.substr(url.find("://") + 3);
  return host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]");
}

static void check_smtp(const config::Channel& channel) {
  if (!channel.url.starts_with("smtp://") && !channel.url.starts_with("smtps://")) {
    throw refuse(channel, "url", channel.url.empty() ? "is missing" : "is not a mail server's address",
                 "Write url = \"smtp://mail.example.com:587\", or smtps:// where the server wants TLS at once.");
  }
  if (channel.url.find('@') != std::string::npos) {
    throw refuse(channel, "url", "holds a user",
                 "Write user = \"…\" and password_env = \"…\" on lines of their own.");
  }
  if (!parse_address(channel.from))
    throw refuse(channel, "from", "is not a mail address", "Write from = \"Operations <ops@example.com>\".");
  if (channel.to.empty()) throw refuse(channel, "to", "is missing", "Write to = [\"team@example.com\"].");
  for (const auto& to : channel.to) {
    if (!parse_address(to))
      throw refuse(channel, "to", fmt::format("holds \"{}\", which is not a mail address", to),
                   "Write name@example.com or Name <name@example.com>, in ASCII.");
  }
  if (!channel.tls.empty() && channel.tls != "required" && channel.tls != "none") {
    throw refuse(channel, "tls", fmt::format("is \"{}\"", channel.tls),
                 "Write tls = \"required\" (the default) or tls = \"none\".");
  }
  if (channel.password.given() && !encrypted(channel) && !on_this_machine(channel.url)) {
    throw refuse(channel, "tls", "is \"none\", and the password would be sent for everybody to read",
                 "Take the line out: STARTTLS is asked for then.");
  }
}

static Delivered deliver_smtp(const Delivery& parcel, const config::Channel& channel) {
  const auto from = parse_address(channel.from);
  const auto to = parse_address(parcel.recipient);
  if (!from || !to) return {.came = Delivered::Came::refused, .reply = "no mail address"};
  // The same for every try, so that a second copy can be told from a second message.
  const auto id = fmt::format("{}.{}", parcel.message, base::sha256(parcel.key).substr(0, 16));
  const auto content = to_mime({.from = *from,
                                .to = *to,
                                .subject = parcel.subject,
                                .body = parcel.body,
                                .date = parcel.queued,
                                .id = id,
                                .message = parcel.message,
                                .calendar = parcel.calendar});
  return mail({.url = channel.url,
               .from = from->address,
               .to = to->address,
               .content = content,
               .user = channel.user,
               .password = secret(channel.password, channel, "password"),
               .encrypt = encrypted(channel),
               .ca = channel.ca,
               .timeout = channel.timeout})
      .delivered;
}

extern const Channel smtp{.addressed = true, .check = check_smtp, .deliver = deliver_smtp};

}  // namespace notify
