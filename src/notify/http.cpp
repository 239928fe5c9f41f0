#include "notify/http.h"

#include <array>

#include <fmt/format.h>
#include <openssl/hmac.h>

namespace notify {

void check_http(const config::Channel& channel) {
  if (channel.url_source.given()) return;
  if (channel.url.empty()) {
    throw refuse(channel, "url", "is missing",
                 "Write url = \"https://…\", or url_env = \"…\" where the address itself is a secret.");
  }
  if (!channel.url.starts_with("https://") && !channel.url.starts_with("http://"))
    throw refuse(channel, "url", "is not a web address", "Write url = \"https://…\".");
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), digest.data(), &length);
  std::string out;
  for (unsigned i = 0; i < length; ++i) out += fmt::format("{:02x}", digest.at(i));
  return out;
}

std::string signature(std::string_view key, long long seconds, std::string_view body) {
  return fmt::format("t={},v1={}", seconds, hmac_sha256(key, fmt::format("{}.{}", seconds, body)));
}

HttpRequest request_for(const Delivery& parcel, const config::Channel& channel, const base::Json& body) {
  HttpRequest request{
      .url = url_of(channel),
      .headers = {{"Content-Type", "application/json; charset=utf-8"}, {"Idempotency-Key", parcel.key}},
      .body = body.dump(-1, ' ', false, base::Json::error_handler_t::replace),
      .ca = channel.ca,
      .timeout = channel.timeout};
  if (channel.token.given())
    request.headers.emplace_back("Authorization", "Bearer " + secret(channel.token, channel, "token"));
  return request;
}

}  // namespace notify
