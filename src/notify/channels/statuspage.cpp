// A status page with an HTTP interface like Statuspage's: one incident or maintenance for each run, updated by the
// messages that follow the first.
#include "base/text.h"
#include "notify/channel.h"
#include "notify/http.h"

namespace notify {

static bool is_maintenance(const config::Channel& channel) {
  return channel.what != "incident";
}

static void check_statuspage(const config::Channel& channel) {
  check_http(channel);
  if (channel.what.empty() || channel.what == "incident" || channel.what == "maintenance") return;
  throw refuse(channel, "what", "is neither incident nor maintenance", "Write what = \"maintenance\".");
}

// The page's words for the same moments.
static std::string status(const Delivery& parcel, bool maintenance) {
  const auto& asked = parcel.status;
  if (maintenance) {
    if (asked == "resolved") return "completed";
    if (asked == "identified" || asked == "investigating" || asked == "monitoring") return "verifying";
    return asked.empty() ? (parcel.reference.empty() ? "scheduled" : "in_progress") : asked;
  }
  if (asked == "scheduled" || asked == "in_progress") return "investigating";
  if (asked == "completed") return "resolved";
  return asked.empty() ? (parcel.reference.empty() ? "investigating" : "monitoring") : asked;
}

static base::Json to_json_statuspage(const Delivery& parcel, bool maintenance) {
  base::Json incident{{"name", parcel.subject}, {"status", status(parcel, maintenance)}, {"body", parcel.body}};
  if (maintenance && parcel.start) incident["scheduled_for"] = base::format_instant(*parcel.start);
  if (maintenance && parcel.end) incident["scheduled_until"] = base::format_instant(*parcel.end);
  return {{"incident", incident}};
}

static std::string id_in(const std::string& answer) {
  const auto json = base::Json::parse(answer, nullptr, false);
  if (!json.is_object() || !json.contains("id") || !json["id"].is_string()) return "";
  return json["id"].get<std::string>();
}

// An id goes into the next request's address.
static bool harmless(const std::string& id) {
  return !id.empty() && id.size() <= 64 &&
         id.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
             "0123456789-_") == std::string::npos;
}

static Delivered deliver_statuspage(const Delivery& parcel, const config::Channel& channel) {
  auto request = request_for(parcel, channel, to_json_statuspage(parcel, is_maintenance(channel)));
  while (request.url.ends_with('/')) request.url.pop_back();
  request.url += "/incidents";
  if (harmless(parcel.reference)) {
    request.method = "PATCH";
    request.url += "/" + parcel.reference;
  }
  // Statuspage's own word for a bearer token.
  for (auto& [name, value] : request.headers) {
    if (name == "Authorization") value = base::replace_all(value, "Bearer ", "OAuth ");
  }
  const auto reply = post(request);
  auto delivered = reply.delivered;
  delivered.reference = parcel.reference.empty() ? id_in(reply.answer) : parcel.reference;
  return delivered;
}

extern const Channel statuspage{.threads = true, .check = check_statuspage, .deliver = deliver_statuspage};

}  // namespace notify
