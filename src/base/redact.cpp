#include "base/redact.h"

#include <regex>

namespace base {

std::string redact(std::string_view text) {
  // Applied to every event; the regular expressions are compiled once.
  static const std::regex url(R"(((?:postgres|postgresql|https?)://[^\s:/@'"]*:)[^\s@'"]+@)",
                              std::regex::icase | std::regex::optimize);
  static const std::regex key(R"((\bpassword\s*=\s*)('[^']*'|[^\s'"&;]+))", std::regex::icase | std::regex::optimize);
  static const std::regex sql(R"((\bpassword\s+)'(?:[^']|'')*')", std::regex::icase | std::regex::optimize);
  static const std::regex variable(
      R"((\b[A-Z0-9_]*(?:PASSWORD|SECRET|TOKEN|API_KEY|ACCESS_KEY)=)('[^']*'|"[^"]*"|[^\s'";&]+))",
      std::regex::optimize);
  std::string out(text);
  // Most texts hold nothing of the kind; std::regex is slow and recurses, so it is only asked about those that may.
  const auto may_hold = [&](const char* hint) { return out.find(hint) != std::string::npos; };
  if (may_hold("://")) out = std::regex_replace(out, url, "$1***@");
  if (may_hold("assword") || may_hold("ASSWORD")) {
    out = std::regex_replace(out, key, "$1***");
    out = std::regex_replace(out, sql, "$1'***'");
  }
  if (may_hold("PASSWORD=") || may_hold("SECRET=") || may_hold("TOKEN=") || may_hold("KEY=")) {
    out = std::regex_replace(out, variable, "$1***");
  }
  return out;
}

}  // namespace base
