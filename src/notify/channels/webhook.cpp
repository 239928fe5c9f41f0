// JSON to a web address, signed where a secret is named.
#include <chrono>

#include "notify/channel.h"
#include "notify/http.h"

namespace notify {

static base::Json to_json_webhook(const Delivery& parcel) {
  base::Json json{
      {"message", parcel.message}, {"key", parcel.key},         {"template", parcel.template_title},
      {"subject", parcel.subject}, {"body", parcel.body},       {"audience", parcel.audience},
      {"run", parcel.run},         {"attempt", parcel.attempt}, {"queued", base::format_instant(parcel.queued)}};
  if (!parcel.status.empty()) json["status"] = parcel.status;
  if (parcel.start) json["start"] = base::format_instant(*parcel.start);
  if (parcel.end) json["end"] = base::format_instant(*parcel.end);
  if (!parcel.calendar.empty()) json["calendar"] = parcel.calendar;
  return json;
}

static Delivered deliver_webhook(const Delivery& parcel, const config::Channel& channel) {
  auto request = request_for(parcel, channel, to_json_webhook(parcel));
  if (channel.secret.given()) {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(base::system_clock().now().time_since_epoch());
    request.headers.emplace_back("X-Lockkeeper-Signature",
                                 signature(secret(channel.secret, channel, "secret"), now.count(), request.body));
  }
  return post(request).delivered;
}

extern const Channel webhook{.check = check_http, .deliver = deliver_webhook};

}  // namespace notify
