#include "notify/mime.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "base/text.h"

namespace notify {

static bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7f;
}

std::optional<Address> parse_address(std::string_view text) {
  text = base::trim(text);
  Address out;
  const auto open = text.rfind('<');
  if (open != std::string_view::npos && text.ends_with('>')) {
    out.name = base::trim(text.substr(0, open));
    if (out.name.size() >= 2 && out.name.front() == '"' && out.name.back() == '"')
      out.name = out.name.substr(1, out.name.size() - 2);
    out.address = text.substr(open + 1, text.size() - open - 2);
  } else {
    out.address = text;
  }
  const auto at = out.address.find('@');
  const bool sound = at != std::string::npos && at > 0 && at + 1 < out.address.size() &&
                     out.address.find('@', at + 1) == std::string::npos && out.address.size() <= 254 &&
                     std::ranges::all_of(out.address, [](char c) {
                       return is_plain(c) && c != ' ' && c != '<' && c != '>' && c != ',' && c != ';' && c != '"';
                     });
  const bool one_line = std::ranges::none_of(out.name, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  if (!sound || !one_line) return std::nullopt;
  return out;
}

std::string base64(std::string_view bytes, std::size_t line_length) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) {
      return i + k < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[i + k])) : 0U;
    };
    const unsigned word = at(0) << 16U | at(1) << 8U | at(2);
    if (line_length > 0 && column == line_length) {
      out += "\r\n";
      column = 0;
    }
    out += digits[word >> 18U & 63U];
    out += digits[word >> 12U & 63U];
    out += i + 1 < bytes.size() ? digits[word >> 6U & 63U] : '=';
    out += i + 2 < bytes.size() ? digits[word & 63U] : '=';
    column += 4;
  }
  return out;
}

// Bytes of the UTF-8 character that begins with `c`.
static std::size_t character_length(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x80) return 1;
  if (byte >= 0xf0) return 4;
  return byte >= 0xe0 ? 3 : 2;
}

// A header is one line, whatever was filled into it: a line end here would begin a header of the sender's choosing.
static std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return std::string(base::trim(out));
}

std::string encode_words(std::string_view text, std::size_t used) {
  const auto line = one_line(text);
  const bool ascii = std::ranges::all_of(line, is_plain);
  if (ascii && line.size() + used <= 76 && line.find("=?") == std::string::npos) return line;
  // An encoded word is at most 75 columns long and holds whole characters: "=?UTF-8?B?" … "?=".
  std::string out;
  std::string piece;
  std::size_t room = 45 - std::min<std::size_t>(used * 3 / 4, 30);
  const auto flush = [&] {
    if (piece.empty()) return;
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(piece, 0) + "?=";
    piece.clear();
    room = 45;
  };
  for (std::size_t i = 0; i < line.size();) {
    const auto length = std::min(character_length(line[i]), line.size() - i);
    if (piece.size() + length > room) flush();
    piece += line.substr(i, length);
    i += length;
  }
  flush();
  return out;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  for (const auto line : base::lines(text)) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      const bool last = i + 1 == line.size();
      const bool as_is = (is_plain(c) && c != '=' && (c != ' ' || !last)) || (c == '\t' && !last);
      const std::size_t width = as_is ? 1 : 3;
      if (column + width > (last ? 76U : 75U)) {
        out += "=\r\n";
        column = 0;
      }
      // "From " at the beginning of a line is changed by mailboxes on the way.
      if (as_is && !(column == 0 && line.substr(i).starts_with("From "))) {
        out += c;
        column += 1;
      } else {
        out += fmt::format("={:02X}", static_cast<unsigned char>(c));
        column += 3;
      }
    }
    out += "\r\n";
  }
  return out;
}

// RFC 5322 3.3, in UTC.
static std::string date_header(base::Instant instant) {
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(instant - midnight));
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", days.at(std::chrono::weekday(midnight).c_encoding()),
                     static_cast<unsigned>(date.day()), months.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

static std::string address_header(std::string_view header, const Address& address) {
  std::string out = fmt::format("{}: ", header);
  if (address.name.empty()) return out + address.address + "\r\n";
  const bool simple = std::ranges::all_of(
      address.name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ' ' || c == '-'; });
  const auto name = one_line(address.name);
  const bool ascii = std::ranges::all_of(name, is_plain);
  if (simple || !ascii) {
    out += encode_words(name, out.size());
  } else {
    out += '"' + base::replace_all(base::replace_all(name, "\\", "\\\\"), "\"", "\\\"") + '"';
  }
  const auto last = out.size() - std::min(out.size(), out.rfind('\n') + 1);
  return out + (last + address.address.size() > 74 ? "\r\n <" : " <") + address.address + ">\r\n";
}

std::string to_mime(const Mail& mail) {
  const auto domain = mail.from.address.substr(mail.from.address.find('@') + 1);
  std::string out = address_header("From", mail.from) + address_header("To", mail.to);
  out += "Subject: " + encode_words(mail.subject, 9) + "\r\n";
  out += "Date: " + date_header(mail.date) + "\r\n";
  out += fmt::format("Message-ID: <{}@{}>\r\n", mail.id, domain);
  out += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";  // RFC 3834: no out-of-office answers
  if (!mail.message.empty()) out += "X-Lockkeeper-Message: " + one_line(mail.message) + "\r\n";
  const std::string text =
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
      quoted_printable(mail.body);
  if (mail.calendar.empty()) return out + text;
  // "=_" cannot stand in quoted-printable or base64, so no part can hold the boundary.
  const std::string boundary = "=_lockkeeper_" + mail.id.substr(0, 30);
  const std::string_view method = mail.calendar.find("METHOD:CANCEL") != std::string::npos ? "CANCEL" : "PUBLISH";
  out += fmt::format("Content-Type: multipart/mixed; boundary=\"{}\"\r\n\r\n--{}\r\n{}\r\n--{}\r\n", boundary,
                     boundary, text, boundary);
  out += fmt::format("Content-Type: text/calendar; charset=utf-8; method={}; name=\"maintenance.ics\"\r\n", method);
  out += "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"maintenance.ics\"\r\n\r\n";
  return out + base64(mail.calendar) + fmt::format("\r\n--{}--\r\n", boundary);
}

}  // namespace notify
