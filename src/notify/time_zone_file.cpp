#include "notify/time_zone_file.h"

#include <algorithm>

namespace notify {

namespace {

struct Counts {
  std::size_t utc_flags = 0;
  std::size_t standard_flags = 0;
  std::size_t leap_seconds = 0;
  std::size_t changes = 0;
  std::size_t offsets = 0;
  std::size_t letters = 0;
  [[nodiscard]] std::size_t size(std::size_t time_size) const {
    return changes * (time_size + 1) + offsets * 6 + letters + leap_seconds * (time_size + 4) + standard_flags +
           utc_flags;
  }
};

}  // namespace

static constexpr std::size_t header_size = 44;

// Big-endian, two's complement.
static long long number(std::string_view bytes, std::size_t at, std::size_t size) {
  unsigned long long value = static_cast<unsigned char>(bytes[at]) >= 0x80 ? ~0ULL : 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return static_cast<long long>(value);
}

static std::optional<Counts> header(std::string_view bytes) {
  if (bytes.size() < header_size || !bytes.starts_with("TZif")) return std::nullopt;
  const auto count = [&](std::size_t index) {
    return static_cast<std::size_t>(number(bytes, 20 + index * 4, 4)) & 0xffffffU;
  };
  return Counts{.utc_flags = count(0),
                .standard_flags = count(1),
                .leap_seconds = count(2),
                .changes = count(3),
                .offsets = count(4),
                .letters = count(5)};
}

std::optional<ZoneFile> ZoneFile::parse(std::string_view bytes) {
  // Two blocks, the second with times of 8 bytes; the first is for readers of 1994.
  const auto old = header(bytes);
  if (!old || bytes[4] < '2' || bytes.size() < header_size + old->size(4)) return std::nullopt;
  bytes.remove_prefix(header_size + old->size(4));
  const auto counts = header(bytes);
  if (!counts || counts->offsets == 0 || bytes.size() < header_size + counts->size(8)) return std::nullopt;
  const std::size_t times = header_size;
  const std::size_t indexes = times + counts->changes * 8;
  const std::size_t offsets = indexes + counts->changes;
  const auto letters = bytes.substr(offsets + counts->offsets * 6, counts->letters);

  ZoneFile out;
  for (std::size_t i = 0; i < counts->offsets; ++i) {
    const std::size_t at = offsets + i * 6;
    const auto begin = static_cast<unsigned char>(bytes[at + 5]);
    if (begin >= letters.size()) return std::nullopt;
    out.offsets_.push_back({.seconds = static_cast<long>(number(bytes, at, 4)),
                            .letters = std::string(letters.substr(begin, letters.find('\0', begin) - begin))});
  }
  for (std::size_t i = 0; i < counts->changes; ++i) {
    const std::size_t offset = static_cast<unsigned char>(bytes[indexes + i]);
    if (offset >= out.offsets_.size()) return std::nullopt;
    out.changes_.push_back({.from = number(bytes, times + i * 8, 8), .offset = offset});
  }
  auto footer = bytes.substr(header_size + counts->size(8));
  if (footer.starts_with('\n')) footer.remove_prefix(1);
  out.rule_ = ZoneRule::parse(footer.substr(0, footer.find('\n')));
  return out;
}

const ZoneOffset& ZoneFile::at(long long seconds_since_1970) const {
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), seconds_since_1970,
                                      [](long long seconds, const Change& change) { return seconds < change.from; });
  if (after == changes_.end() && rule_) return rule_->at(seconds_since_1970);
  return after == changes_.begin() ? offsets_.front() : offsets_[std::prev(after)->offset];
}

}  // namespace notify
