#include "journal/phrases.h"

#include <map>

namespace journal {

std::string around(std::string_view before, const std::string& text, std::string_view after) {
  return text.empty() ? std::string() : fmt::format("{}{}{}", before, text, after);
}

std::string word(const std::optional<long long>& number) {
  return number ? std::to_string(*number) : std::string();
}

std::string word(const std::optional<base::Milliseconds>& span) {
  return span ? base::format_span(*span) : std::string();
}

std::string word(const std::optional<base::Instant>& time) {
  return time ? base::format_for_people(*time) : std::string();
}

std::string bytes_word(const std::optional<long long>& bytes) {
  return bytes ? base::format_bytes(*bytes) : std::string();
}

std::string counted(std::size_t count, std::string_view what, std::string_view after) {
  if (count == 0) return {};
  return fmt::format(", {}{}", base::count_of(static_cast<long long>(count), what), after);
}

std::string migration_named(const std::string& version, const std::string& name) {
  if (version.empty() || name.empty() || name.find(version) != std::string::npos)
    return name.empty() ? version : name;
  return version + " " + name;
}

std::string message_named(const std::string& subject, const std::string& id) {
  return around("\"", subject.empty() ? id : subject, "\"");
}

std::string count_words(const std::vector<std::string>& words) {
  std::map<std::string, int> counts;
  for (const auto& each : words) ++counts[each.empty() ? "unknown" : each];
  std::vector<std::string> parts;
  for (const auto& [each, count] : counts) parts.push_back(fmt::format("{} {}", count, each));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace journal
