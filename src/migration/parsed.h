// The statements of a project's files, each file parsed once for everything that judges it.
#pragma once

#include <atomic>
#include <exception>
#include <optional>
#include <stop_token>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "migration/migration.h"
#include "sql/statement.h"

namespace migration {

/// One file, read. Views into its script's text.
struct Parsed {
  std::vector<sql::Statement> statements;  // those that cannot be read too: see sql/lenient.h
  std::vector<base::Error> refused;        // why they cannot, in file order
  std::optional<base::Error> failure;      // why nothing more can be read
  /// What sql::parse throws for the whole text; nothing where it can be read.
  std::optional<base::Error> error;

  [[nodiscard]] bool ok() const { return !error; }
};

/// Parses ahead, in a thread of its own, in the order given; whoever needs a file that nobody has begun parses it
/// himself. May be asked from several threads. The scripts outlive it, and what it gives lives as long as it does.
class ParsedFiles {
 public:
  explicit ParsedFiles(std::vector<const Script*> scripts);
  ~ParsedFiles();
  ParsedFiles(const ParsedFiles&) = delete;
  ParsedFiles& operator=(const ParsedFiles&) = delete;

  [[nodiscard]] bool has(const Script& script) const { return places_.contains(&script); }
  /// The file, parsed. Throws Error{Code::internal} for a script that was not given.
  const Parsed& of(const Script& script);

 private:
  // Some files that are parsed in one go: waking another thread for each small file would cost more than the file.
  struct Batch {
    std::size_t first = 0;
    std::size_t last = 0;
    std::atomic<int> state = 0;  // untouched, begun, done
  };

  bool parse(Batch& batch);

  std::vector<const Script*> scripts_;
  std::unordered_map<const Script*, std::size_t> places_;  // of scripts_ and parsed_
  std::vector<Parsed> parsed_;  // written by whoever has begun its batch, read when that is done
  std::vector<Batch> batches_;
  std::vector<std::size_t> batch_of_;
  std::jthread thread_;  // the last member: it ends before the others go
};

/// A single file, here and now.
Parsed parse_leniently(const Script& script);

/// What runs of all migrations, undo files left out.
std::vector<const Script*> scripts_of(const Folder& folder);

}  // namespace migration
