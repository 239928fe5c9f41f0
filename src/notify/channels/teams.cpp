// A Microsoft Teams workflow or incoming webhook: an adaptive card.
#include "base/text.h"
#include "notify/channel.h"
#include "notify/http.h"

namespace notify {

static base::Json block(const std::string& text) {
  return {{"type", "TextBlock"}, {"text", text}, {"wrap", true}};
}

static base::Json card(const Delivery& parcel) {
  auto title = block(parcel.subject);
  title["weight"] = "bolder";
  title["size"] = "medium";
  // A card's Markdown joins lines that follow each other; an empty line between them keeps them apart.
  auto text = block(base::replace_all(parcel.body, "\n", "\n\n"));
  return {{"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
          {"type", "AdaptiveCard"},
          {"version", "1.4"},
          {"body", base::Json::array({title, text})}};
}

static Delivered deliver_teams(const Delivery& parcel, const config::Channel& channel) {
  base::Json attachment{{"contentType", "application/vnd.microsoft.card.adaptive"}, {"content", card(parcel)}};
  const base::Json body{{"type", "message"}, {"attachments", base::Json::array({attachment})}};
  return post(request_for(parcel, channel, body)).delivered;
}

extern const Channel teams{.check = check_http, .deliver = deliver_teams};

}  // namespace notify
