// What the notify commands share: the runbook with its text, the run's events, and how T-0 and values are given.
#pragma once

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "cli/which_run.h"
#include "notify/message.h"
#include "runner/kept.h"
#include "runner/run.h"

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

inline notify::Given given_by(const FillOptions& options) {
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
  return given;
}

/// The run that is named, else the one this process belongs to. Empty without one.
inline std::string run_named(Context& context, const std::optional<std::string>& run) {
  return run ? run_meant(context, *run) : journal::current_run();
}

/// What messages are made from.
struct Sources {
  runbook::Runbook book;
  std::string text;  // of the runbook, for line numbers
  std::string run;   // empty: none
  std::vector<journal::Event> events = {};

  [[nodiscard]] notify::Rendered render(const runbook::Template& from, const notify::Values& values) const {
    return notify::render(from, runbook::place_of(from, text), book.file, values);
  }
};

/// The runbook as it was when the run began, where it was kept; else the file as it is now.
inline Sources sources_for(Context& context, const std::optional<std::string>& file, const FillOptions& options) {
  Sources sources;
  sources.run = run_named(context, options.run);
  if (!sources.run.empty()) {
    sources.events = context.journal().read({.run = sources.run});
  }
  const auto state = runner::project(sources.events);
  const auto path = file.value_or(state.path);
  if (path.empty()) {
    throw base::Error{base::Code::usage, "no runbook is named", "Name it, or the run it belongs to with --run."};
  }
  if (!file) {
    const auto runs = std::filesystem::absolute(context.journal_file()).parent_path() / "runs";
    if (auto kept = runner::kept_text(runs, state.hash)) sources.text = std::move(*kept);
  }
  if (sources.text.empty()) sources.text = base::read_file(path);
  sources.book = runbook::parse(sources.text, path);
  return sources;
}

/// Who says so: --by, else LOCKKEEPER_ACTOR, else the account.
inline std::string person(const std::string& by) {
  if (!base::trim(by).empty()) return by;
  for (const char* name : {"LOCKKEEPER_ACTOR", "SUDO_USER", "USER"}) {
    if (const char* value = std::getenv(name); value && *value) return value;
  }
  const passwd* user = ::getpwuid(::getuid());
  return user ? user->pw_name : std::to_string(::getuid());
}

}  // namespace cli
