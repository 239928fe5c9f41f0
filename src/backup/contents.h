// What a database holds, exactly: rows table by table, names of objects, values of sequences. This is what a backup
// promises and what a restore is compared with.
//
// Members of extensions are left out: a restore makes them by CREATE EXTENSION, in the version of that machine.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "pg/session.h"

namespace backup {

/// Sequences know no snapshot: while others draw numbers, a dump may hold any value between these two.
struct SequenceValue {
  std::optional<long long> from = {};  // nothing: never used
  std::optional<long long> to = {};
  bool operator==(const SequenceValue&) const = default;
};

struct Contents {
  std::map<std::string, long long> rows = {};  // "public.orders" → 150000; quoted where SQL needs it
  std::map<std::string, std::vector<std::string>> objects = {};  // "indexes" → names, sorted
  std::map<std::string, SequenceValue> sequences = {};
  long long large_objects = 0;

  [[nodiscard]] long long total_rows() const;
  [[nodiscard]] long long count(const std::string& kind) const;  // of objects; 0 for a kind that is not there
};

/// Names of objects and sequences' values. In the transaction that is open; sets its search_path and row_security.
Contents read_objects(pg::Session& session);
/// Fills in `rows`: one count(*) per table that has rows of its own. Unlogged tables are left out where
/// `in_recovery`, as a standby cannot read them. Throws as Session::query does.
void count_rows(pg::Session& session, Contents& contents, bool in_recovery);
/// Reads the sequences again and widens what each may hold.
void widen_sequences(pg::Session& session, Contents& contents);

base::Json to_json(const Contents& contents);
/// Throws nlohmann's exceptions where the JSON is not what to_json writes.
Contents contents_from_json(const base::Json& json);

/// What differs, one sentence each, tables first; empty when `found` is what `expected` promises.
std::vector<std::string> differences(const Contents& expected, const Contents& found);

}  // namespace backup
