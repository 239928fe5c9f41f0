// What the notify commands share: how T-0 and values are given.
#pragma once

#include <fmt/format.h>

#include "app/messages.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {

/// Options of every command that fills placeholders.
struct FillOptions {
  std::optional<std::string> at;
  std::optional<std::string> duration;
  std::optional<std::string> run;
  std::vector<std::string> set;
};

inline void declare_filling(CLI::App& app, FillOptions& options) {
  app.add_option("--at", options.at, "T-0: 2026-12-06T02:00+01:00 (default: the run's)")->type_name("TIME");
  app.add_option("--duration", options.duration, "how long the window is: 2h, 90min")->type_name("SPAN");
  app.add_option("--run", options.run,
                 "the run whose events fill placeholders (its id, its runbook's file, or latest)")
      ->type_name("RUN");
  app.add_option("--set", options.set, "what a placeholder stands for (may be repeated)")->type_name("NAME=VALUE");
}

inline base::Instant instant_from(const std::string& option, const std::string& text) {
  if (const auto at = base::parse_instant(text)) return *at;
  throw base::Error{base::Code::usage, fmt::format("{} \"{}\" is not a time", option, text),
                    "Write it with its offset: 2026-12-06T02:00+01:00, or in UTC: 2026-12-06T01:00Z."};
}

inline base::Milliseconds span_from(const std::string& option, const std::string& text) {
  const auto span = base::parse_span(text);
  if (span && *span >= base::Milliseconds{0}) return *span;
  throw base::Error{base::Code::usage, fmt::format("{} \"{}\" is not a span of time", option, text),
                    "Write it with its unit: 2h, 90min, 30s."};
}

inline app::Filling filling_by(const FillOptions& options) {
  notify::Given given;
  if (options.at) given.zero = instant_from("--at", *options.at);
  if (options.duration) given.duration = span_from("--duration", *options.duration);
  for (const auto& each : options.set) {
    const auto equals = each.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw base::Error{base::Code::usage, fmt::format("--set \"{}\" has no name and value", each),
                        "Write --set NAME=VALUE, for example --set \"list key features=faster search\"."};
    }
    given.values[each.substr(0, equals)] = each.substr(equals + 1);
  }
  return {.run = options.run, .given = std::move(given)};
}

}  // namespace cli
