#include "rehearsal/commands.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "rehearsal/target_guard.h"
#include "runbook/shell.h"

namespace rehearsal {

// Read, compute, print.
static constexpr std::array readers{
    ":",       "[",       "[[",        "alias",    "awk",       "base64",    "basename", "bc",       "bg",
    "break",   "builtin", "bunzip2",   "bzcat",    "case",      "cat",       "cd",       "cksum",    "cmp",
    "column",  "comm",    "command",   "continue", "cut",       "date",      "declare",  "df",       "diff",
    "dirname", "dirs",    "do",        "done",     "du",        "echo",      "egrep",    "elif",     "else",
    "env",     "esac",    "eval",      "exec",     "exit",      "expand",    "export",   "expr",     "false",
    "fgrep",   "fi",      "file",      "fmt",      "fold",      "for",       "free",     "function", "gawk",
    "getconf", "getopts", "grep",      "gunzip",   "gzip",      "head",      "hash",     "hexdump",  "hostname",
    "id",      "if",      "in",        "jobs",     "join",      "jq",        "less",     "let",      "local",
    "locale",  "ls",      "lsof",      "mapfile",  "md5sum",    "more",      "nl",       "nohup",    "nproc",
    "od",      "openssl", "paste",     "pgrep",    "popd",      "printenv",  "printf",   "ps",       "pushd",
    "pwd",     "read",    "readarray", "readlink", "readonly",  "realpath",  "return",   "rev",      "sed",
    "select",  "seq",     "set",       "sha1sum",  "sha256sum", "sha512sum", "shift",    "shopt",    "shuf",
    "sort",    "source",  "split",     "stat",     "stdbuf",    "strings",   "stty",     "sum",      "tac",
    "tail",    "tee",     "test",      "then",     "time",      "timeout",   "times",    "top",      "tr",
    "trap",    "tree",    "true",      "tsort",    "tty",       "type",      "typeset",  "ulimit",   "umask",
    "unalias", "uname",   "unexpand",  "uniq",     "unset",     "until",     "unzip",    "uptime",   "users",
    "vmstat",  "wait",    "wc",        "which",    "while",     "who",       "whoami",   "xargs",    "xxd",
    "xz",      "xzcat",   "yes",       "yq",       "zcat",      "zgrep",     "zstd",     "{",        "}",
    "(",       ")",       "!",         ".",        "bash",      "sh",        "python3",  "python",   "perl",
    "make",    "git",     "dos2unix",  "iostat",   "nice",      "ionice",    "setsid",   "lz4",      "bzip2"};

// Change files.
static constexpr std::array writers{"chgrp", "chmod",  "chown",  "cp",       "dd",     "find", "install", "ln",
                                    "mkdir", "mkfifo", "mktemp", "mv",       "patch",  "rm",   "rmdir",   "rsync",
                                    "shred", "tar",    "touch",  "truncate", "unlink", "zip"};

// Always answered for, whether the runbook names them or a script that it calls does.
static constexpr std::array always_external{"ansible",    "ansible-playbook",
                                            "aws",        "az",
                                            "bun",        "cf",
                                            "crontab",    "curl",
                                            "docker",     "docker-compose",
                                            "doctl",      "eksctl",
                                            "flyctl",     "gcloud",
                                            "gh",         "glab",
                                            "gsutil",     "halt",
                                            "heroku",     "helm",
                                            "http",       "init",
                                            "iptables",   "kill",
                                            "killall",    "kubectl",
                                            "logger",     "mail",
                                            "mailx",      "mutt",
                                            "mysql",      "nc",
                                            "ncat",       "nginx",
                                            "nomad",      "npm",
                                            "npx",        "oc",
                                            "patronictl", "pg_autoctl",
                                            "pg_ctl",     "pg_ctlcluster",
                                            "pgbackrest", "pkill",
                                            "pm2",        "pnpm",
                                            "podman",     "poweroff",
                                            "reboot",     "redis-cli",
                                            "repmgr",     "s3cmd",
                                            "scp",        "sendmail",
                                            "service",    "sftp",
                                            "shutdown",   "slack",
                                            "ssh",        "supervisorctl",
                                            "systemctl",  "telnet",
                                            "terraform",  "vault",
                                            "wget",       "yarn"};

template <std::size_t n>
static bool among(const std::array<const char*, n>& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(), [&](const char* each) { return name == each; });
}

bool changes_files(std::string_view program) {
  return among(writers, program);
}

bool is_local(std::string_view program) {
  return among(readers, program) || among(writers, program);
}

bool is_program_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name != "[" && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == '+' || c == '-';
         });
}

std::span<const std::string_view> runners() {
  static constexpr std::array<std::string_view, 9> names{"env",    "ionice",  "nice",    "nohup", "setsid",
                                                         "stdbuf", "timeout", "unshare", "xargs"};
  return names;
}

// `timeout 30m npm run x` calls npm.
static bool runs_another(std::string_view program) {
  const auto programs = runners();
  if (std::find(programs.begin(), programs.end(), program) != programs.end()) return true;
  for (const auto* each : {"watch", "time", "exec", "sudo", "doas", "command"}) {
    if (program == each) return true;
  }
  return false;
}

static void add_programs(std::string_view script, std::set<std::string>& out) {
  for (const auto& command : runbook::simple_commands(script)) {
    for (const auto& word : command.words) {
      const bool skipped = word.starts_with("-") || word.find('=') != std::string::npos ||
                           (!word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) != 0);
      if (skipped && &word != &command.words.front()) continue;
      if (word.find('/') == std::string::npos && is_program_name(word)) out.insert(word);
      if (!runs_another(word)) break;
    }
  }
}

std::set<std::string> programs_called(const runbook::Runbook& runbook) {
  std::set<std::string> out;
  const auto add = [&](const std::vector<runbook::Step>& steps) {
    for (const auto& step : steps) {
      if (step.kind == "command") add_programs(step.text, out);
    }
  };
  add(runbook.steps);
  for (const auto& procedure : runbook.procedures) add(procedure.steps);
  return out;
}

std::set<std::string> external_programs(const std::set<std::string>& called, bool isolated) {
  std::set<std::string> out(always_external.begin(), always_external.end());
  for (const auto& name : called) {
    const bool handled = is_postgres_client(name) || name == "lockkeeper" || name == "lk" || name == "sleep" ||
                         name == "sudo" || name == "doas";
    if (!handled && !is_local(name)) out.insert(name);
  }
  if (!isolated) out.insert(writers.begin(), writers.end());
  return out;
}

}  // namespace rehearsal
