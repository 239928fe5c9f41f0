#include "rehearsal/isolation.h"

#include <fcntl.h>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"

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

// An ordinary user becomes root of a namespace where only this user exists.
static bool map_user(uid_t user, gid_t group) {
  write_to("/proc/self/setgroups", "deny");
  return write_to("/proc/self/uid_map", fmt::format("0 {} 1", user)) &&
         write_to("/proc/self/gid_map", fmt::format("0 {} 1", group));
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

// Every file system of the machine again below `root`: those with files as a layer over them, or read-only; the
// kernel's own (proc, dev, sys) as they are.
static void bring_mounts(const std::vector<Mount>& all, const fs::path& scratch, const std::string& root) {
  std::string kernel;  // below this one everything came along
  int number = 0;
  for (const auto& each : all) {
    if (each.where == "/" || is_below(each.where, scratch.string())) continue;
    if (!kernel.empty() && is_below(each.where, kernel)) continue;
    const std::string target = root + each.where;
    if (!holds_files(each.type)) {
      if (bind_mount(each.where, target, MS_REC)) kernel = each.where;
      continue;
    }
    const bool plain = each.where.find_first_of(",:\\") == std::string::npos;  // overlayfs' separators
    std::error_code unknown;
    if (plain && fs::is_directory(each.where, unknown) &&
        overlay(each.where, scratch / fmt::format("layer{}", ++number), target))
      continue;
    if (bind_mount(each.where, target))
      ::mount(nullptr, target.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr);
  }
}

static Isolation not_isolated(std::string_view doing) {
  return {.reason = fmt::format("{}: {}", doing, ::strerror(errno))};
}

Isolation isolate(const IsolationWish& wish) {
  const auto user = ::geteuid();
  const auto group = ::getegid();
  const int flags = CLONE_NEWNS | CLONE_NEWNET | (user == 0 ? 0 : CLONE_NEWUSER);
  if (::unshare(flags) != 0) return not_isolated("the kernel allows no namespaces of our own");
  if (user != 0 && !map_user(user, group)) return not_isolated("the kernel maps no user");
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
    return not_isolated("mounts cannot be made private");
  const auto all = mounts();
  const std::string scratch = wish.scratch.string();
  if (::mount("tmpfs", scratch.c_str(), "tmpfs", 0, "mode=0755") != 0)
    return not_isolated("no temporary file system");
  const std::string root = scratch + "/root";
  std::error_code failed;
  fs::create_directories(root, failed);
  if (!overlay("/", wish.scratch / "layer0", root)) return not_isolated("no layer over the machine's files");
  bring_mounts(all, wish.scratch, root);
  for (const auto& each : wish.shared) {
    fs::create_directories(root + each.string(), failed);
    if (!bind_mount(each.string(), root + each.string(), MS_REC))
      return not_isolated(fmt::format("{} cannot be shared", each.string()));
  }
  for (const auto& [path, from] : wish.folders) {
    const auto inside = root + fs::path(path).lexically_normal().string();
    fs::create_directories(inside, failed);
    if (!from.empty() && !bind_mount(root + from, inside))
      return not_isolated(fmt::format("{} cannot be shown as {}", from, path));
  }
  return {.root = root};
}

void end_isolation(const fs::path& scratch) {
  ::umount2(scratch.c_str(), MNT_DETACH);
}

}  // namespace rehearsal
