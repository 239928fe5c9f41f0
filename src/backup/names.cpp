#include "backup/names.h"

#include <random>

#include <fmt/format.h>

#include "base/text.h"

namespace backup {

static constexpr std::size_t longest_name = 63;  // NAMEDATALEN - 1

static std::string compact(base::Instant now) {
  std::string out;
  for (const char c : base::format_instant(now).substr(0, 19)) {
    if (c != '-' && c != ':') out += c;
  }
  return out + 'Z';
}

// Cut between characters: PostgreSQL refuses half a UTF-8 sequence.
static std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

static std::string with_ending(std::string_view database, const std::string& ending) {
  return std::string(cut(database, longest_name - std::min(longest_name, ending.size()))) + ending;
}

std::string backup_id(std::string_view database, base::Instant now, std::string_view suffix) {
  const auto slug = base::slug(database, 24);
  return fmt::format("{}-{}-{}", slug.empty() ? "database" : slug, compact(now), suffix);
}

std::string new_backup_id(std::string_view database, base::Instant now) {
  std::random_device random;
  return backup_id(database, now, fmt::format("{:04x}", random() & 0xFFFFU));
}

std::string beside_name(std::string_view database, std::string_view id) {
  return with_ending(database, fmt::format("_restore_{}", id));
}

std::string kept_name(std::string_view database, base::Instant now) {
  return with_ending(database, fmt::format("_before_{}", compact(now)));
}

}  // namespace backup
