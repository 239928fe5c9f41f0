#include "journal/sqlite_store.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace journal {

namespace fs = std::filesystem;

// PRAGMA application_id: "LKJN". Tells a journal from any other SQLite file.
static constexpr long long application = 0x4c4b4a4e;
// PRAGMA user_version. A change of the table is a new number and a step in open_table.
static constexpr long long format = 2;

static constexpr std::array schema{
    "CREATE TABLE events (seq INTEGER PRIMARY KEY, time TEXT NOT NULL, run TEXT NOT NULL, kind TEXT NOT NULL, "
    "actor TEXT NOT NULL, pid INTEGER NOT NULL, data TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL, "
    "process TEXT, database TEXT)",
    "CREATE INDEX events_by_run ON events (run)",
    "CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL)",
    // Against slips of the hand; who wants to cheat drops them, and is found by the chain.
    "CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events BEGIN "
    "SELECT RAISE(ABORT, 'the journal is only ever added to'); END",
    "CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN "
    "SELECT RAISE(ABORT, 'the journal is only ever added to'); END",
};

void make_file(const fs::path& file) {
  std::error_code failed;
  const fs::path folder = file.parent_path();
  if (!folder.empty()) fs::create_directories(folder, failed);
  if (failed) {
    throw base::Error{base::Code::journal,
                      fmt::format("cannot make the folder {} for the journal: {}", folder.string(), failed.message()),
                      "Make the folder by hand, or name another file as 'journal' in lockkeeper.toml."};
  }
  // Made by us and not by SQLite because of the mode. O_EXCL: a second descriptor of an open database must never be
  // closed, that would drop this process's locks (SQLite, "How To Corrupt", 2.2).
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0) {
    ::close(descriptor);
    return;
  }
  if (errno == EEXIST) return;
  const int reason = errno;
  if (reason == ENOSPC || reason == EDQUOT) {
    throw base::Error{base::Code::journal, fmt::format("cannot make the journal {}: disk full", file.string()),
                      fmt::format("Make room where {} lies, then run the same command again.", folder.string())};
  }
  throw base::Error{
      base::Code::journal, fmt::format("cannot make the journal {}: {}", file.string(), std::strerror(reason)),
      fmt::format("See that {} is a folder this account may write to, or name another file as 'journal' "
                  "in lockkeeper.toml.",
                  folder.empty() ? "." : folder.string())};
}

static void make_table(Database& database) {
  database.execute("PRAGMA journal_mode = WAL");
  database.execute("BEGIN IMMEDIATE");
  try {
    // Another process may have been faster.
    if (database.number("PRAGMA user_version") == 0) {
      for (const auto* statement : schema) database.execute(statement);
      Statement(database, "INSERT INTO head VALUES (1, 0, ?)").bind(1, genesis).run();
      database.execute(fmt::format("PRAGMA application_id = {}", application));
      database.execute(fmt::format("PRAGMA user_version = {}", format));
    }
    database.execute("COMMIT");
  } catch (...) {
    database.rollback();
    throw;
  }
}

void open_table(Database& database) {
  database.execute("PRAGMA synchronous = FULL");
  const auto is_new = [&] {
    return database.number("PRAGMA user_version") == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
  };
  if (is_new()) make_table(database);
  if (database.number("PRAGMA application_id") != application) {
    throw base::Error{base::Code::journal,
                      fmt::format("{} is a database of something else, not a journal", database.file().string()),
                      "Name another file as 'journal' in lockkeeper.toml."};
  }
  const long long found = database.number("PRAGMA user_version");
  if (found > format) {
    throw base::Error{
        base::Code::journal,
        fmt::format("the journal {} was written by a newer lockkeeper: its format is {}, this one knows {}",
                    database.file().string(), found, format),
        "Use the newer lockkeeper, or name another file as 'journal' in lockkeeper.toml."};
  }
}

std::optional<Head> read_head(const Database& database) {
  Statement statement(database, "SELECT seq, hash FROM head WHERE one = 1");
  if (!statement.step()) return std::nullopt;
  return Head{.seq = statement.integer(0), .hash = statement.text(1)};
}

static void insert(Statement& statement, const Record& record) {
  statement.bind(1, record.seq).bind(2, record.time).bind(3, record.run).bind(4, record.kind).bind(5, record.actor);
  statement.bind(6, record.pid).bind(7, record.data).bind(8, record.prev).bind(9, record.hash);
  statement.bind_or_null(10, record.process).bind_or_null(11, record.database).run();
}

// The format of version 0.1.0 knows neither process nor database. It becomes the present one with the first event
// that is added, in the same transaction; who only reads changes nothing.
static void bring_up_to_date(const Database& database) {
  if (database.number("PRAGMA user_version") >= format) return;
  database.execute("ALTER TABLE events ADD COLUMN process TEXT");
  database.execute("ALTER TABLE events ADD COLUMN database TEXT");
  database.execute(fmt::format("PRAGMA user_version = {}", format));
}

// Inside a transaction that holds the write lock.
static void insert_all(Database& database, std::span<Event> events) {
  auto head = read_head(database);
  if (!head) {
    throw base::Error{base::Code::journal,
                      fmt::format("the journal {} has lost its head row", database.file().string()),
                      "Run 'lockkeeper audit verify', keep the file as it is, and name another one as 'journal' in "
                      "lockkeeper.toml."};
  }
  bring_up_to_date(database);
  Statement statement(database,
                      "INSERT INTO events (seq, time, run, kind, actor, pid, data, prev, hash, process, database) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (auto& event : events) {
    event.seq = head->seq + 1;
    Record record = record_of(event, head->hash);
    record.hash = hash_of(record);
    insert(statement, record);
    event.hash = record.hash;
    *head = {.seq = event.seq, .hash = event.hash};
  }
  Statement(database, "UPDATE head SET seq = ?, hash = ? WHERE one = 1").bind(1, head->seq).bind(2, head->hash).run();
}

void add_events(Database& database, std::span<Event> events) {
  if (events.empty()) return;
  // IMMEDIATE: the lock is taken before the head is read, so that two processes never follow the same event.
  database.execute("BEGIN IMMEDIATE");
  try {
    insert_all(database, events);
    database.execute("COMMIT");
  } catch (...) {
    database.rollback();
    throw;
  }
}

std::optional<Event> add_event_if(Database& database, Event event, long long after,
                                  const std::function<bool(std::span<const Event>)>& allowed) {
  database.execute("BEGIN IMMEDIATE");
  try {
    const auto newer = read_events(database, {.run = event.run, .after = after});
    if (!allowed(newer)) {
      database.execute("ROLLBACK");
      return std::nullopt;
    }
    insert_all(database, {&event, 1});
    database.execute("COMMIT");
  } catch (...) {
    database.rollback();
    throw;
  }
  return event;
}

static std::string query(const Database& database, const Filter& filter, bool newest_first) {
  const bool early = database.number("PRAGMA user_version") < format;
  std::string sql =
      fmt::format("SELECT seq, time, run, kind, actor, pid, data, prev, hash, {} FROM events WHERE seq > ?1",
                  early ? "NULL AS process, NULL AS database" : "process, database");
  if (filter.run) sql += " AND run = ?2";
  if (filter.kind) sql += filter.kind->ends_with('.') ? " AND substr(kind, 1, length(?3)) = ?3" : " AND kind = ?3";
  sql += newest_first ? " ORDER BY seq DESC" : " ORDER BY seq";
  if (filter.at_most > 0) sql += " LIMIT ?4";
  return sql;
}

Selection::Selection(const Database& database, const Filter& filter, bool newest_first)
    : statement_(database, query(database, filter, newest_first)) {
  statement_.bind(1, filter.after);
  if (filter.run) statement_.bind(2, *filter.run);
  if (filter.kind) statement_.bind(3, *filter.kind);
  if (filter.at_most > 0) statement_.bind(4, static_cast<long long>(filter.at_most));
}

std::optional<Record> Selection::next() {
  if (!statement_.step()) return std::nullopt;
  well_typed_ = true;
  for (const int column : {1, 2, 3, 4, 6, 7, 8}) well_typed_ &= statement_.type(column) == SQLITE_TEXT;
  well_typed_ &= statement_.type(5) == SQLITE_INTEGER;
  for (const int column : {9, 10}) {
    well_typed_ &= statement_.type(column) == SQLITE_NULL ||
                   (statement_.type(column) == SQLITE_TEXT && !statement_.text(column).empty());
  }
  return Record{.seq = statement_.integer(0),
                .time = statement_.text(1),
                .run = statement_.text(2),
                .kind = statement_.text(3),
                .actor = statement_.text(4),
                .pid = statement_.integer(5),
                .data = statement_.text(6),
                .process = statement_.text(9),
                .database = statement_.text(10),
                .prev = statement_.text(7),
                .hash = statement_.text(8)};
}

std::vector<Event> read_events(const Database& database, const Filter& filter) {
  // "The newest so many" is a walk from the end, turned round.
  const bool newest_first = filter.at_most > 0;
  Selection selection(database, filter, newest_first);
  std::vector<Event> events;
  while (const auto record = selection.next()) events.push_back(event_of(*record));
  if (newest_first) std::ranges::reverse(events);
  return events;
}

std::vector<Event> read_page(const Database& database, long long after, std::size_t count) {
  Selection selection(database, {.after = after});
  std::vector<Event> events;
  while (events.size() < count) {
    const auto record = selection.next();
    if (!record) break;
    events.push_back(event_of(*record));
  }
  return events;
}

}  // namespace journal
