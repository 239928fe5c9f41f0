// One backup in the catalogue: a folder `<dir>/<id>` with
//
//   lockkeeper.json   this value: what the backup is, what it must contain, a sum for each file
//   globals.sql       roles and tablespaces of the server, without passwords (where the role may read them)
//   dump/             pg_dump's directory format
//
// While it is being made the folder is called `<id>.partial` and locked by `<dir>/.<id>.lock`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backup/attributes.h"
#include "backup/contents.h"
#include "backup/roles.h"
#include "base/clock.h"
#include "base/files.h"
#include "pg/catalog.h"

namespace backup {

struct File {
  std::string path = {};  // within the backup's folder: "dump/3050.dat.gz"
  long long bytes = 0;
  std::string sha256 = {};
};

/// What came out when the backup was restored into a server of our own and compared.
struct Proof {
  base::Instant at{};
  bool ok = false;
  base::Milliseconds restore_duration{0};  // pg_restore alone: the measured time a restore takes
  base::Milliseconds duration{0};          // with the checks and the comparison
  std::string server_version = {};         // it was restored into
  long long tables = 0;
  long long rows = 0;
  std::vector<std::string> differences = {};  // what is damaged or came back different; empty where ok
  std::vector<std::string> notes = {};        // what could not be tried on this machine
};

struct Entry {
  std::string id = {};
  std::string database = {};
  std::string host = {};
  std::string port = {};
  std::string server = {};  // pg::cluster_or_address() of where it was taken
  int server_version = 0;   // 150018
  std::string server_version_text = {};
  std::string pg_dump_version = {};
  base::Instant started{};
  base::Milliseconds duration{0};
  base::Instant snapshot_at{};   // what was committed before this moment is in the backup
  std::string lsn = {};          // at the snapshot; empty where it may not be read
  long long bytes = 0;           // on disk, all files
  long long database_bytes = 0;  // pg_database_size when it was taken
  std::string sha256 = {};       // over the files' sums and the contents: see seal()
  Contents contents = {};
  Attributes attributes = {};
  std::vector<Role> roles = {};
  std::vector<pg::Extension> extensions = {};
  std::vector<std::string> tablespaces = {};  // other than the default that objects lie in
  std::vector<File> files = {};
  std::vector<std::string> warnings = {};
  std::optional<Proof> proof = {};

  [[nodiscard]] int server_major() const { return server_version / 10000; }
  /// "writes after 2026-12-06 02:00:05 UTC (LSN 0/1A2B3C8) are not in this backup"
  [[nodiscard]] std::string rpo() const;
};

/// The sum that stands for the whole backup: over every file's path, size and sum, and over what it must contain.
std::string seal(const Entry& entry);

base::Json to_json(const Proof& proof);
base::Json to_json(const Entry& entry);
/// Throws nlohmann's exceptions where the JSON is not what to_json writes.
Entry entry_from_json(const base::Json& json);

/// Reads `<folder>/lockkeeper.json`. Throws Error{Code::backup} naming the file and what is wrong with it.
Entry load(const base::fs::path& folder);
/// Writes it, by rename. Throws Error{Code::file}.
void save(const Entry& entry, const base::fs::path& folder);

}  // namespace backup
