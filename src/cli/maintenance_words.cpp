#include "cli/maintenance_words.h"

#include <fmt/format.h>

#include "base/error.h"

namespace cli {

std::optional<base::Milliseconds> span_of(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto span = base::parse_span(text);
  if (span && *span >= base::Milliseconds{0}) return span;
  throw base::Error{base::Code::usage, fmt::format("{} {} is not a span of time", option, text),
                    fmt::format("Write it like {} 90s, {} 15m or {} 2h.", option, option, option)};
}

std::string fence_words(const maintenance::Record& record) {
  if (record.fence == maintenance::Fence::none) return "none; the database takes whatever comes";
  return fmt::format("{} for {}", name(record.fence),
                     record.roles.empty() ? "the whole database" : fmt::format("{}", fmt::join(record.roles, ", ")));
}

base::Json described(const std::vector<maintenance::Session>& sessions) {
  auto out = base::Json::array();
  for (const auto& one : sessions)
    out.push_back({{"pid", one.pid},
                   {"role", one.role},
                   {"application", one.application},
                   {"state", one.state},
                   {"writes", one.writes},
                   {"before_fence", one.before_fence}});
  return out;
}

base::Json to_json(const maintenance::Record& record) {
  return {{"id", record.id},
          {"database", record.database},
          {"server", record.server},
          {"since", base::format_instant(record.since)},
          {"until", record.until ? base::Json(base::format_instant(*record.until)) : base::Json()},
          {"by", record.by},
          {"reason", record.reason},
          {"run", record.run},
          {"fence", name(record.fence)},
          {"roles", record.roles},
          {"on", record.on && !record.left},
          {"left", record.left}};
}

}  // namespace cli
