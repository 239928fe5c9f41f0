// Where a command reads from and writes to, and what the variables around it steer.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "commands/judge.h"

namespace commands {

bool is_system_folder(std::string_view folder) {
  for (const std::string_view begin :
       {"/bin", "/sbin", "/usr/", "/opt/", "/snap/bin", "/nix/store", "/home/linuxbrew"}) {
    if (folder.starts_with(begin) && folder.find("..") == std::string_view::npos) return true;
  }
  return !folder.empty() && folder.find_first_not_of(unknown_piece) == std::string_view::npos;
}

static bool is_pager(std::string_view value) {
  const auto word = value.substr(0, value.find(' '));
  return word.empty() || word == "cat" || word == "less" || word == "more";
}

std::string what_it_steers(const std::string& name, std::string_view value) {
  static const std::set<std::string> steering{
      "LD_PRELOAD", "LD_LIBRARY_PATH",   "LD_AUDIT",        "BASH_ENV",      "ENV",     "PROMPT_COMMAND",
      "PERL5OPT",   "PERL5LIB",          "PYTHONSTARTUP",   "NODE_OPTIONS",  "RUBYOPT", "JAVA_TOOL_OPTIONS",
      "PSQLRC",     "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "BASH_FUNC_ls%%"};
  if (steering.contains(name)) return fmt::format("what {} makes programs do", name);
  const bool runs_what_it_holds =
      name == "PS4" || name == "PS0" || name == "PS1" || name == "LESSOPEN" || name == "KUBECTL_EXTERNAL_DIFF";
  if (runs_what_it_holds && value.find_first_of("$`|\x1a/") != std::string_view::npos)
    return fmt::format("what {} makes programs do", name);
  if (name == "PGOPTIONS" && value.find("preload") != std::string_view::npos)
    return fmt::format("what {} makes programs do", name);
  if (name.ends_with("PAGER") && !is_pager(value)) return fmt::format("what {} makes programs do", name);
  if (name != "PATH") return {};
  for (const auto folder : base::split(value, ':')) {
    const bool own = folder.size() > 1 && folder[0] == unknown_piece && folder.find("/bin") != std::string_view::npos;
    if (!is_system_folder(folder) && !own)
      return fmt::format("what stands in {}, where PATH leads", shown_text(folder));
  }
  return {};
}

void Judge::sets(const std::string& name, std::string_view value, const std::string& text, int line,
                 const Place& place) {
  if (const auto what = what_it_steers(name, value); !what.empty()) unknown(what, text, line, place);
}

bool index_may_run(std::string_view test) {
  for (auto open = test.find('\''); open != std::string_view::npos;) {
    const auto close = std::min(test.find('\'', open + 1), test.size());
    const auto quoted = test.substr(open, close - open);
    const auto index = quoted.find('[');
    if (index != std::string_view::npos && quoted.find_first_of("$`", index) != std::string_view::npos) return true;
    open = close < test.size() ? test.find('\'', close + 1) : std::string_view::npos;
  }
  const auto asked = test.find("-v ");
  if (asked == std::string_view::npos) return false;
  const auto name = test.substr(asked, std::min(test.find("&&", asked), test.find("||", asked)) - asked);
  const auto index = name.find('[');
  return index != std::string_view::npos && name.find_first_of("$`", index) != std::string_view::npos;
}

// Names in arithmetic may get other values.
void Judge::test(const shell::Node& node, const Place& place) {
  for (const auto& word : node.command.words) {
    substitutions(word, place);
    if (node.name != "((" && index_may_run(word.source))
      unknown(fmt::format("what the index in {} runs", word.source), node.command.source, node.line, place);
    if (node.name != "((") continue;
    std::vector<std::string> names;
    for (const auto& [name, value] : state_->variables) {
      if (word.source.find(name) != std::string::npos) names.push_back(name);
    }
    for (const auto& name : names) state_->variables[name] = std::string(1, unknown_piece);
  }
}

bool is_temporary_path(std::string_view path) {
  const bool folder = path.starts_with("/tmp/") || path.starts_with("/var/tmp/") || path.starts_with("/dev/shm/");
  return folder && path.find("..") == std::string_view::npos;
}

static bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789-") == std::string_view::npos;
}

static bool goes_nowhere(std::string_view path) {
  return path == "/dev/null" || path == "/dev/stdout" || path == "/dev/stderr" || path == "/dev/fd/1" ||
         path == "/dev/fd/2";
}

void Judge::write_to(const shell::Redirection& redirection, const shell::Command& command, const Place& place) {
  using Kind = shell::Redirection::Kind;
  const auto path = expand_text(redirection.target);
  const auto& shown = redirection.target.source;
  state_->written.insert(path);
  if (goes_nowhere(path) || path.starts_with(made_piece)) return;
  CommandJudgement out{.line = place.line > 0 ? place.line : redirection.line,
                       .text = command.source,
                       .file = place.file,
                       .elsewhere = place.elsewhere};
  if (is_temporary_path(path)) {
    out.effect = Effect::own;
    out.does = fmt::format("writes {}", shown);
  } else if (redirection.target.parts.size() == 1 && redirection.target.parts[0].kind == shell::Part::Kind::process) {
    return;  // > >(…): what stands there is judged by itself
  } else if (path.starts_with("/dev/tcp/") || path.starts_with("/dev/udp/")) {
    out.effect = Effect::unknown;
    out.not_known = fmt::format("what {} does with what it is sent", path.substr(5));
  } else if (path.starts_with("/dev/") && path != "/dev/tty") {
    out.effect = Effect::destroys;
    out.does = fmt::format("overwrites the device {}", shown);
  } else {
    out.effect = Effect::changes;
    out.does = redirection.kind == Kind::append ? fmt::format("adds to the file {}", shown)
                                                : fmt::format("writes the file {}", shown);
  }
  add(std::move(out));
}

void Judge::redirect(const shell::Command& command, Place& place) {
  using Kind = shell::Redirection::Kind;
  for (const auto& each : command.redirections) {
    if (each.kind == Kind::write || each.kind == Kind::append || each.kind == Kind::read_write) {
      write_to(each, command, place);
      if (each.descriptor == -1 || each.descriptor == 1) place.output = file_word(each.target);
    } else if (each.kind == Kind::duplicate && !is_number(expand_text(each.target))) {
      unknown(fmt::format("where {} leads", each.target.source), command.source, command.line, place);
    }
    const bool input = each.descriptor == -1 || each.descriptor == 0;
    if (!input) continue;
    if (each.kind == Kind::here_document || each.kind == Kind::here_string) {
      place.input = {.kind = Input::Kind::text, .text = expand_text(each.target) + "\n", .line = each.target.line};
    } else if (each.kind == Kind::read) {
      const auto path = expand_text(each.target);
      const auto text = read(path, place);
      place.input_file = file_word(each.target);
      place.input = text ? Input{.kind = Input::Kind::text, .text = *text, .line = each.line, .file = path}
                         : Input{.kind = Input::Kind::unknown};
      if (path == "/dev/null") place.input = {.kind = Input::Kind::text};
    } else if (each.kind == Kind::read_write || (each.kind == Kind::duplicate && each.descriptor == 0)) {
      place.input = {.kind = Input::Kind::unknown};
    }
  }
}

}  // namespace commands
