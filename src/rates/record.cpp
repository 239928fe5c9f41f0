// Measurements as the journal keeps them.
#include "journal/typed.h"
#include "rates/rates.h"

namespace rates {

journal::RatesMeasured recorded(const Measured& measured) {
  journal::RatesMeasured out{.cluster = measured.cluster,
                             .where = measured.where,
                             .when = measured.when,
                             .rows = measured.rows,
                             .bytes = measured.bytes,
                             .duration = measured.took,
                             .notes = measured.notes};
  for (const auto& speed : measured.speeds) {
    out.speeds.push_back({.work = speed.work,
                          .unit = speed.unit,
                          .slowest = speed.slowest,
                          .fastest = speed.fastest,
                          .tries = speed.tries});
  }
  return out;
}

base::Json to_json(const Measured& measured) {
  return journal::Codec<journal::RatesMeasured>::write(recorded(measured));
}

std::optional<Measured> measured_in(const journal::RatesMeasured& recorded) {
  if (!recorded.when) return std::nullopt;
  Measured measured{.cluster = recorded.cluster,
                    .where = recorded.where,
                    .when = *recorded.when,
                    .rows = recorded.rows.value_or(0),
                    .bytes = recorded.bytes.value_or(0),
                    .took = recorded.duration.value_or(base::Milliseconds(0)),
                    .speeds = {},
                    .notes = recorded.notes};
  for (const auto& speed : recorded.speeds) {
    measured.speeds.push_back({.work = speed.work,
                               .unit = speed.unit,
                               .slowest = speed.slowest,
                               .fastest = speed.fastest,
                               .tries = static_cast<int>(speed.tries)});
  }
  return measured;
}

std::optional<Measured> newest(const journal::Journal& journal, const std::string& cluster) {
  const auto events = journal.read({.kind = std::string(journal::RatesMeasured::kind)});
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    auto measured = measured_in(journal::as<journal::RatesMeasured>(*event).value());
    if (measured && measured->cluster == cluster) return measured;
  }
  return std::nullopt;
}

}  // namespace rates
