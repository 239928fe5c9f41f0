// Measurements as the journal keeps them.
#include "base/error.h"
#include "rates/rates.h"

namespace rates {

base::Json to_json(const Measured& measured) {
  base::Json json{
      {"cluster", measured.cluster},   {"where", measured.where}, {"when", base::format_instant(measured.when)},
      {"rows", measured.rows},         {"bytes", measured.bytes}, {"duration_ms", measured.took.count()},
      {"speeds", base::Json::array()}, {"notes", measured.notes}};
  for (const auto& speed : measured.speeds)
    json["speeds"].push_back({{"work", speed.work},
                              {"unit", speed.unit},
                              {"slowest", speed.slowest},
                              {"fastest", speed.fastest},
                              {"tries", speed.tries}});
  return json;
}

std::optional<Measured> from_json(const base::Json& json) {
  try {
    const auto when = base::parse_instant(json.at("when").get<std::string>());
    if (!when) return std::nullopt;
    Measured measured{.cluster = json.at("cluster"),
                      .where = json.at("where"),
                      .when = *when,
                      .rows = json.at("rows"),
                      .bytes = json.at("bytes"),
                      .took = base::Milliseconds(json.at("duration_ms").get<long long>()),
                      .speeds = {},
                      .notes = json.at("notes")};
    for (const auto& speed : json.at("speeds"))
      measured.speeds.push_back({.work = speed.at("work"),
                                 .unit = speed.at("unit"),
                                 .slowest = speed.at("slowest"),
                                 .fastest = speed.at("fastest"),
                                 .tries = speed.at("tries")});
    return measured;
  } catch (const base::Json::exception&) {
    return std::nullopt;
  }
}

std::optional<Measured> newest(const journal::Journal& journal, const std::string& cluster) {
  const auto events = journal.read({.kind = "rates.measured"});
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    auto measured = from_json(event->data);
    if (measured && measured->cluster == cluster) return measured;
  }
  return std::nullopt;
}

}  // namespace rates
