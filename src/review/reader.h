// Parses ahead of the walk, in a thread of its own: parsing and judging take about the same time.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <thread>
#include <vector>

#include "base/error.h"
#include "migration/migration.h"
#include "migration/parsed.h"
#include "sql/statement.h"

namespace review {

/// Some statements of a file, in file order. Every file ends with a piece that is its last, which may be empty.
struct Piece {
  std::span<const sql::Statement> statements = {};  // those that cannot be read too: see sql/lenient.h
  std::vector<sql::Statement> held = {};            // what they are, where the piece has them itself
  std::vector<base::Error> refused = {};            // why they cannot
  std::exception_ptr failure = {};  // base::Error: nothing more can be read; the piece is the file's last
  bool last = false;
  std::size_t bytes = 0;  // of the file, about
};

class Reader {
 public:
  /// The scripts outlive the reader, and so do the statements only as long as they do. `files`: where all of them are
  /// parsed for others as well, else null.
  Reader(std::vector<const migration::Script*> scripts, migration::ParsedFiles* files);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The next piece, file by file, good until the one after it is asked for; never called after the last file's last.
  const Piece& next();

 private:
  void read_all(const std::stop_token& stop);
  void read_one(const migration::Script& script, const std::stop_token& stop);
  void put(Piece piece, const std::stop_token& stop);
  void hand_over(const std::stop_token& stop);
  const Piece& next_of_files();

  std::vector<const migration::Script*> scripts_;
  migration::ParsedFiles* files_;  // null: parsed here
  std::size_t given_ = 0;          // of the scripts, where files_ has them
  Piece piece_;                    // the last of those
  std::deque<Piece> taken_;        // the walk's own
  std::vector<Piece> used_;        // the walk's own, its back the piece at hand
  std::deque<Piece> made_;  // the thread's own: waking the other for each small file would cost more than the file
  std::size_t made_bytes_ = 0;
  std::mutex mutex_;  // of what follows
  std::condition_variable_any changed_;
  std::deque<Piece> pieces_;
  std::vector<Piece> done_with_;  // taken apart by the thread that put them together, which has time for it
  std::size_t waiting_bytes_ = 0;
  std::jthread thread_;  // the last member: it ends before the others go
};

}  // namespace review
