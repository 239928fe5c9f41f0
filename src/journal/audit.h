// Decides whether a journal is as it was written. Pure: reading the file is journal.cpp's job.
#pragma once

#include <optional>
#include <string>

#include "journal/record.h"
#include "journal/sqlite_store.h"

namespace journal {

struct Damage {
  long long seq = 0;   // the first event that is not as it was written
  std::string reason;  // "event 12 was changed"
};

/// Follows the chain from the first event on, one record at a time, and holds no more than the last hash.
class Auditor {
 public:
  /// True when `record` is the next link; false leaves the auditor where it was.
  bool follows(const Record& record, bool well_typed);
  /// What is wrong with `record`, which does not follow. `next`: the record after it, where there is one.
  [[nodiscard]] Damage explain(const Record& record, const std::optional<Record>& next,
                               const std::optional<Head>& head) const;
  /// After the last record: whether the head row agrees with it.
  [[nodiscard]] std::optional<Damage> compare(const std::optional<Head>& head) const;

  [[nodiscard]] long long events() const { return events_; }
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  long long events_ = 0;
  std::string hash_{genesis};
};

}  // namespace journal
