// The folder that backups lie in: what is there, finding one by its id, making room for a new one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backup/entry.h"
#include "base/file_lock.h"
#include "base/files.h"

namespace backup {

enum class State {
  complete,
  incomplete,  // its maker was killed; the next create removes it
  in_progress,
  unreadable,  // a folder whose description is damaged or missing
};
std::string_view name(State state);

struct Listed {
  std::string id = {};
  State state = State::complete;
  std::optional<Entry> entry = {};  // where complete
  long long bytes = 0;
  std::string problem = {};  // where unreadable
};

/// Everything in `dir`, newest first by id's time. A folder that is not there holds nothing.
std::vector<Listed> list(const base::fs::path& dir);
base::Json to_json(const Listed& listed);

/// The complete backup that `wanted` names: an id, the beginning of exactly one, or "latest" (of `database` where one
/// is given). Throws Error{Code::backup} naming what is there.
Entry find_backup(const base::fs::path& dir, std::string_view wanted,
                  const std::optional<std::string>& database = {});

/// Removes what killed runs left half made; backups in progress and complete ones are never touched. Their ids.
std::vector<std::string> remove_leftovers(const base::fs::path& dir);

/// `<dir>/<id>.partial`, made now, locked against other runs and removed at the end of the scope unless kept.
class Partial {
 public:
  /// Throws Error{Code::file} where the folder cannot be made or written to.
  Partial(base::fs::path dir, std::string id);
  ~Partial();
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;
  [[nodiscard]] const base::fs::path& path() const { return path_; }
  /// Renames it to `<dir>/<id>`, on disk when it returns. Throws Error{Code::file}.
  void keep();

 private:
  base::fs::path dir_ = {};
  std::string id_ = {};
  base::fs::path path_ = {};
  std::optional<base::FileLock> lock_;
  bool kept_ = false;
};

}  // namespace backup
