// A Slack incoming webhook, or what understands the same (Mattermost, Rocket.Chat).
#include <fmt/format.h>

#include "base/text.h"
#include "notify/channel.h"
#include "notify/http.h"

namespace notify {

// These three are Slack's control characters: <!channel> in a failed step's output would call everybody.
static std::string escaped(std::string text) {
  text = base::replace_all(std::move(text), "&", "&amp;");
  text = base::replace_all(std::move(text), "<", "&lt;");
  return base::replace_all(std::move(text), ">", "&gt;");
}

static Delivered deliver_slack(const Delivery& parcel, const config::Channel& channel) {
  auto subject = base::replace_all(escaped(parcel.subject), "*", "");
  const base::Json body{{"text", fmt::format("*{}*\n{}", subject, escaped(parcel.body))}};
  return post(request_for(parcel, channel, body)).delivered;
}

extern const Channel slack{.check = check_http, .deliver = deliver_slack};

}  // namespace notify
