// Asking again after a change, for a day if need be: when, and what has changed since the last time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "check/check.h"

namespace check {

/// When to ask, from the beginning on, in order: "T+15m, hourly x4, daily x7, T+24h, every 30s x3".
/// Throws Error{Code::usage} for what it cannot read, for nothing and for more than 1,000 times.
std::vector<base::Milliseconds> parse_schedule(std::string_view text);
/// Every `every` until `whole`, the first at once. Throws as above.
std::vector<base::Milliseconds> regular_schedule(base::Milliseconds whole, base::Milliseconds every);

struct Change {
  std::string check;
  std::optional<Verdict> from = {};  // nothing: asked for the first time
  Verdict to = Verdict::skip;
  std::string evidence;
  std::string todo;
};
/// Pure. In the first round what did not pass; later what has another verdict than when it was last asked.
/// `before`: what remember() gave.
std::vector<Change> changes(const std::vector<Result>* before, const std::vector<Result>& now);
/// Pure. The newest result of each check: in a round without a server nothing else was asked, and what failed before
/// may pass after it.
std::vector<Result> remember(std::vector<Result> known, const std::vector<Result>& now);

struct WatchOptions {
  std::string suite = "verify";
  std::vector<base::Milliseconds> schedule;
  base::Instant from{};                  // what the schedule counts from; rounds that lie behind are left out
  std::function<pg::Session()> connect;  // for every round anew: the server may restart in between
  std::function<void(const std::vector<Result>&, const std::vector<Change>&, std::size_t round)> on_round;
};
struct Watched {
  std::size_t rounds = 0;
  std::size_t planned = 0;               // those not left out
  std::vector<std::string> failed = {};  // checks that failed in any round
  std::vector<Result> last = {};
  bool stopped = false;
};
/// Each round appends check.watched. A server that cannot be reached is a round in which "server" failed.
Watched watch(const WatchOptions& options, const config::Config& config, journal::Journal& journal,
              base::Clock& clock, const std::stop_token& stop);

}  // namespace check
