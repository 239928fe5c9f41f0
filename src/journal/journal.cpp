#include "journal/journal.h"

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <iterator>
#include <limits>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "base/account.h"
#include "base/text.h"
#include "journal/audit.h"
#include "journal/redact_data.h"
#include "journal/sqlite_store.h"

namespace journal {

// How long the writing thread lets further events join the first one.
static constexpr base::Milliseconds gathering{20};
// Between tries of the writing thread when the disk refuses.
static constexpr base::Milliseconds pause_after_failure{1000};
// From here on append_soon writes by itself, so that a full disk is noticed and memory stays small.
static constexpr std::size_t most_queued = 1000;
// How often follow looks for new events, and how many it takes at once.
static constexpr base::Milliseconds look_again{100};
static constexpr std::size_t page = 500;

static std::string actor_of(const RunContext& context) {
  return context.actor.empty() ? fmt::format("{}@{}", base::account(), base::host_name()) : context.actor;
}

// Two locks, always taken in this order: `database_lock` for as long as events are written, `queue_lock` for moments.
// Whoever holds the first takes the whole queue, which is why order is kept whoever writes.
struct Journal::State {
  base::Clock& clock;
  base::Milliseconds patience;
  RunContext context;
  std::string actor = actor_of(context);

  std::mutex database_lock = {};
  Database database;

  std::mutex queue_lock = {};
  std::condition_variable_any queued = {};
  std::deque<Event> queue = {};
  std::jthread writer = {};  // started by the first append_soon; last, so that it ends before what it uses

  void stamp(Event& event) const;
  std::vector<Event> take_queue();
  void put_back(std::vector<Event> events);
  void write_queue();
  Event write_queue_and(Event last);
  void write(std::vector<Event>& events, std::size_t from_queue);
  void keep_writing(const std::stop_token& stop);
};

void Journal::State::stamp(Event& event) const {
  event.time = clock.now();
  event.process = base::own_identity();
  event.pid = event.process->pid;
  if (event.run.empty()) event.run = context.run;
  event.actor = clean(event.actor.empty() ? actor : event.actor);
  event.run = clean(event.run);
  event.kind = clean(event.kind);
  event.database.database = clean(event.database.database);
  if (event.data.is_null()) event.data = base::Json::object();
  if (!context.step.empty() && event.data.is_object() && !event.data.contains("step"))
    event.data["step"] = context.step;
  clean(event.data);
}

std::vector<Event> Journal::State::take_queue() {
  const std::lock_guard lock(queue_lock);
  std::vector<Event> events(std::make_move_iterator(queue.begin()), std::make_move_iterator(queue.end()));
  queue.clear();
  return events;
}

void Journal::State::put_back(std::vector<Event> events) {
  const std::lock_guard lock(queue_lock);
  queue.insert(queue.begin(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
}

// `database_lock` is held.
void Journal::State::write(std::vector<Event>& events, std::size_t from_queue) {
  try {
    add_events(database, events);
  } catch (...) {
    events.resize(from_queue);
    put_back(std::move(events));
    throw;
  }
}

void Journal::State::write_queue() {
  const std::lock_guard lock(database_lock);
  std::vector<Event> events = take_queue();
  const std::size_t count = events.size();
  write(events, count);
}

Event Journal::State::write_queue_and(Event last) {
  const std::lock_guard lock(database_lock);
  std::vector<Event> events = take_queue();
  const std::size_t count = events.size();
  events.push_back(std::move(last));
  write(events, count);
  return std::move(events.back());
}

void Journal::State::keep_writing(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(queue_lock);
      if (!queued.wait(lock, stop, [&] { return !queue.empty(); })) return;
    }
    base::system_clock().sleep(gathering, stop);
    try {
      write_queue();
    } catch (const std::exception&) {
      // The events are back in the queue; who appends or flushes next meets the reason itself.
      base::system_clock().sleep(pause_after_failure, stop);
    }
  }
}

// Made before State's members so that SQLite finds a file with our mode.
static std::filesystem::path made(std::filesystem::path file) {
  make_file(file);
  return file;
}

Journal::Journal(std::filesystem::path file, RunContext context, base::Clock& clock, base::Milliseconds patience)
    : state_(new State{.clock = clock,
                       .patience = patience,
                       .context = std::move(context),
                       .database = {made(std::move(file)), patience}}) {
  open_table(state_->database);
}

Journal::~Journal() {
  state_->writer.request_stop();
  if (state_->writer.joinable()) state_->writer.join();
  try {
    state_->write_queue();
  } catch (const std::exception& error) {
    // A destructor cannot throw; who cares for these events has called flush.
    fmt::print(stderr, "warning: {} are not in the journal: {}\n", base::count_of(std::ssize(state_->queue), "event"),
               error.what());
  }
}

Event Journal::append(Event event) {
  state_->stamp(event);
  return state_->write_queue_and(std::move(event));
}

std::optional<Event> Journal::append_if(Event event, long long after,
                                        const std::function<bool(std::span<const Event>)>& allowed) {
  state_->stamp(event);
  state_->write_queue();  // what was said before stands before
  const std::lock_guard lock(state_->database_lock);
  return add_event_if(state_->database, std::move(event), after, allowed);
}

void Journal::append_soon(Event event) {
  state_->stamp(event);
  std::size_t waiting = 0;
  {
    const std::lock_guard lock(state_->queue_lock);
    state_->queue.push_back(std::move(event));
    waiting = state_->queue.size();
    if (!state_->writer.joinable()) {
      state_->writer =
          std::jthread([state = state_.get()](const std::stop_token& stop) { state->keep_writing(stop); });
    }
  }
  state_->queued.notify_one();
  if (waiting >= most_queued) state_->write_queue();
}

void Journal::flush() {
  state_->write_queue();
}

// What this process has queued belongs to what it reads; where that cannot be written, the rest can still be read.
static void write_if_possible(const std::function<void()>& write) {
  try {
    write();
  } catch (const base::Error&) {
    return;
  }
}

std::vector<Event> Journal::read(const Filter& filter) const {
  write_if_possible([&] { state_->write_queue(); });
  if (state_->database.alone()) {
    const std::lock_guard lock(state_->database_lock);
    return read_events(state_->database, filter);
  }
  const Database database(state_->database.file(), state_->patience);
  return read_events(database, filter);
}

void Journal::follow(long long after, const std::function<bool(const Event&)>& each,
                     const std::stop_token& stop) const {
  const Database database(state_->database.file(), state_->patience);
  while (!stop.stop_requested()) {
    // In pages: `at_most` means the newest, so the end of the page is found by its number.
    const auto events = read_page(database, after, page);
    for (const auto& event : events) {
      after = event.seq;
      if (stop.stop_requested() || !each(event)) return;
    }
    if (events.empty() && !base::system_clock().sleep(look_again, stop)) return;
  }
}

Audit Journal::verify() const {
  write_if_possible([&] { state_->write_queue(); });
  std::unique_lock lock(state_->database_lock, std::defer_lock);
  std::optional<Database> own;
  if (state_->database.alone())
    lock.lock();
  else
    own.emplace(state_->database.file(), state_->patience);
  const Database& database = own ? *own : state_->database;
  database.execute("BEGIN");  // one snapshot for head and events
  const std::shared_ptr<const Database> end(&database, [](const Database* used) { used->rollback(); });
  const auto head = read_head(database);
  Selection selection(database, {.after = std::numeric_limits<long long>::min()});
  Auditor auditor;
  const auto audit = [&](const std::optional<Damage>& damage) {
    Audit found{.events = auditor.events(), .head = auditor.hash()};
    if (damage) found.first_changed = damage->seq;
    if (damage) found.reason = damage->reason;
    return found;
  };
  return base::while_doing(fmt::format("checking {}", state_->database.file().string()), [&] {
    while (const auto record = selection.next()) {
      if (auditor.follows(*record, selection.well_typed())) continue;
      const auto next = selection.next();
      return audit(auditor.explain(*record, next, head));
    }
    return audit(auditor.compare(head));
  });
}

const std::filesystem::path& Journal::file() const {
  return state_->database.file();
}

const RunContext& Journal::context() const {
  return state_->context;
}

}  // namespace journal
