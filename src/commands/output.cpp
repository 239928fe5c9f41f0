// What commands write that only print: the SQL in `echo 'DROP …' | psql`, the name in $(echo rm).
#include <algorithm>

#include "base/text.h"
#include "commands/judge.h"

namespace commands {

using Words = std::vector<Argument>;

static std::optional<std::string> output_of_echo(const Words& words) {
  std::size_t at = 1;
  bool newline = true;
  bool escapes = false;
  for (; at < words.size(); ++at) {
    const auto& text = words[at].text;
    if (text.size() < 2 || text[0] != '-' || text.find_first_not_of("neE", 1) != std::string::npos) break;
    newline = newline && text.find('n') == std::string::npos;
    escapes = escapes || text.find('e') != std::string::npos;
  }
  std::string out;
  for (const auto first = at; at < words.size(); ++at) {
    if (words[at].pattern) return std::nullopt;
    if (at > first) out += ' ';
    out += words[at].text;
  }
  if (escapes && out.find('\\') != std::string::npos) {
    out = base::replace_all(out, "\\n", "\n");
    if (out.find('\\') != std::string::npos) return std::nullopt;
  }
  return out + (newline ? "\n" : "");
}

// A format of text, %s and \n alone.
static std::optional<std::string> output_of_printf(const Words& words) {
  if (words.size() < 2 || !words[1].known()) return std::nullopt;
  std::size_t next = 2;
  std::string out;
  do {
    const std::string_view format = words[1].text;
    const auto before = next;
    for (std::size_t at = 0; at < format.size(); ++at) {
      const auto pair = format.substr(at, 2);
      if (pair == "%s") {
        out += next < words.size() ? words[next].text : "";
        ++next;
      } else if (pair == "\\n") {
        out += '\n';
      } else if (pair == "%%") {
        out += '%';
      } else if (format[at] == '%' || format[at] == '\\') {
        return std::nullopt;
      } else {
        out += format[at];
        continue;
      }
      ++at;
    }
    if (next == before) break;
  } while (next < words.size() && out.size() < 1'000'000);
  return out;
}

static bool leaves_output(const shell::Command& command) {
  using Kind = shell::Redirection::Kind;
  return std::none_of(command.redirections.begin(), command.redirections.end(), [](const auto& each) {
    const bool output = each.descriptor == -1 || each.descriptor == 1;
    return (each.kind == Kind::write || each.kind == Kind::append || each.kind == Kind::duplicate ||
            each.kind == Kind::close || each.kind == Kind::read_write) &&
           output;
  });
}

// cat of a here-document, or of files that can be read.
static std::optional<std::string> output_of_cat(const Judge& judge, const shell::Command& command,
                                                const Words& words) {
  using Kind = shell::Redirection::Kind;
  std::string out;
  for (std::size_t at = 1; at < words.size(); ++at) {
    if (words[at].text.starts_with("-") || !words[at].known()) return std::nullopt;
    const auto text = judge.read(words[at].text);
    if (!text) return std::nullopt;
    out += *text;
  }
  if (words.size() > 1) return out;
  for (const auto& each : command.redirections) {
    if (each.kind == Kind::here_document || each.kind == Kind::here_string)
      out = judge.expand_text(each.target) + "\n";
    if (each.kind == Kind::read) {
      const auto path = judge.expand_text(each.target);
      const auto text = judge.read(path);
      if (!text) return std::nullopt;
      out = *text;
    }
  }
  return command.redirections.empty() ? std::nullopt : std::optional(out);
}

// $(dirname "$0")
static std::optional<std::string> output_of_dirname(const Words& words) {
  if (words.size() != 2 || !words[1].known() || words[1].made() || words[1].several || words[1].text.starts_with("-"))
    return std::nullopt;
  std::string_view path = words[1].text;
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  if (slash == 0 || slash + 1 == path.size()) return std::nullopt;
  return std::string(path.substr(0, slash));
}

static std::optional<std::string> output_of_command(const Judge& judge, const shell::Command& command) {
  if (!leaves_output(command)) return std::nullopt;
  const auto words = judge.expand(command.words);
  if (words.empty())
    return command.redirections.empty() ? std::optional<std::string>("") : output_of_cat(judge, command, words);
  const auto& name = words[0].text;
  if (name == "echo") return output_of_echo(words);
  if (name == "printf") return output_of_printf(words);
  if (name == "dirname") return output_of_dirname(words);
  if (name == "cat") return output_of_cat(judge, command, words);
  if (name == "mktemp" && std::none_of(words.begin(), words.end(), [](const Argument& word) {
        return word.text == "-u" || word.text == "--dry-run" || word.several;
      }))
    return std::string(1, made_piece);
  if (name == ":" || name == "true" || name == "set") return "";
  return std::nullopt;
}

std::optional<std::string> Judge::output_of(const shell::Node& node) const {
  using Kind = shell::Node::Kind;
  if (node.kind == Kind::command) {
    const auto words = expand(node.command.words);
    if (!words.empty() && (state_->functions.contains(words[0].text) || state_->aliases.contains(words[0].text)))
      return std::nullopt;
    return output_of_command(*this, node.command);
  }
  const bool plain = node.kind == Kind::sequence || node.kind == Kind::group || node.kind == Kind::subshell;
  if (!plain || !node.command.redirections.empty()) return std::nullopt;
  std::string out;
  for (const auto& child : node.children) {
    const auto text = output_of(child);
    if (!text) return std::nullopt;
    out += *text;
  }
  return out;
}

}  // namespace commands
