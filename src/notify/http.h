// What channels that speak HTTP share.
#pragma once

#include <string>

#include "base/json.h"
#include "notify/channel.h"
#include "notify/transfer.h"

namespace notify {

/// url, url_env or url_file is there, and the url (where it is in the file) is HTTP. Throws as Channel::check does.
void check_http(const config::Channel& channel);

/// Lower-case hex HMAC-SHA256.
std::string hmac_sha256(std::string_view key, std::string_view text);

/// "t=<seconds>,v1=<hmac of 't.body'>": the receiver computes the same and refuses old times.
std::string signature(std::string_view key, long long seconds, std::string_view body);

/// Headers of every request: JSON, and the key that names the message to the receiver.
HttpRequest request_for(const Delivery& parcel, const config::Channel& channel, const base::Json& body);

}  // namespace notify
