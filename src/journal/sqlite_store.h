// The journal's file: made, recognised, read and added to through one connection. Knows no threads.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "journal/record.h"
#include "journal/sqlite.h"

namespace journal {

/// The last event, as the head row has it.
struct Head {
  long long seq = 0;
  std::string hash;
};

/// Makes the file with mode 0600 and its folder where they are missing.
void make_file(const std::filesystem::path& file);

/// Brings a new file to the present format. Throws Error{Code::journal} for a newer format and for other people's
/// databases. Writes nothing where the file is already a journal.
void open_table(Database& database);

/// Nothing where the row was taken out.
std::optional<Head> read_head(const Database& database);

/// Adds the events in one transaction, on disk when it returns, and fills in their seq and hash.
void add_events(Database& database, std::span<Event> events);

/// The same for one event, if `allowed` says so of its run's events after `after`.
std::optional<Event> add_event_if(Database& database, Event event, long long after,
                                  const std::function<bool(std::span<const Event>)>& allowed);

/// Selects what `filter` asks for; `next` then gives the records in the order of the query.
class Selection {
 public:
  Selection(const Database& database, const Filter& filter, bool newest_first = false);
  std::optional<Record> next();
  /// The present record's columns hold the kinds of value that the journal writes (a text, not a blob …).
  [[nodiscard]] bool well_typed() const { return well_typed_; }

 private:
  Statement statement_;
  bool well_typed_ = true;
};

/// Oldest first.
std::vector<Event> read_events(const Database& database, const Filter& filter);
/// The next at most `count` events after `after`.
std::vector<Event> read_page(const Database& database, long long after, std::size_t count);

}  // namespace journal
