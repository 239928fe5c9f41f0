// The durable record, outside the database that is operated on. SQLite, WAL, synchronous=FULL.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "journal/event.h"
#include "journal/run_context.h"

namespace journal {

struct Filter {
  std::optional<std::string> run = {};
  std::optional<std::string> kind = {};  // exact, or a prefix that ends in a dot: "step."
  long long after = 0;                   // seq
  std::size_t at_most = 0;               // the newest so many, still oldest first; 0: all
};

/// What audit verify found.
struct Audit {
  long long events = 0;                         // that hold together, from the first one on
  std::optional<long long> first_changed = {};  // seq of the first event that is not as it was written
  std::string reason = {};                      // "event 12 was changed", "event 13 is missing", …
  std::string head = {};  // hash of the last event that holds; keep it elsewhere to compare with
};

/// Thread-safe. Several processes may append at once; each waits for the others at most 30 s.
/// Texts pass base::redact on the way in. Throws Error{Code::journal} naming the file and SQLite's reason
/// (disk full, not a database, read-only). Not to be carried over a fork: the child opens its own.
class Journal {
 public:
  /// Makes the file (mode 0600) and its folder where missing; a file that we may only read can be read and verified.
  /// `context`: what events belong to that do not say it themselves. `patience`: how long other processes' appends
  /// are waited for.
  explicit Journal(std::filesystem::path file, RunContext context = {}, base::Clock& clock = base::system_clock(),
                   base::Milliseconds patience = std::chrono::seconds(30));
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// On disk when it returns. Gives back the event as written.
  Event append(Event event);
  /// Appends only if `allowed` says so of the run's events after `after` (`event.run`, oldest first), read under the
  /// same lock: of several processes that try at once, each sees what those before it have written. Nothing where it
  /// was not allowed. On disk when it returns.
  std::optional<Event> append_if(Event event, long long after,
                                 const std::function<bool(std::span<const Event>)>& allowed);
  /// Queued, in order, and written by a thread within 50 ms or by the next append, flush or the destructor: several
  /// events share one fsync. For facts that the target database holds as well (an applied migration).
  /// What could not be written stays queued, and the next append, flush or (with many queued) append_soon says why.
  void append_soon(Event event);
  /// Returns when everything queued is on disk. Throws what the writing thread met.
  void flush();

  [[nodiscard]] std::vector<Event> read(const Filter& filter = {}) const;
  /// Follows: calls `each` for every event after `after`, then for new ones (other processes' too) until it returns
  /// false or `stop`.
  void follow(long long after, const std::function<bool(const Event&)>& each, const std::stop_token& stop) const;
  [[nodiscard]] Audit verify() const;
  [[nodiscard]] const std::filesystem::path& file() const;
  [[nodiscard]] const RunContext& context() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace journal
