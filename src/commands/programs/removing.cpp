// What removes files, empties them, or writes over disks.
#include <algorithm>
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form removing_rmdir[] = {
    {.words = "", .effect = Effect::destroys, .does = "removes the folder {*}"},
};

static constexpr Form removing_unlink[] = {
    {.words = "", .effect = Effect::destroys, .does = "removes {*}"},
};

static constexpr Form removing_shred[] = {
    {.words = "", .effect = Effect::destroys, .does = "destroys {*}"},
};

static constexpr Form removing_truncate[] = {
    {.words = "", .effect = Effect::destroys, .does = "empties or cuts {*}", .options = "-s,--size= -c -r="},
};

static constexpr Form removing_dd[] = {
    {.words = "", .effect = Effect::destroys, .does = "copies {*}"},
};

static constexpr Form removing_mkfs[] = {
    {.words = "", .effect = Effect::destroys, .does = "formats {*}"},
};

static constexpr Form removing_wipefs[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "removes what is written on {*}",
     .options = "-n,--no-act:only"},
};

static constexpr Form removing_fdisk[] = {
    {.words = "", .effect = Effect::destroys, .does = "changes the partitions of {*}", .options = "-l,--list:only"},
};

static constexpr Form removing_lvremove[] = {
    {.words = "", .effect = Effect::destroys, .does = "removes {*}"},
};

static constexpr Form removing_lvcreate[] = {
    {.words = "", .effect = Effect::changes, .does = "changes disks: {*}"},
};

static constexpr Form removing_lvs[] = {
    {.words = "", .options = "-* --*"},
};

static constexpr Form removing_smartctl[] = {
    {.words = "",
     .options = "-H,--health -a,--all -i,--info -x,--xall -A,--attributes -l,--log= -c,--capabilities -d,--device= "
                "--scan --scan-open -j,--json? -n,--nocheck= -q,--quietmode="},
};

static constexpr Form removing_mdadm[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "changes disks: {*}",
     .options = "-D,--detail:only -Q,--query:only -E,--examine:only --detail-platform:only -s,--scan -v,--verbose"},
};

static constexpr Form removing_multipath[] = {
    {.words = "", .effect = Effect::changes, .does = "sets up devices", .options = "-l:only -ll:only -t:only -v="},
};

static constexpr Form removing_mount[] = {
    {.words = ".", .options = "-l,--show-labels -t="},
    {.words = "", .effect = Effect::changes, .does = "mounts {*}"},
};

static constexpr Form removing_umount[] = {
    {.words = "", .effect = Effect::changes, .does = "runs {*}", .options = "--show:only"},
};

static constexpr Form removing_zfs[] = {
    {.words = "list|get|status|iostat|history", .options = "-* --*"},
    {.words = "destroy|rollback|labelclear", .effect = Effect::destroys, .does = "destroys {*}"},
    {.words = "", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr Form removing_btrfs[] = {
    {.words = "* show|list|usage|df|stats|status", .options = "-* --*"},
    {.words = "* delete", .effect = Effect::destroys, .does = "deletes {*}"},
    {.words = "", .effect = Effect::changes, .does = "runs btrfs {*}"},
};

// Only what the script has made itself.
static bool removes_its_own(Call& call, const Options& options) {
  return !options.operands.empty() && options.unknown.empty() &&
         std::all_of(options.operands.begin(), options.operands.end(), [&](const Argument& word) {
           return word.made() || (word.known() && call.state().made.contains(word.text));
         });
}

static void judge_rm(Call& call) {
  const auto options = read_options(
      call.words(), {.options = "-r,-R,--recursive -f,--force -i:terminal -I -d,--dir -v,--verbose --one-file-system "
                                "--preserve-root? --no-preserve-root --interactive? --version:only --help:only"});
  if (removes_its_own(call, options)) return call.does(Effect::own, "removes what the script made");
  std::vector<std::string> shown;
  for (const auto& word : options.operands) shown.push_back(word.shown);
  call.add_with_marks(
      options, {.effect = Effect::destroys,
                .does = fmt::format("removes {}{}", options.has("-r") ? "all of " : "", fmt::join(shown, " "))});
}

static void judge_removing(Call& call) {
  if (call.name() == "rm" || call.name() == "rmdir" || call.name() == "unlink") return judge_rm(call);
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"rmdir", removing_rmdir},
      {"unlink", removing_unlink},
      {"shred", removing_shred},
      {"truncate", removing_truncate},
      {"dd", removing_dd},
      {"mkfs", removing_mkfs},
      {"mkfs.ext4", removing_mkfs},
      {"mkfs.ext3", removing_mkfs},
      {"mkfs.xfs", removing_mkfs},
      {"mkfs.btrfs", removing_mkfs},
      {"mkfs.vfat", removing_mkfs},
      {"mke2fs", removing_mkfs},
      {"mkswap", removing_mkfs},
      {"wipefs", removing_wipefs},
      {"fdisk", removing_fdisk},
      {"parted", removing_fdisk},
      {"sgdisk", removing_fdisk},
      {"sfdisk", removing_fdisk},
      {"gdisk", removing_fdisk},
      {"cfdisk", removing_fdisk},
      {"lvremove", removing_lvremove},
      {"vgremove", removing_lvremove},
      {"pvremove", removing_lvremove},
      {"lvreduce", removing_lvremove},
      {"lvcreate", removing_lvcreate},
      {"lvextend", removing_lvcreate},
      {"lvresize", removing_lvcreate},
      {"vgcreate", removing_lvcreate},
      {"vgextend", removing_lvcreate},
      {"pvcreate", removing_lvcreate},
      {"vgreduce", removing_lvcreate},
      {"pvmove", removing_lvcreate},
      {"lvrename", removing_lvcreate},
      {"lvchange", removing_lvcreate},
      {"resize2fs", removing_lvcreate},
      {"xfs_growfs", removing_lvcreate},
      {"tune2fs", removing_lvcreate},
      {"growpart", removing_lvcreate},
      {"e2fsck", removing_lvcreate},
      {"fsck", removing_lvcreate},
      {"fstrim", removing_lvcreate},
      {"xfs_repair", removing_lvcreate},
      {"cryptsetup", removing_lvcreate},
      {"mdadm", removing_mdadm},
      {"lvs", removing_lvs},
      {"vgs", removing_lvs},
      {"pvs", removing_lvs},
      {"lvdisplay", removing_lvs},
      {"vgdisplay", removing_lvs},
      {"pvdisplay", removing_lvs},
      {"dumpe2fs", removing_lvs},
      {"xfs_info", removing_lvs},
      {"lvscan", removing_lvs},
      {"pvscan", removing_lvs},
      {"vgscan", removing_lvs},
      {"smartctl", removing_smartctl},
      {"multipath", removing_multipath},
      {"mount", removing_mount},
      {"umount", removing_umount},
      {"swapon", removing_umount},
      {"swapoff", removing_umount},
      {"losetup", removing_umount},
      {"zfs", removing_zfs},
      {"zpool", removing_zfs},
      {"btrfs", removing_btrfs},
  };
  call.by_forms_of({.names = "removing", .options = "--version:only --help:only ", .forms = forms.at(call.name())});
}

extern const Program removing{
    .names =
        "rmdir unlink shred truncate dd mkfs mkfs.ext4 mkfs.ext3 mkfs.xfs mkfs.btrfs mkfs.vfat mke2fs mkswap wipefs "
        "fdisk parted sgdisk sfdisk gdisk cfdisk lvremove vgremove pvremove lvreduce lvcreate lvextend lvresize "
        "vgcreate vgextend pvcreate vgreduce pvmove lvrename lvchange resize2fs xfs_growfs tune2fs growpart e2fsck "
        "fsck fstrim xfs_repair cryptsetup mdadm lvs vgs pvs lvdisplay vgdisplay pvdisplay dumpe2fs xfs_info lvscan "
        "pvscan vgscan smartctl multipath mount umount swapon swapoff losetup zfs zpool btrfs rm",
    .options = "--version:only --help:only ",
    .judge = judge_removing};

}  // namespace commands
