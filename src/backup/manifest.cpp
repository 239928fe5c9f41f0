#include "backup/manifest.h"

#include <algorithm>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <fmt/format.h>

#include "backup/fit.h"
#include "base/clock.h"
#include "base/error.h"

namespace backup {

namespace fs = base::fs;

static void look_at(const std::stop_token& stop) {
  if (stop.stop_requested()) throw base::Error{base::Code::stopped, "stopped while reading the backup's files"};
}

std::vector<File> sum_files(const fs::path& folder, const std::stop_token& stop, const OnBytes& on_bytes) {
  std::vector<File> out;
  long long done = 0;
  for (const auto& each : fs::recursive_directory_iterator(folder)) {
    if (!each.is_regular_file() || each.path() == folder / "lockkeeper.json") continue;
    look_at(stop);
    const auto bytes = static_cast<long long>(each.file_size());
    out.push_back({.path = fs::relative(each.path(), folder).string(),
                   .bytes = bytes,
                   .sha256 = base::sha256_of_file(each.path())});
    done += bytes;
    if (on_bytes) on_bytes(done);
  }
  std::sort(out.begin(), out.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return out;
}

static std::string damage_of(const File& file, const fs::path& path) {
  std::error_code problem;
  if (!stays_inside(file.path)) return fmt::format("{}: is not in the backup", file.path);
  if (fs::is_symlink(path, problem)) return fmt::format("{}: is a link, a file was written", file.path);
  const auto bytes = fs::file_size(path, problem);
  if (problem)
    return fs::exists(path) ? fmt::format("{}: {}", file.path, problem.message())
                            : fmt::format("{}: missing", file.path);
  if (static_cast<long long>(bytes) != file.bytes) {
    return fmt::format("{}: {} bytes, {} were written", file.path, bytes, file.bytes);
  }
  try {
    return base::sha256_of_file(path) == file.sha256
               ? ""
               : fmt::format("{}: its bytes have changed (SHA-256 differs)", file.path);
  } catch (const base::Error& error) {  // a disk that cannot give the bytes back is damage too
    return fmt::format("{}: {}", file.path, error.message());
  }
}

// pg_restore reads what the table of contents names, and the manifest vouches for what it names itself.
static std::vector<std::string> strangers(const Entry& entry, const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code problem;
  for (const auto& each : fs::recursive_directory_iterator(folder / "dump", problem)) {
    const auto path = fs::relative(each.path(), folder, problem).string();
    const bool known =
        std::any_of(entry.files.begin(), entry.files.end(), [&](const File& file) { return file.path == path; });
    if (!known) out.push_back(fmt::format("{}: was not there when the backup was taken", path));
  }
  return out;
}

std::vector<std::string> find_damage(const Entry& entry, const fs::path& folder, const std::stop_token& stop,
                                     const OnBytes& on_bytes) {
  std::vector<std::string> out;
  if (seal(entry) != entry.sha256) out.emplace_back("lockkeeper.json: the list of files or contents was changed");
  long long done = 0;
  for (const auto& file : entry.files) {
    look_at(stop);
    if (auto damage = damage_of(file, folder / file.path); !damage.empty()) out.push_back(std::move(damage));
    done += file.bytes;
    if (on_bytes) on_bytes(done);
  }
  for (auto& stranger : strangers(entry, folder)) out.push_back(std::move(stranger));
  return out;
}

long long size_of(const fs::path& folder) {
  long long total = 0;
  std::error_code problem;  // files come and go while pg_dump works
  for (fs::recursive_directory_iterator each(folder, problem), end; !problem && each != end;
       each.increment(problem)) {
    std::error_code gone;
    if (each->is_regular_file(gone)) {
      const auto bytes = each->file_size(gone);
      if (!gone) total += static_cast<long long>(bytes);
    }
  }
  return total;
}

void sync(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool ok = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!ok)
    throw base::Error{base::Code::file,
                      fmt::format("cannot write {} to disk: {}", path.string(), ::strerror(reason))};
}

void sync_with_all_below(const fs::path& folder) {
  for (const auto& each : fs::recursive_directory_iterator(folder)) sync(each.path());
  sync(folder);
}

}  // namespace backup
