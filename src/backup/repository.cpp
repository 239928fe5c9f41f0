#include "backup/repository.h"

#include <algorithm>

#include <fmt/format.h>

#include "backup/manifest.h"
#include "base/error.h"
#include "base/text.h"

namespace backup {

namespace fs = base::fs;
using base::Code;
using base::Error;

static constexpr std::string_view ending = ".partial";

std::string_view name(State state) {
  switch (state) {
    case State::complete:
      return "complete";
    case State::incomplete:
      return "incomplete";
    case State::in_progress:
      return "in progress";
    case State::unreadable:
      return "unreadable";
  }
  return "unreadable";
}

static fs::path lock_of(const fs::path& dir, std::string_view id) {
  return dir / fmt::format(".{}.lock", id);
}

// A maker holds its lock before its folder appears, and until it is gone.
static bool being_made(const fs::path& dir, std::string_view id) {
  return fs::exists(lock_of(dir, id)) && !base::FileLock(lock_of(dir, id)).held();
}

static Listed look_at(const fs::path& folder) {
  const auto file = folder.filename().string();
  if (file.ends_with(ending)) {
    const auto id = file.substr(0, file.size() - ending.size());
    const auto state = being_made(folder.parent_path(), id) ? State::in_progress : State::incomplete;
    return {.id = id, .state = state, .bytes = size_of(folder)};
  }
  try {
    auto entry = load(folder);
    const auto bytes = entry.bytes;
    return {.id = file, .entry = std::move(entry), .bytes = bytes};
  } catch (const Error& error) {
    return {.id = file, .state = State::unreadable, .bytes = size_of(folder), .problem = error.message()};
  }
}

// "shop-20261206T020005Z-3f9a" → the time, by which ids of several databases sort.
static std::string_view time_of(std::string_view id) {
  const auto last = id.rfind('-');
  const auto before = last == std::string_view::npos ? last : id.rfind('-', last - 1);
  return before == std::string_view::npos ? id : id.substr(before + 1);
}

// Other people's folders may lie beside: what has neither our ending nor a description or dump in it is not ours.
static bool ours(const fs::path& folder) {
  const auto file = folder.filename().string();
  return file.ends_with(ending) || fs::exists(folder / "lockkeeper.json") || fs::exists(folder / "dump");
}

std::vector<Listed> list(const fs::path& dir) {
  std::vector<Listed> out;
  if (!fs::is_directory(dir)) return out;
  std::error_code problem;
  for (const auto& each : fs::directory_iterator(dir, problem)) {
    if (each.is_directory() && ours(each.path())) out.push_back(look_at(each.path()));
  }
  if (problem) throw Error{Code::file, fmt::format("cannot read the folder {}: {}", dir.string(), problem.message())};
  std::sort(out.begin(), out.end(), [](const Listed& a, const Listed& b) {
    return std::pair(time_of(a.id), std::string_view(a.id)) > std::pair(time_of(b.id), std::string_view(b.id));
  });
  return out;
}

base::Json to_json(const Listed& listed) {
  base::Json json{{"id", listed.id}, {"state", name(listed.state)}, {"size_bytes", listed.bytes}};
  if (!listed.problem.empty()) json["problem"] = listed.problem;
  if (!listed.entry) return json;
  const auto all = to_json(*listed.entry);
  for (const auto* key :
       {"database", "host", "port", "server_version", "pg_dump_version", "started", "duration_ms", "snapshot_at",
        "lsn", "rpo", "database_bytes", "sha256", "tables", "rows", "warnings", "proof"}) {
    json[key] = all.at(key);
  }
  return json;
}

Entry find_backup(const fs::path& dir, std::string_view wanted, const std::optional<std::string>& database) {
  const auto all = list(dir);
  std::vector<const Listed*> fitting;
  std::vector<std::string> ids;
  for (const auto& each : all) {
    ids.push_back(each.id);
    if (each.id == wanted) {
      fitting = {&each};
      break;
    }
    if (wanted == "latest") {
      const bool right = each.entry && (!database || each.entry->database == *database);
      if (right && fitting.empty()) fitting.push_back(&each);
    } else if (!wanted.empty() && each.id.starts_with(wanted)) {
      fitting.push_back(&each);
    }
  }
  const auto hint = std::string("Run 'lockkeeper backup list' to see what is there.");
  if (fitting.empty()) {
    if (wanted == "latest") {
      throw Error{
          Code::backup,
          fmt::format("there is no complete backup{} in {}", database ? " of " + *database : "", dir.string()),
          all.empty() ? "Take one with 'lockkeeper backup create'." : hint};
    }
    const auto near = base::near_match(wanted, ids);
    throw Error{Code::backup, fmt::format("there is no backup {} in {}", wanted, dir.string()),
                near ? fmt::format("Did you mean {}? ", *near) + hint : hint};
  }
  if (fitting.size() > 1)
    throw Error{Code::backup, fmt::format("{} backups begin with {}", fitting.size(), wanted), hint};
  const auto& found = *fitting.front();
  if (!found.entry) {
    throw Error{Code::backup,
                fmt::format("the backup {} is {}{}", found.id, name(found.state),
                            found.problem.empty() ? "" : ": " + found.problem),
                hint};
  }
  return *found.entry;
}

std::vector<std::string> remove_leftovers(const fs::path& dir) {
  std::vector<std::string> out;
  for (const auto& each : list(dir)) {
    if (each.state != State::incomplete) continue;
    const base::FileLock lock(lock_of(dir, each.id));
    if (!lock.held()) continue;
    std::error_code problem;
    fs::remove_all(dir / (each.id + std::string(ending)), problem);
    fs::remove(lock_of(dir, each.id), problem);
    out.push_back(each.id);
  }
  return out;
}

Partial::Partial(fs::path dir, std::string id)
    : dir_(std::move(dir)), id_(std::move(id)), path_(dir_ / (id_ + std::string(ending))) {
  std::error_code problem;
  fs::create_directories(dir_, problem);
  if (!problem) {
    lock_.emplace(lock_of(dir_, id_));
    fs::create_directory(path_, problem);
  }
  if (!problem) fs::permissions(path_, fs::perms::owner_all, problem);  // a dump holds everything the database does
  if (problem) {
    throw Error{Code::file, fmt::format("cannot make the folder {}: {}", path_.string(), problem.message()),
                "Check [backup] dir in lockkeeper.toml: this user must be able to write there."};
  }
}

Partial::~Partial() {
  std::error_code ignored;
  if (!kept_) fs::remove_all(path_, ignored);
  fs::remove(lock_of(dir_, id_), ignored);
}

void Partial::keep() {
  sync_with_all_below(path_);
  std::error_code problem;
  fs::rename(path_, dir_ / id_, problem);
  if (problem)
    throw Error{Code::file, fmt::format("cannot rename {} to {}: {}", path_.string(), id_, problem.message())};
  kept_ = true;
  sync(dir_);
}

}  // namespace backup
