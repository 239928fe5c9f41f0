#include "rehearsal/isolation.h"

#include <fcntl.h>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "rehearsal/call.h"

namespace rehearsal {

namespace fs = std::filesystem;

namespace {

struct Mount {
  std::string where;
  std::string type;
};

}  // namespace

static bool write_to(const char* file, const std::string& text) {
  const int descriptor = ::open(file, O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool ok = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(descriptor);
  return ok;
}

// An ordinary user stays who he is, in a namespace where only this user exists: the rights that he has there end with
// the next exec, so that commands may do what they may do outside.
static bool map_user(uid_t user, gid_t group) {
  write_to("/proc/self/setgroups", "deny");
  return write_to("/proc/self/uid_map", fmt::format("{0} {0} 1", user)) &&
         write_to("/proc/self/gid_map", fmt::format("{0} {0} 1", group));
}

// "\040" is how the kernel writes a space: proc(5).
static std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 3 < text.size()) {
      out += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 3)), nullptr, 8));
      at += 3;
    } else {
      out += text[at];
    }
  }
  return out;
}

static std::vector<Mount> mounts() {
  std::vector<Mount> out;
  std::ifstream file("/proc/self/mountinfo");
  for (std::string line; std::getline(file, line);) {
    const auto words = base::split(line, ' ');
    const auto dash = line.find(" - ");
    if (words.size() < 5 || dash == std::string::npos) continue;
    const auto type = std::string_view(line).substr(dash + 3);
    out.push_back({unescaped(words[4]), std::string(type.substr(0, type.find(' ')))});
  }
  return out;
}

static bool holds_files(const std::string& type) {
  for (const auto* each : {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "tmpfs", "overlay", "nfs", "nfs4",
                           "9p", "virtiofs", "fuse", "squashfs", "ramfs"}) {
    if (type == each || type.starts_with("fuse.")) return true;
  }
  return false;
}

static bool is_below(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder == "/" ? "/" : folder + "/");
}

static bool overlay(const std::string& lower, const fs::path& layers, const std::string& target) {
  if (lower.find_first_of(",:\\") != std::string::npos) return false;  // overlayfs' separators
  std::error_code failed;
  fs::create_directories(layers / "upper", failed);
  fs::create_directories(layers / "work", failed);
  const auto options = fmt::format("lowerdir={},upperdir={},workdir={}", lower, (layers / "upper").string(),
                                   (layers / "work").string());
  return ::mount("overlay", target.c_str(), "overlay", 0, options.c_str()) == 0 ||
         ::mount("overlay", target.c_str(), "overlay", 0, (options + ",userxattr").c_str()) == 0;
}

static bool bind_mount(const std::string& from, const std::string& target, unsigned long flags = 0) {
  return ::mount(from.c_str(), target.c_str(), nullptr, MS_BIND | flags, nullptr) == 0;
}

// Nothing is there rather than something that can be written to.
static bool bind_read_only(const std::string& from, const std::string& target) {
  if (!bind_mount(from, target)) return false;
  mount_attr
      attributes{};  // of all its flags only this one: those of a mount that was given to us cannot be taken off
  attributes.attr_set = MOUNT_ATTR_RDONLY;
  if (::mount_setattr(AT_FDCWD, target.c_str(), 0, &attributes, sizeof attributes) == 0) return true;
  ::umount2(target.c_str(), MNT_DETACH);
  return false;
}

namespace {

// Brings the machine's files below a new root, each file system with a layer over it that takes the changes.
class Layers {
 public:
  Layers(std::vector<Mount> mounts, fs::path scratch) : mounts_(std::move(mounts)), scratch_(std::move(scratch)) {}

  /// False where hardly anything could be brought.
  bool cover(const std::string& lower, const std::string& target) {
    if (overlay(lower, scratch_ / fmt::format("layer{}", number_++), target)) return true;
    return holds_mounts(lower) && cover_parts(lower, target);
  }

  // An ordinary user's layer takes up no folder whose owner his namespace does not know, root's for one, so nothing
  // below such a folder could be changed. What he may change there gets a layer of its own, where the kernel lets
  // him.
  void cover_alone(const std::string& lower, const std::string& target) {
    std::error_code unknown;
    if (fs::is_directory(lower, unknown) && !holds_mounts(lower))
      overlay(lower, scratch_ / fmt::format("layer{}", number_++), target);
  }

  // The other file systems: those with files get a layer, /dev/shm too; the kernel's own (proc, dev, sys) are as they
  // are.
  void bring_mounts(const std::string& root) {
    std::string kernel;  // below this one everything came along
    for (const auto& each : mounts_) {
      if (each.where == "/" || is_below(each.where, scratch_.string())) continue;
      const std::string target = root + each.where;
      if (!holds_files(each.type)) {
        if (!kernel.empty() && is_below(each.where, kernel)) continue;
        if (bind_mount(each.where, target, MS_REC)) kernel = each.where;
        continue;
      }
      std::error_code unknown;
      if (fs::is_directory(each.where, unknown) && cover(each.where, target)) continue;
      bind_read_only(each.where, target);
    }
  }

 private:
  [[nodiscard]] bool is_mount(const std::string& path) const {
    return std::any_of(mounts_.begin(), mounts_.end(), [&](const Mount& each) { return each.where == path; });
  }
  [[nodiscard]] bool holds_mounts(const std::string& path) const {
    return std::any_of(mounts_.begin(), mounts_.end(),
                       [&](const Mount& each) { return each.where != path && is_below(each.where, path); });
  }

  // An ordinary user gets no layer over a folder with other file systems in it, since what they hide would be seen:
  // user_namespaces(7). Then its folders get one each.
  bool cover_parts(const std::string& lower, const std::string& target) {
    std::error_code problem;
    bool any = false;
    for (const auto& entry : fs::directory_iterator(lower, problem)) {
      const std::string path = entry.path().string();
      const std::string inside = target + "/" + entry.path().filename().string();
      std::error_code failed;
      if (entry.is_symlink(failed)) {
        fs::copy_symlink(path, inside, failed);
      } else if (entry.is_directory(failed)) {
        fs::create_directory(inside, failed);
        any = is_mount(path) || cover(path, inside) || bind_read_only(path, inside) || any;
      } else if (entry.is_regular_file(failed)) {
        write_to_new(inside);
        bind_read_only(path, inside);
      }
    }
    return any;
  }

  static void write_to_new(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor >= 0) ::close(descriptor);
  }

  std::vector<Mount> mounts_;
  fs::path scratch_;
  int number_ = 0;
};

}  // namespace

// The highest folder on the way to this one that is the user's own; empty where none is.
static std::string topmost_of(uid_t user, const fs::path& folder) {
  fs::path way;
  for (const auto& part : folder.lexically_normal()) {
    way /= part;
    struct stat found{};
    if (::stat(way.c_str(), &found) == 0 && found.st_uid == user) return way.string();
  }
  return {};
}

static Isolation not_isolated(std::string_view doing) {
  return {.reason = fmt::format("{}: {}", doing, ::strerror(errno))};
}

Isolation isolate(const IsolationWish& wish) {
  const auto user = ::geteuid();
  const auto group = ::getegid();
  const auto own = topmost_of(user, wish.work);  // before owners that the namespace does not know look all the same
  const int flags = CLONE_NEWNS | CLONE_NEWNET | (user == 0 ? 0 : CLONE_NEWUSER);
  if (::unshare(flags) != 0) return not_isolated("the kernel allows no namespaces of our own");
  if (user != 0 && !map_user(user, group)) return not_isolated("the kernel maps no user");
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
    return not_isolated("mounts cannot be made private");
  ::prctl(PR_SET_DUMPABLE,
          1);  // or an ordinary user's other processes may not enter: ptrace(2), access mode checking
  auto all = mounts();
  const std::string scratch = wish.scratch.string();
  if (::mount("tmpfs", scratch.c_str(), "tmpfs", 0, "mode=0755") != 0)
    return not_isolated("no temporary file system");
  const std::string root = scratch + "/root";
  std::error_code failed;
  fs::create_directories(root, failed);
  Layers layers(std::move(all), wish.scratch);
  if (!layers.cover("/", root)) return not_isolated("no layer over the machine's files");
  layers.bring_mounts(root);
  if (user != 0) {
    for (const auto& each : {std::string("/var/tmp"), own})
      if (!each.empty()) layers.cover_alone(each, root + each);
  }
  for (const auto& each : wish.shared) {
    fs::create_directories(root + each.string(), failed);
    if (!bind_mount(each.string(), root + each.string(), MS_REC))
      return not_isolated(fmt::format("{} cannot be shared", each.string()));
  }
  for (const auto& [path, from] : wish.folders) {
    const auto inside = root + fs::path(path).lexically_normal().string();
    fs::create_directories(inside, failed);
    if (failed) return {.reason = fmt::format("{} cannot be made: {}", path, failed.message())};
    if (!from.empty() && !bind_mount(root + from, inside))
      return not_isolated(fmt::format("{} cannot be shown as {}", from, path));
  }
  return {.root = root, .keeper = ::getpid()};
}

static bool join(pid_t keeper, const char* kind, int flag) {
  const int space = ::open(fmt::format("/proc/{}/ns/{}", keeper, kind).c_str(), O_RDONLY | O_CLOEXEC);
  if (space < 0) return false;
  const bool ok = ::setns(space, flag) == 0;
  const int reason = errno;
  ::close(space);
  errno = reason;
  return ok;
}

bool enter(const Isolation& isolation) {
  const pid_t parent = ::getppid();
  int death_signal = 0;
  ::prctl(PR_GET_PDEATHSIG, &death_signal);
  if (::geteuid() != 0 && !join(isolation.keeper, "user", CLONE_NEWUSER)) return false;
  if (!join(isolation.keeper, "net", CLONE_NEWNET) || !join(isolation.keeper, "mnt", CLONE_NEWNS)) return false;
  if (::chroot(isolation.root.c_str()) != 0 || ::chdir("/") != 0) return false;
  // Changed rights clear it: prctl(2). Who has lost the parent meanwhile is too late.
  ::prctl(PR_SET_PDEATHSIG, death_signal);
  return ::getppid() == parent;
}

static base::Json to_json(const IsolationWish& wish) {
  base::Json json{{"scratch", wish.scratch.string()},
                  {"work", wish.work.string()},
                  {"shared", base::Json::array()},
                  {"folders", wish.folders}};
  for (const auto& each : wish.shared) json["shared"].push_back(each.string());
  return json;
}

static IsolationWish wish_from_json(const base::Json& json) {
  IsolationWish out{.scratch = json.at("scratch").get<std::string>(), .work = json.at("work").get<std::string>()};
  for (const auto& each : json.at("shared")) out.shared.emplace_back(each.get<std::string>());
  out.folders = json.at("folders").get<std::vector<std::pair<std::string, std::string>>>();
  return out;
}

int keep(const fs::path& folder) {
  const auto wish = wish_from_json(base::Json::parse(base::read_file(folder / "wish.json")));
  const auto isolation = isolate(wish);
  const base::Json told{{"root", isolation.root}, {"reason", isolation.reason}, {"keeper", isolation.keeper}};
  base::write_file(folder / "isolation.json", told.dump());
  while (!isolation.root.empty()) ::pause();  // until it is ended
  return 0;
}

Keeper::Keeper(const IsolationWish& wish, const fs::path& program, const fs::path& folder) {
  base::write_file(folder / "wish.json", to_json(wish).dump());
  fs::create_symlink(program, folder / keeper_name);
  process_ = std::make_unique<base::Daemon>(
      base::Command{.argv = {(folder / keeper_name).string()}, .environment = {{folder_variable, folder.string()}}},
      base::Daemon::Options{.patience = base::Milliseconds(1000)});
  const auto told = folder / "isolation.json";
  std::error_code missing;
  for (int tries = 0; tries < 1500 && !fs::exists(told, missing) && process_->running(); ++tries)
    base::system_clock().sleep(base::Milliseconds(20));
  if (!fs::exists(told, missing)) {
    isolation_.reason = "its process ended at once";
    return;
  }
  const auto json = base::Json::parse(base::read_file(told));
  isolation_ = {.root = json.at("root"), .reason = json.at("reason"), .keeper = json.at("keeper").get<pid_t>()};
}

}  // namespace rehearsal
