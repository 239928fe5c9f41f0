#include "base/seal.h"

#include <array>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace base {

namespace fs = std::filesystem;

static std::vector<std::string> way_to(const fs::path& folder) {
  std::vector<std::string> out;
  fs::path way;
  for (const auto& part : folder.lexically_normal()) {
    way /= part;
    if (way != way.root_path()) out.push_back(way.string());
  }
  return out;
}

static bool is_folder(const fs::path& path) {
  std::error_code unknown;
  return fs::is_directory(fs::symlink_status(path, unknown));
}

static bool lies_in(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder + "/");
}

PreparedSeal::PreparedSeal(const Seal& seal, uid_t uid, gid_t gid, const Environment& environment)
    : own_(seal.own.lexically_normal().string()), own_way_(way_to(seal.own)), uid_(uid), gid_(gid) {
  std::vector<std::string> wanted{
      "/tmp",           "/var/tmp",    "/dev/shm", "/run", "/home", "/root", "/mnt", "/media", "/var/lib/postgresql",
      "/var/lib/pgsql", "/var/backups"};
  for (const char* name : {"HOME", "TMPDIR", "PGDATA", "XDG_RUNTIME_DIR"}) {
    if (auto value = environment.value(name); value.size() > 1 && value.front() == '/')
      wanted.push_back(std::move(value));
  }
  wanted.push_back(seal.own.parent_path().string());
  for (const auto& each : wanted) {
    if (each.size() > 1 && is_folder(each)) hidden_.push_back(fs::path(each).lexically_normal().string());
  }
  std::sort(hidden_.begin(), hidden_.end());
  for (const auto& each : seal.readable) {
    const auto path = each.lexically_normal().string();
    const bool is_hidden =
        std::any_of(hidden_.begin(), hidden_.end(), [&](const std::string& folder) { return lies_in(path, folder); });
    if (is_hidden) readable_.push_back({way_to(path)});
  }
  // An ordinary user stays who he is, in a namespace where only this user exists.
  uid_map_ = fmt::format("{0} {0} 1", uid);
  gid_map_ = fmt::format("{0} {0} 1", gid);
}

static bool write_whole(const char* file, const std::string& text) {
  const int descriptor = ::open(file, O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool ok = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(descriptor);
  return ok;
}

// Up to 14 a server counts by messages to itself.
static void bring_up_loopback() {
  const int handle = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (handle < 0) return;
  ifreq request{};
  ::memcpy(request.ifr_name, "lo", 3);
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  ::ioctl(handle, SIOCSIFFLAGS, &request);
  ::close(handle);
}

bool PreparedSeal::make_namespaces() const {
  const bool root = ::geteuid() == 0;
  if (::unshare(CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | (root ? 0 : CLONE_NEWUSER)) != 0) return false;
  if (!root) {
    write_whole("/proc/self/setgroups", "deny");
    if (!write_whole("/proc/self/uid_map", uid_map_) || !write_whole("/proc/self/gid_map", gid_map_)) return false;
  }
  bring_up_loopback();
  return ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

bool PreparedSeal::show_again(int tree, const std::vector<std::string>& way) const {
  for (const auto& each : way) ::mkdir(each.c_str(), 0755);  // those that a hidden folder had; others are there
  const bool ok = ::move_mount(tree, "", AT_FDCWD, way.back().c_str(), MOVE_MOUNT_F_EMPTY_PATH) == 0;
  ::close(tree);
  return ok;
}

static bool make_read_only(int folder, const char* path, unsigned flags) {
  mount_attr attributes{};
  attributes.attr_set = MOUNT_ATTR_RDONLY;
  return ::mount_setattr(folder, path, flags | AT_RECURSIVE, &attributes, sizeof attributes) == 0;
}

bool PreparedSeal::apply() const {
  if (::mkdir(own_.c_str(), 0700) != 0 && errno != EEXIST) return false;
  if (::geteuid() == 0 && ::chown(own_.c_str(), uid_, gid_) != 0) return false;
  if (!make_namespaces()) return false;
  constexpr unsigned copy = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE;
  std::array<int, 8> trees{};
  if (readable_.size() > trees.size()) return false;
  const int own = ::open_tree(AT_FDCWD, own_.c_str(), copy);
  if (own < 0) return false;
  for (std::size_t i = 0; i < readable_.size(); ++i) {
    trees.at(i) = ::open_tree(AT_FDCWD, readable_[i].way.back().c_str(), copy);
    if (trees.at(i) < 0 || !make_read_only(trees.at(i), "", AT_EMPTY_PATH)) return false;
  }
  if (!make_read_only(AT_FDCWD, "/", 0)) return false;
  for (const auto& folder : hidden_) {
    struct stat found{};
    if (::stat(folder.c_str(), &found) != 0) continue;  // within one that is hidden already
    const bool anybodys = (found.st_mode & S_ISVTX) != 0;
    if (::mount("tmpfs", folder.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, anybodys ? "mode=1777" : "mode=0755") != 0)
      return false;
  }
  for (std::size_t i = 0; i < readable_.size(); ++i) {
    if (!show_again(trees.at(i), readable_[i].way)) return false;
  }
  return show_again(own, own_way_) && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

}  // namespace base
