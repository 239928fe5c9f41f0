// Files that are copied, moved, made and changed.
#include <algorithm>
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form file_changes_cp[] = {
    {.words = "", .effect = Effect::changes, .does = "copies {*}"},
};

static constexpr Form file_changes_mv[] = {
    {.words = "", .effect = Effect::changes, .does = "moves {*}"},
};

static constexpr Form file_changes_ln[] = {
    {.words = "", .effect = Effect::changes, .does = "makes a link: {*}"},
};

static constexpr Form file_changes_chmod[] = {
    {.words = "", .effect = Effect::changes, .does = "changes who may use {*}"},
};

static constexpr Form file_changes_touch[] = {
    {.words = "", .effect = Effect::changes, .does = "makes or touches {*}"},
};

static constexpr Form file_changes_mkdir[] = {
    {.words = "", .effect = Effect::changes, .does = "makes the folder {*}", .options = "-p,--parents -m,--mode= -v"},
};

static constexpr Form file_changes_mktemp[] = {
    {.words = "",
     .effect = Effect::own,
     .does = "makes a temporary file",
     .options = "-d,--directory -t -p,--tmpdir= --tmpdir? --suffix= -q -u"},
};

static constexpr Form file_changes_mkfifo[] = {
    {.words = "", .effect = Effect::changes, .does = "makes {*}"},
};

static constexpr Form file_changes_tee[] = {
    {.words = "", .effect = Effect::changes, .does = "writes the file {*}", .options = "-a,--append -i -p"},
};

static constexpr Form file_changes_split[] = {
    {.words = "", .effect = Effect::changes, .does = "writes files"},
};

static constexpr Form file_changes_patch[] = {
    {.words = "", .effect = Effect::changes, .does = "changes files"},
};

static constexpr Form file_changes_dos2unix[] = {
    {.words = "", .effect = Effect::changes, .does = "changes {*}"},
};

static constexpr Form file_changes_iconv[] = {
    {.words = "", .options = "-f,--from-code= -t,--to-code= -c -l,--list -o,--output=:writes"},
};

static constexpr Form file_changes_gzip[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "replaces {*} by another file",
     .options = "-l,--list:only -t,--test:only -c,--stdout,--to-stdout:only -d -k,--keep -f -v -q -9 -1 -r -T= -p="},
};

static constexpr Form file_changes_zip[] = {
    {.words = "", .effect = Effect::changes, .does = "writes {1}"},
};

static constexpr Form file_changes_unzip[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "unpacks {1}",
     .options = "-l:only -t:only -v:only -Z:only -p:only"},
};

static constexpr Form file_changes_7z[] = {
    {.words = "l|t", .options = "-* --*"},
    {.words = "", .effect = Effect::changes, .does = "packs or unpacks: {*}"},
};

static constexpr Form file_changes_tar[] = {
    {.words = "t|tf|tv|tvf|tfv|tzf|tzvf|tvzf|tjf|tjvf|tvjf|tJf|tJvf|tvJf|ztf|ztvf|jtf|jtvf",
     .options = "--checkpoint-action=:unknown --to-command=:unknown -I=:unknown --use-compress-program=:unknown "
                "--rsh-command=:unknown -F=:unknown --info-script=:unknown --new-volume-script=:unknown -* --*"},
    {.words = "",
     .effect = Effect::changes,
     .does = "packs or unpacks: {*}",
     .options = "-t,--list:only -z -f= -v -j -J -C= --strip-components= -x -c --exclude= -p"},
};

static constexpr Form file_changes_crontab[] = {
    {.words = ".", .options = "-l,--list -u,--user= -e:terminal -r:destroys -i"},
    {.words = "", .effect = Effect::destroys, .does = "replaces the entries of cron by {*}"},
};

static constexpr Form file_changes_at[] = {
    {.words = "", .effect = Effect::changes, .does = "runs something later"},
};

static constexpr Form file_changes_atq[] = {
    {.words = ""},
};

static constexpr Form file_changes_atrm[] = {
    {.words = "", .effect = Effect::destroys, .does = "removes {*}"},
};

static constexpr Form file_changes_logrotate[] = {
    {.words = "", .effect = Effect::changes, .does = "rotates logs", .options = "-d,--debug:only"},
};

static constexpr Form file_changes_sort[] = {
    {.words = "",
     .options = "-o,--output=:writes -S,--buffer-size= -T,--temporary-directory= -k,--key= -t,--field-separator= "
                "-n,--numeric-sort -r,--reverse -u,--unique -h,--human-numeric-sort -V,--version-sort -f -b -d -g -i "
                "-M -R -s,--stable -z -c,--check -C -m --parallel= --files0-from= --batch-size="},
};

static constexpr Form file_changes_uniq[] = {
    {.words = ".", .options = "-c,--count -d,--repeated -u,--unique -i,--ignore-case -f= -s= -w= -z -D"},
    {.words = "* .", .options = "-c,--count -d,--repeated -u,--unique -i,--ignore-case -f= -s= -w= -z -D"},
    {.words = "", .effect = Effect::changes, .does = "writes {2}"},
};

static constexpr Form file_changes_shuf[] = {
    {.words = "",
     .options = "-e,--echo -i,--input-range= -n,--head-count= -r,--repeat -z -o,--output=:writes --random-source="},
};

static constexpr Form file_changes_sdiff[] = {
    {.words = "", .options = "-o=:writes -* --*"},
};

static constexpr std::string_view options_of_figures =
    "-o=:writes -x -d -h -k -m -t -z -y -c -N -s -S -w -a -A -b -B -q -r -u -v -p -P= -n= -D -I= -T= -U= -G= --human "
    "--dec=";
static constexpr Form file_changes_sar[] = {
    {.words = "* *", .options = options_of_figures},
    {.words = "*", .options = options_of_figures, .never_ends = "repeats"},
    {.words = "", .options = options_of_figures},
};

static constexpr Form file_changes_sponge[] = {
    {.words = "", .effect = Effect::changes, .does = "writes the file {*}"},
};

static constexpr Form file_changes_xxd[] = {
    {.words = ".", .options = "-* --*"},
    {.words = "* .", .options = "-* --*"},
    {.words = "", .effect = Effect::changes, .does = "writes {2}"},
};

static constexpr Form file_changes_date[] = {
    {.words = "",
     .options = "-d,--date= -u,--utc,--universal -I? --iso-8601? -R,--rfc-email,--rfc-2822 --rfc-3339= "
                "-r,--reference= -f,--file= -s,--set=:changes -j -v= -n"},
};

static constexpr Form file_changes_hostname[] = {
    {.words = ".", .options = "-f,--fqdn -s,--short -i,--ip-address -I,--all-ip-addresses -d,--domain -A -y"},
    {.words = "", .effect = Effect::changes, .does = "changes the name of the host"},
};

static constexpr Form file_changes_hostnamectl[] = {
    {.words = ".", .options = "-* --*"},
    {.words = "status|show|list-*|timesync-status", .options = "-* --*"},
    {.words = "", .effect = Effect::changes, .does = "runs {*}"},
};

static constexpr Form file_changes_sleep[] = {
    {.words = "infinity|inf", .never_ends = "it sleeps"},
    {.words = ""},
};

// touch, mkdir, cp, ln, tee: only what the script made, or what stands in a folder for temporary files.
static bool writes_only_temporary(Call& call, const Options& options) {
  const auto& name = call.name();
  const bool all = name == "touch" || name == "mkdir" || name == "tee" || name == "chmod";
  if ((!all && name != "cp") || options.operands.empty() || (!all && options.operands.size() < 2)) return false;
  const auto temporary = [](const Argument& word) {
    return word.made() ||
           (word.known() && word.text.starts_with("/tmp/") && word.text.find("..") == std::string::npos);
  };
  const auto first = all ? options.operands.begin() + (name == "chmod" ? 1 : 0) : options.operands.end() - 1;
  return first != options.operands.end() && std::all_of(first, options.operands.end(), temporary);
}

static void judge_file_changes(Call& call) {
  const auto given = call.options("-p,--parents -m,--mode= -v -a,--append -r -R -i -f");
  if (given.unknown.empty() && writes_only_temporary(call, given))
    return call.does(Effect::own, "writes temporary files");
  const bool new_folder =
      call.name() == "mkdir" && given.operands.size() == 1 && given.operands[0].known() && !given.has("-p");
  if (new_folder) call.state().made.insert(given.operands[0].text);
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"cp", file_changes_cp},
      {"install", file_changes_cp},
      {"mv", file_changes_mv},
      {"ln", file_changes_ln},
      {"chmod", file_changes_chmod},
      {"chown", file_changes_chmod},
      {"chgrp", file_changes_chmod},
      {"chattr", file_changes_chmod},
      {"setfacl", file_changes_chmod},
      {"chcon", file_changes_chmod},
      {"restorecon", file_changes_chmod},
      {"touch", file_changes_touch},
      {"mkdir", file_changes_mkdir},
      {"mktemp", file_changes_mktemp},
      {"mkfifo", file_changes_mkfifo},
      {"mknod", file_changes_mkfifo},
      {"tee", file_changes_tee},
      {"split", file_changes_split},
      {"csplit", file_changes_split},
      {"patch", file_changes_patch},
      {"dos2unix", file_changes_dos2unix},
      {"unix2dos", file_changes_dos2unix},
      {"iconv", file_changes_iconv},
      {"gzip", file_changes_gzip},
      {"gunzip", file_changes_gzip},
      {"pigz", file_changes_gzip},
      {"unpigz", file_changes_gzip},
      {"bzip2", file_changes_gzip},
      {"bunzip2", file_changes_gzip},
      {"xz", file_changes_gzip},
      {"unxz", file_changes_gzip},
      {"zstd", file_changes_gzip},
      {"unzstd", file_changes_gzip},
      {"lz4", file_changes_gzip},
      {"compress", file_changes_gzip},
      {"uncompress", file_changes_gzip},
      {"zip", file_changes_zip},
      {"unzip", file_changes_unzip},
      {"7z", file_changes_7z},
      {"7za", file_changes_7z},
      {"tar", file_changes_tar},
      {"gtar", file_changes_tar},
      {"bsdtar", file_changes_tar},
      {"cpio", file_changes_tar},
      {"crontab", file_changes_crontab},
      {"at", file_changes_at},
      {"batch", file_changes_at},
      {"atq", file_changes_atq},
      {"atrm", file_changes_atrm},
      {"logrotate", file_changes_logrotate},
      {"sort", file_changes_sort},
      {"uniq", file_changes_uniq},
      {"shuf", file_changes_shuf},
      {"sdiff", file_changes_sdiff},
      {"sar", file_changes_sar},
      {"iostat", file_changes_sar},
      {"mpstat", file_changes_sar},
      {"vmstat", file_changes_sar},
      {"pidstat", file_changes_sar},
      {"sponge", file_changes_sponge},
      {"xxd", file_changes_xxd},
      {"date", file_changes_date},
      {"hostname", file_changes_hostname},
      {"hostnamectl", file_changes_hostnamectl},
      {"timedatectl", file_changes_hostnamectl},
      {"localectl", file_changes_hostnamectl},
      {"sleep", file_changes_sleep},
  };
  call.by_forms_of(
      {.names = "file_changes", .options = "--version:only --help:only ", .forms = forms.at(call.name())});
}

extern const Program file_changes{
    .names =
        "cp install mv ln chmod chown chgrp chattr setfacl chcon restorecon touch mkdir mktemp mkfifo mknod tee "
        "split csplit patch dos2unix unix2dos iconv gzip gunzip pigz unpigz bzip2 bunzip2 xz unxz zstd unzstd lz4 "
        "compress uncompress zip unzip 7z 7za tar gtar bsdtar cpio crontab at batch atq atrm logrotate sort uniq "
        "shuf sdiff sar iostat mpstat vmstat pidstat sponge xxd date hostname hostnamectl timedatectl localectl "
        "sleep",
    .options = "--version:only --help:only ",
    .judge = judge_file_changes};

}  // namespace commands
