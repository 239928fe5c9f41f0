#include "rehearsal/path_shims.h"

#include <unistd.h>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "pg/programs.h"
#include "rehearsal/commands.h"

namespace rehearsal {

namespace fs = std::filesystem;

static std::set<std::string> answered_for(const Plan& plan) {
  auto names = plan.external;
  for (const auto& each : plan.stand_ins) {
    const auto word = each.command.substr(0, each.command.find(' '));
    if (is_program_name(word)) names.insert(word);
  }
  for (const char* each :
       {"sleep",         "sudo",           "doas",       "lockkeeper", "lk",         "psql",
        "pg_dump",       "pg_dumpall",     "pg_restore", "createdb",   "dropdb",     "createuser",
        "dropuser",      "vacuumdb",       "reindexdb",  "clusterdb",  "pg_isready", "pg_basebackup",
        "pg_receivewal", "pg_recvlogical", "pgbench"})
    names.insert(each);
  if (plan.root.empty()) {
    for (const auto name : runners()) names.emplace(name);
  }
  names.erase("bash");
  std::erase_if(names, [](const std::string& name) { return !is_program_name(name); });
  return names;
}

// Where those names lie on this machine.
static std::set<std::string> full_paths_of(const std::set<std::string>& names, const Plan& plan) {
  std::set<std::string> folders{"/bin",      "/usr/bin",  "/usr/local/bin", "/sbin",
                                "/usr/sbin", "/snap/bin", "/opt/bin",       "/usr/local/sbin"};
  for (const auto folder : base::split(plan.path, ':')) folders.emplace(folder);
  for (const auto& folder : pg::program_folders()) folders.insert(folder.string());
  std::set<std::string> out;
  for (const auto& folder : folders) {
    if (!folder.starts_with("/")) continue;
    for (const auto& name : names) {
      const std::string path = folder + (folder.ends_with("/") ? "" : "/") + name;
      if (::access(path.c_str(), X_OK) == 0) out.insert(path);
    }
  }
  return out;
}

// bash's own commands of these names go before programs, and are meant: `kill $!`.
static bool is_builtin(const std::string& name) {
  for (const auto* each : {"kill", "disown", "enable", "fc", "fg", "history", "help", "bind", "caller", "compgen",
                           "complete", "logout", "suspend"}) {
    if (name == each) return true;
  }
  return false;
}

// A path that a function can be called by: bash takes all but what it would read as something else.
static bool is_plain(const std::string& path) {
  return std::all_of(path.begin(), path.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("/._+-").find(c) != std::string::npos;
  });
}

// Failing inside the function would end the script there: `||` lets its caller's line be the one that failed.
static std::string function(const std::string& name, const std::string& program) {
  return fmt::format("function {} {{ {} \"$@\" || return $?; }}\n", name, program);
}

std::string bash_environment(const fs::path& bin, const std::set<std::string>& names,
                             const std::set<std::string>& full_paths) {
  const auto program = [&](const std::string& name) { return base::shell_quote((bin / name).string()); };
  std::string out =
      fmt::format("case $PATH in {0}:*) ;; *) PATH={0}:$PATH ;; esac\n", base::shell_quote(bin.string()));
  for (const auto& name : names) {
    if (!is_builtin(name)) out += function(name, program(name));
  }
  for (const auto& path : full_paths) {
    if (is_plain(path)) out += function(path, program(fs::path(path).filename()));
  }
  return out;
}

void make_links(const fs::path& folder, const Plan& plan) {
  const auto names = answered_for(plan);
  fs::create_directories(folder / "bin");
  fs::create_directories(folder / "enter");
  for (const auto& name : names) fs::create_symlink(plan.program, folder / "bin" / name);
  fs::create_symlink(plan.program, folder / "enter" / "bash");
  const bool isolated = !plan.root.empty();
  base::write_file(folder / "bash_env",
                   isolated ? bash_environment(folder / "bin", {}, {})
                            : bash_environment(folder / "bin", names, full_paths_of(names, plan)),
                   0644);
}

}  // namespace rehearsal
