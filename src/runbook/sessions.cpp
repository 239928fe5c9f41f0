#include "runbook/sessions.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

namespace runbook {

namespace {

using Words = std::span<const std::string>;
using Names = std::set<std::string_view>;

// How a program reads its options.
struct Syntax {
  std::string_view with_value = {};  // letters
  std::string_view attached = {};    // letters whose value only stands right behind them: mysql -psecret
  Names names = {};                  // long ones with a value, where it may be the next word
};

struct Options {
  std::map<char, std::string> letters = {};
  std::set<std::string, std::less<>> names = {};
  std::vector<std::string> operands = {};
  std::size_t first = 0;  // where the operands begin
  [[nodiscard]] bool any(std::string_view wanted, const Names& long_ones = {}) const {
    return std::ranges::any_of(wanted, [&](char letter) { return letters.contains(letter); }) ||
           std::ranges::any_of(long_ones, [&](std::string_view name) { return names.contains(name); });
  }
};

}  // namespace

static std::string_view program_of(Words words) {
  const std::string_view word = words.front();
  return word.substr(word.rfind('/') + 1);  // npos + 1 is 0
}

// -it, -itu postgres, -upostgres: one letter after the other up to one with a value. True where that is the next
// word.
static bool read_letters(std::string_view word, const Syntax& syntax, Options& out, char& wanting) {
  for (std::size_t at = 1; at < word.size(); ++at) {
    auto& value = out.letters[wanting = word[at]];
    const bool attached = syntax.attached.find(wanting) != std::string_view::npos;
    if (!attached && syntax.with_value.find(wanting) == std::string_view::npos) continue;
    value = word.substr(at + 1);
    return !attached && value.empty();
  }
  return false;
}

static Options read_options(Words words, const Syntax& syntax, bool up_to_operand = false) {
  Options out;
  std::size_t at = 1;
  for (; at < words.size(); ++at) {
    const std::string_view word = words[at];
    if (word == "--") {
      ++at;
      break;
    }
    char wanting = 0;
    if (word.starts_with("--")) {
      const auto name = word.substr(2, word.find('=') == std::string_view::npos ? word.npos : word.find('=') - 2);
      out.names.emplace(name);
      if (name.size() + 2 == word.size() && syntax.names.contains(name)) ++at;
    } else if (word.size() > 1 && word[0] == '-') {
      if (read_letters(word, syntax, out, wanting) && at + 1 < words.size()) out.letters[wanting] = words[++at];
    } else if (up_to_operand) {
      break;
    } else {
      out.operands.emplace_back(word);
    }
  }
  out.first = std::min(at, words.size());
  out.operands.insert(out.operands.end(), words.begin() + static_cast<std::ptrdiff_t>(out.first), words.end());
  return out;
}

static bool sets_variable(std::string_view word) {
  const auto equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && !word.starts_with("-");
}

static Words without_assignments(Words words) {
  while (!words.empty() && sets_variable(words.front())) words = words.subspan(1);
  return words;
}

static bool opens(Words words, const SimpleCommand& around);

// The text behind `sh -c` and `su -c`.
static bool opens_in_text(const std::string& text, const SimpleCommand& around) {
  return std::ranges::any_of(simple_commands(text), [&](const SimpleCommand& inner) {
    if (inner.words.empty() || inner.substituted) return false;
    return opens(inner.words, {.words = {},
                               .piped_into = inner.piped_into || around.piped_into,
                               .redirected = inner.redirected || around.redirected});
  });
}

// Programs that run another one, which they are given: its words. Nothing where this is none of them.
static std::optional<Words> passed_on(Words words) {
  const auto program = program_of(words);
  if (program == "sudo") {
    const Syntax syntax{.with_value = "ugCDhpRrTtU", .names = {"user", "group", "host", "prompt", "chdir"}};
    return without_assignments(words.subspan(read_options(words, syntax, true).first));
  }
  if (program == "env") {
    const Syntax syntax{.with_value = "uC", .names = {"unset", "chdir"}};
    return without_assignments(words.subspan(read_options(words, syntax, true).first));
  }
  if (program == "exec" || program == "time" || program == "command" || program == "nohup") return words.subspan(1);
  if (program == "gosu" || program == "su-exec") return words.subspan(std::min<std::size_t>(2, words.size()));
  const bool tool = program == "bundle" || program == "poetry" || program == "pipenv";
  if (tool && words.size() > 2 && (words[1] == "exec" || words[1] == "run")) return words.subspan(2);
  return std::nullopt;
}

// A client of a database, without a query.
static std::optional<bool> opens_client(Words words) {
  const auto program = program_of(words);
  if (program == "psql") {
    const auto options = read_options(words, {.with_value = "cdfFhLopPRTUv"});
    return !options.any("cflV?", {"command", "file", "list", "version", "help"});
  }
  if (program == "mysql" || program == "mariadb") {
    const auto options = read_options(words, {.with_value = "ehuPDS", .attached = "p"});
    return !options.any("eV?", {"execute", "version", "help"});
  }
  if (program == "mongo" || program == "mongosh") {
    const auto options = read_options(words, {.with_value = "uphf"});
    return !options.any("f", {"eval", "file", "version", "help"}) &&
           std::ranges::none_of(options.operands, [](const auto& word) { return word.ends_with(".js"); });
  }
  if (program == "redis-cli" || program == "valkey-cli") {
    const Syntax syntax{.with_value = "hpasnuirdD",
                        .names = {"user", "pass", "sni", "cacert", "cacertdir", "cert", "key"}};
    const auto options = read_options(words, syntax);
    return options.operands.empty() && !options.any("xv", {"scan", "bigkeys", "memkeys", "hotkeys", "rdb", "eval",
                                                           "cluster", "pipe", "version", "help"});
  }
  if (program == "sqlplus")
    return std::ranges::none_of(words, [](const auto& word) { return word.starts_with("@"); });
  if (program == "sqlite3") return read_options(words, {}).operands.size() < 2;
  if (program == "cqlsh")
    return !read_options(words, {.with_value = "efukp"}).any("ef", {"execute", "file", "version"});
  return std::nullopt;
}

// A language's own prompt, or the one of an application.
static std::optional<bool> opens_console(Words words) {
  const auto program = program_of(words);
  const auto is = [&](std::size_t at, const Names& names) { return at < words.size() && names.contains(words[at]); };
  if (program == "rails") return is(1, {"console", "c", "dbconsole", "db"});
  if (program == "flask") return is(1, {"shell"});
  if (program == "php") return is(1, {"artisan", "./artisan"}) && is(2, {"tinker"});
  if (program == "python" || program == "python3") {
    const auto options = read_options(words, {.with_value = "cmWX"});
    const auto& operands = options.operands;
    if (operands.size() > 1 && operands[0].ends_with("manage.py"))
      return Names{"shell", "dbshell", "shell_plus"}.contains(operands[1]);
    return !options.any("cmV", {"version", "help"}) && operands.empty();
  }
  if (program == "node") {
    const auto options = read_options(words, {.with_value = "epr"});
    return !options.any("epv", {"eval", "print", "version"}) && options.operands.empty();
  }
  if (program == "irb" || program == "pry" || program == "ipython" || program == "iex")
    return read_options(words, {}).operands.empty();
  return std::nullopt;
}

static bool opens(Words words, const SimpleCommand& around) {
  const auto program = program_of(words);
  if (const auto inner = passed_on(words)) {
    if (!inner->empty()) return opens(*inner, around);
    return program == "sudo" && read_options(words, {.with_value = "ug"}).any("is", {"login", "shell"});
  }
  if (program == "su") {
    const auto options = read_options(words, {.with_value = "cgGsw", .names = {"command", "shell", "group"}});
    if (options.names.contains("command")) return false;
    return !options.any("c") || opens_in_text(options.letters.at('c'), around);
  }
  if (Names{"bash", "sh", "zsh", "ash", "dash", "fish"}.contains(program)) {
    const auto options = read_options(words, {.with_value = "coO", .names = {"rcfile", "init-file", "command"}});
    if (options.names.contains("command") || options.names.contains("version")) return false;
    return options.any("c") ? opens_in_text(options.letters.at('c'), around) : options.operands.empty();
  }
  if (const auto client = opens_client(words)) return *client && !around.redirected && !around.piped_into;
  if (const auto console = opens_console(words)) return *console;
  return !unending({.words = {words.begin(), words.end()},
                    .piped_into = around.piped_into,
                    .redirected = around.redirected})
              .reason.empty();
}

static const Syntax& options_of_exec() {
  static const Syntax syntax{
      .with_value = "cneuw",  // -e NAME=value, -n namespace …
      .names = {"env", "env-file", "user", "workdir", "namespace", "container", "index", "detach-keys", "context"}};
  return syntax;
}

// What `exec` is given to run: of kubectl behind --, of docker behind the container's name.
static Words run_inside(Words words) {
  const auto dashes = std::ranges::find(words, "--");
  if (dashes != words.end()) return {dashes + 1, words.end()};
  const auto exec = std::ranges::find(words, "exec");
  if (exec == words.end()) return {};
  const Words behind{exec, words.end()};
  const auto container = read_options(behind, options_of_exec(), true).first;
  return behind.subspan(std::min(container + 1, behind.size()));
}

bool has_terminal_inside(const SimpleCommand& exec) {
  const Words words = exec.words;
  const auto at = std::ranges::find(words, "exec");
  if (at == words.end()) return false;
  const auto program = program_of(words);
  const bool compose = program.ends_with("-compose") || std::find(words.begin(), at, "compose") != at;
  const auto options = read_options({at, words.end()}, options_of_exec(), true);
  if (options.any("d", {"detach"})) return false;
  return compose ? !options.any("T", {"no-TTY", "no-tty"}) : read_options(words, options_of_exec()).any("t", {"tty"});
}

bool opens_inside(const SimpleCommand& exec) {
  const auto inside = run_inside(exec.words);
  return inside.empty() || opens(inside, exec);  // empty: not known
}

// ---- a whole line ----

// Programs that open one and that nothing above knows.
static bool opens_elsewhere(Words words) {
  const auto program = program_of(words);
  const auto has = [&](std::string_view wanted) {
    return std::find(words.begin() + 1, words.end(), wanted) != words.end();
  };
  const auto last_is_shell = [&] {
    return words.size() > 2 && Names{"bash", "sh", "/bin/bash", "/bin/sh", "zsh", "ash"}.contains(words.back());
  };
  if (program == "ssh") {  // ssh -t host sudo -i
    const auto options = read_options(words, {.with_value = "JiploLRDFEcmbeIWSwOQB"}, true);
    const auto behind = words.subspan(std::min(options.first + 1, words.size()));
    return options.any("t") && !behind.empty() && opens(behind, {});
  }
  if (program == "chroot") return words.size() == 2 || last_is_shell();
  if (program == "nsenter" || program == "unshare" || program == "systemd-nspawn") return last_is_shell();
  if (program == "gcloud")
    return has("ssh") && std::ranges::none_of(words, [](const auto& word) { return word.starts_with("--command"); });
  if (program == "aws") return has("start-session");
  if (program == "az") return has("ssh");
  if (program == "vagrant") return has("ssh") && !has("-c");
  if (program == "heroku") return has("run") && last_is_shell();
  if (program == "fly" || program == "flyctl") return has("console");
  if (program == "oc") return has("rsh") && words.size() < 4;
  if (program == "machinectl") return has("shell") || has("login");
  if (program == "lxc" || program == "incus") return has("exec") && last_is_shell();
  if (program == "virsh") return has("console");
  if (program == "docker" || program == "podman" || program == "kubectl") {
    if (has("attach")) return true;
    const bool terminal = has("-it") || has("-ti") || has("--tty");
    return (has("run") || has("debug")) && terminal && last_is_shell();
  }
  if (program == "mosh" || program == "telnet" || program == "sftp" || program == "ftp" || program == "newgrp" ||
      program == "pgcli" || program == "mycli" || program == "login")
    return true;
  return (program == "poetry" || program == "pipenv") && has("shell");
}

static bool stays_detached(Words words) {
  const auto program = program_of(words);
  const auto has = [&](std::initializer_list<std::string_view> wanted) {
    return std::ranges::any_of(words,
                               [&](const auto& word) { return std::ranges::find(wanted, word) != wanted.end(); });
  };
  if (program == "screen") return has({"-dm", "-dmS", "-d", "-ls", "-list", "-X", "-Dm", "-dmL"});
  if (program == "tmux")
    return has({"-d", "ls", "list-sessions", "kill-session", "send-keys", "kill-server", "has-session", "-ds"});
  return false;
}

bool opens_session(std::string_view line) {
  return std::ranges::any_of(simple_commands(line), [](const SimpleCommand& typed) {
    if (typed.substituted) return false;
    // Nobody types a command that lies deeper in others than that.
    const auto words = without_assignments(Words(typed.typed).first(std::min<std::size_t>(typed.typed.size(), 64)));
    if (words.empty() || stays_detached(words)) return false;
    const SimpleCommand around{
        .words = {words.begin(), words.end()}, .piped_into = typed.piped_into, .redirected = typed.redirected};
    const auto inner = passed_on(words);
    if (inner && !inner->empty() && opens_elsewhere(*inner)) return true;
    if (opens_elsewhere(words)) return true;
    const auto why = unending(
        {.words = inner && !inner->empty() ? std::vector<std::string>(inner->begin(), inner->end()) : around.words,
         .piped_into = typed.piped_into,
         .redirected = typed.redirected});
    if (!why.reason.empty()) return why.opens_session;  // or it watches something
    return opens(words, around);
  });
}

}  // namespace runbook
