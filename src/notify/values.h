// What placeholders stand for: taken from the run's events, the runbook, the configuration and the command line.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "config/messages.h"
#include "journal/event.h"
#include "notify/placeholders.h"
#include "notify/time_zone.h"
#include "runbook/runbook.h"

namespace notify {

/// The window and what happened in it.
struct Window {
  std::optional<base::Instant> planned = {};  // T-0 as announced
  std::optional<base::Instant> began = {};    // when it really was T-0
  std::optional<base::Instant> ended = {};
  base::Milliseconds duration{0};    // as announced; 0: unknown
  std::string duration_source = {};  // "--duration", "the runbook's Estimated Duration"

  /// Began, else planned.
  [[nodiscard]] std::optional<base::Instant> start() const { return began ? began : planned; }
  /// When it ended, else start and duration. Nothing where either is unknown.
  [[nodiscard]] std::optional<base::Instant> end() const;
};

/// What a person gave on the command line.
struct Given {
  std::optional<base::Instant> zero = {};           // --at
  std::optional<base::Milliseconds> duration = {};  // --duration
  std::map<std::string, std::string> values = {};   // --set NAME=VALUE
};

/// Everything that placeholders are filled from.
struct Values {
  Window window = {};
  std::map<std::string, Filling> named = {};  // by blank_name
  Zone zone{""};
  base::Instant now{};
};

/// The window as the run's events and the person tell it. `events` of one run, or none.
Window window_of(std::span<const journal::Event> events, const runbook::Runbook& runbook,
                 const config::Messages& messages, const Given& given);

/// `events`: of one run, oldest first; empty where there is none yet.
Values values_of(std::span<const journal::Event> events, const runbook::Runbook& runbook,
                 const config::Messages& messages, const Given& given, base::Instant now);

/// What `blank` stands for. What was given by name wins; [TIME] and <id> are told by the words beside them, and are
/// unknown where those do not say.
std::optional<Filling> look_up(const Values& values, const Blank& blank);

}  // namespace notify
