#include "journal/sqlite.h"

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

namespace journal {

using std::chrono::steady_clock;

bool is_busy(int result) {
  return (result & 0xff) == SQLITE_BUSY || (result & 0xff) == SQLITE_LOCKED;
}

static base::Error explain(const std::filesystem::path& file, int result, std::string reason, int system_error,
                           base::Milliseconds patience) {
  const auto error = [&](std::string message, std::string hint) {
    return base::Error{base::Code::journal, std::move(message), std::move(hint)};
  };
  if (system_error != 0) reason += fmt::format(" ({})", std::strerror(system_error));
  const std::string folder = file.parent_path().empty() ? "." : file.parent_path().string();
  switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return error(
          fmt::format("the journal {} is in use: another process has kept it locked for {}", file.string(),
                      base::format_span(patience)),
          fmt::format("See who has it open with 'fuser -v {}', then run the same command again.", file.string()));
    case SQLITE_FULL:
      return error(
          fmt::format("cannot write the journal {}: disk full", file.string()),
          fmt::format("Make room where {} lies, then run the same command again: it goes on where it stopped.",
                      folder));
    case SQLITE_NOTADB:
      return error(fmt::format("{} is not a journal: {}", file.string(), reason),
                   "Move the file away, or name another one as 'journal' in lockkeeper.toml.");
    case SQLITE_CORRUPT:
      return error(fmt::format("the journal {} is damaged: {}", file.string(), reason),
                   "Copy the file to a safe place, then see how far it holds with 'lockkeeper audit verify'.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return error(fmt::format("cannot write the journal {}: {}", file.string(), reason),
                   fmt::format("Make the file and its folder {} writable for this account, or name another file as "
                               "'journal' in lockkeeper.toml.",
                               folder));
    case SQLITE_CANTOPEN:
      return error(fmt::format("cannot open the journal {}: {}", file.string(), reason),
                   fmt::format("See that {} is a folder this account may write to, or name another file as 'journal' "
                               "in lockkeeper.toml.",
                               folder));
    case SQLITE_CONSTRAINT:
      return error(fmt::format("the journal {} does not hold together: {}", file.string(), reason),
                   "Run 'lockkeeper audit verify': it names the first event that is not as it was written.");
    default:
      return error(
          fmt::format("cannot use the journal {}: {}", file.string(), reason),
          fmt::format("See that the disk of {} is sound and has room, then run the same command again.", folder));
  }
}

base::Error Database::error(int result) const {
  const std::string reason = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(result);
  // errno tells more than SQLite where the system refused, and is left over from before everywhere else.
  const int kind = result & 0xff;
  if (kind != SQLITE_IOERR && kind != SQLITE_CANTOPEN) return explain(file_, result, reason, 0, patience_);
  const int system_error = errno;
  const bool full = system_error == ENOSPC || system_error == EDQUOT;
  return explain(file_, full ? SQLITE_FULL : result, reason, system_error, patience_);
}

void Database::open() {
  errno = 0;
  const int result = sqlite3_open_v2(file_.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  if (result != SQLITE_OK) {
    const base::Error failure = error(result);
    sqlite3_close(handle_);
    throw failure;
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, static_cast<int>(patience_.count()));
}

bool Database::has_no_room() const {
  errno = 0;
  const int result = sqlite3_exec(handle_, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  const int kind = result & 0xff;
  return kind == SQLITE_FULL || ((kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN) &&
                                 (errno == ENOSPC || errno == EDQUOT || result == SQLITE_IOERR_SHMSIZE));
}

// The index that WAL keeps in a file beside (-shm) cannot be made on a full disk, not even to read. Alone with the
// journal, memory does for it (SQLite docs, "Use of WAL Without Shared-Memory"); writing fails all the same.
Database::Database(std::filesystem::path file, base::Milliseconds patience)
    : file_(std::move(file)), patience_(patience) {
  open();
  if (!has_no_room()) return;
  sqlite3_close(handle_);
  open();
  sqlite3_exec(handle_, "PRAGMA locking_mode = EXCLUSIVE", nullptr, nullptr, nullptr);
  alone_ = true;
}

Database::~Database() {
  sqlite3_close_v2(handle_);
}

void Database::execute(std::string_view sql) const {
  Statement(*this, sql).run();
}

long long Database::number(std::string_view sql) const {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

void Database::rollback() const noexcept {
  if (sqlite3_get_autocommit(handle_) == 0) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

// SQLite's own waiting does not cover every busy answer (changing to WAL, recovery after a crash): those come back at
// once and are asked again here.
template <class Ask>
static int ask_until(base::Milliseconds patience, Ask ask) {
  const auto deadline = steady_clock::now() + patience;
  for (;;) {
    errno = 0;
    const int result = ask();
    if (!is_busy(result) || steady_clock::now() >= deadline) return result;
    base::system_clock().sleep(base::Milliseconds(5));
  }
}

Statement::Statement(const Database& database, std::string_view sql) : database_(database) {
  const int result = ask_until(database.patience(), [&] {
    return sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &handle_, nullptr);
  });
  if (result != SQLITE_OK) throw database.error(result);
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

// SQLITE_TRANSIENT, which the header writes with a C cast.
static const auto copied = reinterpret_cast<sqlite3_destructor_type>(std::intptr_t{-1});

Statement& Statement::bind(int position, long long value) {
  const int result = sqlite3_bind_int64(handle_, position, value);
  if (result != SQLITE_OK) throw database_.error(result);
  return *this;
}

Statement& Statement::bind(int position, std::string_view value) {
  // An empty view may hold a null pointer, which SQLite would read as NULL.
  const int result = sqlite3_bind_text64(handle_, position, value.data() != nullptr ? value.data() : "", value.size(),
                                         copied, SQLITE_UTF8);
  if (result != SQLITE_OK) throw database_.error(result);
  return *this;
}

Statement& Statement::bind_or_null(int position, std::string_view value) {
  if (!value.empty()) return bind(position, value);
  const int result = sqlite3_bind_null(handle_, position);
  if (result != SQLITE_OK) throw database_.error(result);
  return *this;
}

bool Statement::step() {
  const int result = ask_until(database_.patience(), [&] { return sqlite3_step(handle_); });
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  const base::Error failure = database_.error(result);
  sqlite3_reset(handle_);
  throw failure;
}

void Statement::run() {
  while (step()) {
  }
  sqlite3_reset(handle_);
}

long long Statement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}

std::string Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

int Statement::type(int column) const {
  return sqlite3_column_type(handle_, column);
}

}  // namespace journal
