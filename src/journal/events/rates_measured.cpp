#include "journal/events/rates_measured.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MeasuredSpeed& data) {
  archive("work", data.work);
  archive("unit", data.unit);
  archive("slowest", data.slowest);
  archive("fastest", data.fastest);
  archive("tries", data.tries);
}

template <class Archive>
void describe(Archive& archive, RatesMeasured& data) {
  archive("cluster", data.cluster, "system identifier");
  archive("where", data.where);
  archive("when", data.when);
  archive("rows", data.rows);
  archive("bytes", data.bytes);
  archive("duration_ms", data.duration);
  archive("speeds", data.speeds);
  archive("notes", data.notes);
}

static std::string sentence(const RatesMeasured& data) {
  std::vector<std::string> parts;
  for (const auto& speed : data.speeds) parts.push_back(speed.work);
  return data.where + around(": ", fmt::format("{}", fmt::join(parts, ", "))) + around(" in ", word(data.duration));
}

template struct Codec<RatesMeasured>;
extern const EventKind rates_measured = kind_of<RatesMeasured>("A server was measured.");

}  // namespace journal
