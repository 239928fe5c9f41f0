#include "runbook/shell.h"

#include <array>

#include "base/text.h"

namespace runbook {

static std::string here_document_word(std::string_view text, std::size_t& at) {
  if (at < text.size() && text[at] == '-') ++at;
  while (at < text.size() && text[at] == ' ') ++at;
  std::string word;
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '\\') {
      continue;
    } else if (std::string_view(" \t;|&<>()").find(c) != std::string_view::npos) {
      break;
    } else {
      word += c;
    }
  }
  return word;
}

void OpenCommand::add(std::string_view physical_line) {
  if (quote_ == 0 && !continued_ && next_ < here_documents_.size()) {
    if (base::trim(physical_line) == here_documents_[next_]) ++next_;
  } else {
    scan(physical_line);
  }
}

void OpenCommand::scan(std::string_view text) {
  continued_ = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quote_ != 0) {
      if (c == '\\' && quote_ == '"')
        ++at;
      else if (c == quote_)
        quote_ = 0;
      continue;
    }
    if (c == '\\') {
      continued_ = at + 1 == text.size();
      ++at;
    } else if (c == '\'' || c == '"') {
      quote_ = c;
    } else if (c == '#' && (at == 0 || std::string_view(" \t;&|(").find(text[at - 1]) != std::string_view::npos)) {
      return;
    } else if (c == '<' && text.substr(at).starts_with("<<") && !text.substr(at).starts_with("<<<")) {
      at += 2;
      const auto word = here_document_word(text, at);
      if (!word.empty()) here_documents_.push_back(word);
      --at;
    } else if (c == '<' && text.substr(at).starts_with("<<<")) {
      at += 2;
    }
  }
}

static std::string comment_text(std::string_view line) {
  line = base::trim(line);
  while (line.starts_with("#")) line.remove_prefix(1);
  return std::string(base::trim(line));
}

std::vector<ScriptLine> script_lines(std::string_view script) {
  std::vector<ScriptLine> out;
  const auto physical = base::lines(script);
  for (std::size_t i = 0; i < physical.size(); ++i) {
    const auto line = physical[i];
    const auto text = base::trim(line);
    ScriptLine logical{.first = static_cast<int>(i), .text = std::string(line)};
    if (text.starts_with("#")) {
      logical.kind = ScriptLine::Kind::comment;
      logical.text = comment_text(text);
    } else if (!text.empty()) {
      logical.kind = ScriptLine::Kind::command;
      OpenCommand command;
      command.add(line);
      while (command.open() && i + 1 < physical.size()) {
        command.add(physical[++i]);
        ++logical.count;
        logical.text += "\n" + std::string(physical[i]);
      }
    }
    out.push_back(std::move(logical));
  }
  return out;
}

static bool is_assignment(std::string_view word) {
  std::size_t at = 0;
  while (at < word.size() && (std::isalnum(static_cast<unsigned char>(word[at])) != 0 || word[at] == '_')) ++at;
  if (at == 0 || std::isdigit(static_cast<unsigned char>(word[0])) != 0) return false;
  return word.substr(at).starts_with("=") || word.substr(at).starts_with("+=");
}

// Drops what stands in front of the real command: assignments, sudo, time.
static void drop_prefixes(std::vector<std::string>& words) {
  static constexpr std::array<std::string_view, 6> prefixes{"sudo", "time", "nohup", "exec", "command", "env"};
  std::size_t at = 0;
  while (at + 1 < words.size()) {
    const std::string& word = words[at];
    if (!is_assignment(word) && std::find(prefixes.begin(), prefixes.end(), word) == prefixes.end()) break;
    const bool sudo = word == "sudo";
    ++at;
    while (sudo && at + 1 < words.size() && words[at].starts_with("-") && words[at] != "-i" && words[at] != "-s") {
      const bool takes_value = words[at] == "-u" || words[at] == "-g";
      ++at;
      if (takes_value && at + 1 < words.size()) ++at;
    }
  }
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
}

std::vector<shell::Script> parse_script(std::string_view script, int line) {
  std::vector<shell::Script> out;
  out.push_back(shell::parse(script, line));
  if (out.front().problems.empty()) return out;
  std::vector<shell::Script> by_line;
  for (const auto& each : script_lines(script)) {
    if (each.kind == ScriptLine::Kind::command) by_line.push_back(shell::parse(each.text, line + each.first));
  }
  return by_line.empty() ? out : by_line;
}

namespace {

using Kind = shell::Node::Kind;

class Collector {
 public:
  explicit Collector(std::vector<SimpleCommand>& out) : out_(out) {}

  void node(const shell::Node& node, bool piped_into) {
    if (node.kind == Kind::command) return command(node.command, piped_into);
    const auto held = out_.size();
    bool first = true;
    for (const auto& child : node.children) {
      this->node(child, node.kind == Kind::pipeline && !first ? true : piped_into);
      first = false;
    }
    // done < file
    for (auto at = held; at < out_.size(); ++at) out_[at].redirected = out_[at].redirected || reads(node.command);
    for (const auto& word : node.command.words) inside(word);
  }

 private:
  static bool reads(const shell::Command& command) {
    using As = shell::Redirection::Kind;
    return std::ranges::any_of(command.redirections, [](const auto& each) {
      return each.kind == As::read || each.kind == As::here_document || each.kind == As::here_string;
    });
  }

  void command(const shell::Command& command, bool piped_into) {
    SimpleCommand now{
        .piped_into = piped_into, .redirected = reads(command), .substituted = depth_ > 0, .line = command.line};
    for (const auto& word : command.words) now.words.push_back(word.plain);
    now.typed = now.words;
    drop_prefixes(now.words);
    if (!now.words.empty()) out_.push_back(std::move(now));
    for (const auto& each : command.assignments) inside(each.value);
    for (const auto& word : command.words) inside(word);
    for (const auto& each : command.redirections) inside(each.target);
  }

  void inside(const shell::Word& word) {
    ++depth_;
    for (const auto& part : word.parts) {
      if (part.inside) node(*part.inside, false);
      if (part.instead) inside(*part.instead);
    }
    --depth_;
  }

  std::vector<SimpleCommand>& out_;
  int depth_ = 0;
};

}  // namespace

std::vector<SimpleCommand> simple_commands(std::string_view script, int line) {
  std::vector<SimpleCommand> out;
  Collector collector(out);
  for (const auto& each : parse_script(script, line)) collector.node(each.root, false);
  return out;
}

std::string first_command(std::string_view script) {
  for (const auto& line : script_lines(script)) {
    if (line.kind != ScriptLine::Kind::command) continue;
    std::string out;
    for (const char c : base::replace_all(line.text, "\\\n", " ")) {
      const bool space = c == ' ' || c == '\t' || c == '\n';
      if (!space)
        out += c;
      else if (!out.empty() && out.back() != ' ')
        out += ' ';
    }
    return std::string(base::trim(out));
  }
  return {};
}

std::string first_comment(std::string_view script) {
  for (const auto& line : script_lines(script)) {
    if (line.kind == ScriptLine::Kind::comment && !line.text.empty() && !line.text.starts_with("!")) return line.text;
  }
  return {};
}

}  // namespace runbook
