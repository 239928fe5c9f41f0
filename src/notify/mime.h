// A mail as bytes: headers that any subject survives, a body in quoted-printable, a calendar file. Pure.
// Source: RFC 5322 (format), RFC 2045 6.7 (quoted-printable), RFC 2047 (encoded words), RFC 2387/2046 (parts).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace notify {

/// "Dana <dana@example.com>" taken apart.
struct Address {
  std::string name = {};
  std::string address;
};
/// Nothing for what is not an address: no @, white space or control characters in it, not ASCII.
std::optional<Address> parse_address(std::string_view text);

struct Mail {
  Address from;
  Address to;
  std::string subject;
  std::string body;  // UTF-8, LF or CRLF
  base::Instant date{};
  std::string id;            // left of the @ in Message-ID
  std::string message = {};  // X-Lockkeeper-Message
  std::string calendar = {};
};

/// Lines end with CRLF, none is longer than 78 bytes but for a single long word in an address.
std::string to_mime(const Mail& mail);

/// A header's value with RFC 2047 words where it is not plain ASCII. `used`: columns already taken on the first line.
std::string encode_words(std::string_view text, std::size_t used);
std::string quoted_printable(std::string_view text);
std::string base64(std::string_view bytes, std::size_t line_length = 76);

}  // namespace notify
