// Words: what is literal in them once quotes are taken off, and what the shell would expand.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "shell/reader.h"

namespace shell {

std::optional<std::string> Word::literal() const {
  std::string out;
  for (const auto& part : parts) {
    if (part.kind != Part::Kind::literal) return std::nullopt;
    out += part.text;
  }
  return out;
}

void add_literal(Word& word, std::string_view text, bool quoted) {
  word.plain += text;
  if (!word.parts.empty() && word.parts.back().kind == Part::Kind::literal && word.parts.back().quoted == quoted)
    word.parts.back().text += text;
  else
    word.parts.push_back({.kind = Part::Kind::literal, .text = std::string(text), .quoted = quoted});
}

// Outside quotes: \x is x, and a backslash at the end of a line joins two lines.
static std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      if (text[++at] != '\n') out += text[at];
    } else {
      out += text[at];
    }
  }
  return out;
}

// In double quotes and here-documents a backslash means something in front of these alone.
static std::string unescaped_in_quotes(std::string_view text, bool here_document) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (text[at] != '\\' || std::string_view("$`\\\n\"").find(next) == std::string_view::npos ||
        (here_document && next == '"')) {
      out += text[at];
      continue;
    }
    ++at;
    if (next != '\n') out += next;
  }
  return out;
}

// Whether a piece that the grammar takes for text begins a substitution for bash.
static bool hides_substitution(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '`' || text.substr(at).starts_with("$(") || text.substr(at).starts_with("${"))
      return true;
  }
  return false;
}

// {a,b} or {1..3}
static bool has_braces(std::string_view text) {
  bool brace = false;
  bool several = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\\')
      ++at;
    else if (c == '{')
      brace = true;
    else if (c == ',' || text.substr(at).starts_with(".."))
      several = several || brace;
    else if (c == '}' && brace && several)
      return true;
  }
  return false;
}

// *, ?, [ and braces, where no backslash stands before them.
static bool is_pattern(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '*' || text[at] == '?' || text[at] == '[')
      return true;
  }
  return has_braces(text);
}

// Bash takes what is no arithmetic for a subshell in a subshell.
bool may_be_arithmetic(std::string_view text) {
  int open = 0;
  for (const char c : text) {
    const bool known = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                       std::string_view(" _${}+-*/%<>=!&|^~?:,()[]#\"'").find(c) != std::string_view::npos;
    if (c == '(') ++open;
    if (c == ')') --open;
    if (!known || open < 0) return false;
  }
  return open == 0;
}

static std::optional<char> simple_escape(char c) {
  static constexpr std::array<std::pair<char, char>, 12> known{{{'n', '\n'},
                                                                {'t', '\t'},
                                                                {'r', '\r'},
                                                                {'a', '\a'},
                                                                {'b', '\b'},
                                                                {'f', '\f'},
                                                                {'v', '\v'},
                                                                {'e', '\x1b'},
                                                                {'\\', '\\'},
                                                                {'\'', '\''},
                                                                {'"', '"'},
                                                                {'?', '?'}}};
  const auto* found = std::find_if(known.begin(), known.end(), [&](const auto& pair) { return pair.first == c; });
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

// $'…': nothing where it has codes of characters, which are not looked at.
static std::optional<std::string> ansi_text(std::string_view source) {
  std::string out;
  source = source.substr(2, source.size() - 3);
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] != '\\') {
      out += source[at];
      continue;
    }
    const auto character = at + 1 < source.size() ? simple_escape(source[++at]) : std::nullopt;
    if (!character) return std::nullopt;
    out += *character;
  }
  return out;
}

bool Reader::is_word(TSNode node) const {
  static constexpr std::array<std::string_view, 17> words{"word",
                                                          "number",
                                                          "string",
                                                          "raw_string",
                                                          "ansi_c_string",
                                                          "concatenation",
                                                          "expansion",
                                                          "simple_expansion",
                                                          "command_name",
                                                          "arithmetic_expansion",
                                                          "brace_expression",
                                                          "extglob_pattern",
                                                          "regex",
                                                          "command_substitution",
                                                          "process_substitution",
                                                          "translated_string",
                                                          "test_operator"};
  const auto kind = kind_of(node);
  if (std::find(words.begin(), words.end(), kind) != words.end()) return true;
  return !ts_node_is_named(node) && (kind == "$" || kind == "=~" || kind == "==" || kind == "!");
}

std::shared_ptr<const Node> Reader::inside(TSNode node) {
  std::vector<TSNode> nodes;
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (kind != "$(" && kind != "`" && kind != ")" && kind != "<(" && kind != ">(") nodes.push_back(child);
  }
  return std::make_shared<const Node>(statements(nodes));
}

// The commands that anything below would run; with `only_commands` false, the variables as well.
void Reader::add_inside(TSNode node, bool quoted, Word& out, bool only_commands) {
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (kind == "command_substitution" || kind == "process_substitution")
      add_parts(child, quoted, out);
    else if (kind == "ERROR")
      unknown(child);
    else if (!only_commands && (kind == "expansion" || kind == "simple_expansion"))
      add_parts(child, quoted, out);
    else if (++depth_ > 100)
      problem(child, "nests deeper than what is looked at"), --depth_;
    else
      add_inside(child, quoted, out, only_commands), --depth_;
  }
}

// ${NAME}, ${NAME:-word}; of all others only the commands in them are told.
void Reader::add_expansion(TSNode node, bool quoted, Word& out) {
  const auto children = children_of(node);
  const auto is_name = [&](std::size_t at) {
    return kind_of(children[at]) == "variable_name" || kind_of(children[at]) == "special_variable_name";
  };
  if (children.size() == 3 && is_name(1)) {
    out.parts.push_back({.kind = Part::Kind::variable, .text = std::string(text(children[1])), .quoted = quoted});
    return;
  }
  const auto operation = children.size() > 3 ? kind_of(children[2]) : "";
  if (children.size() > 3 && is_name(1) && (operation == ":-" || operation == "-")) {
    auto instead = std::make_shared<Word>();
    for (std::size_t at = 3; at + 1 < children.size(); ++at) add_parts(children[at], quoted, *instead);
    out.parts.push_back({.kind = Part::Kind::variable,
                         .text = std::string(text(children[1])),
                         .quoted = quoted,
                         .instead = std::move(instead)});
    return;
  }
  if (children.size() > 2 && is_name(1) && (operation == ":?" || operation == "?")) {
    out.parts.push_back({.kind = Part::Kind::variable, .text = std::string(text(children[1])), .quoted = quoted});
  } else {
    out.parts.push_back({.kind = Part::Kind::other, .text = std::string(text(node)), .quoted = quoted});
  }
  add_inside(node, quoted, out, true);
}

// Text with expansions in it: a double-quoted string without its quotes, or a here-document.
void Reader::add_pieces(TSNode node, bool here_document, Word& out) {
  auto at = begin_of(node);
  const auto literal = [&](std::size_t until) {
    const auto piece = text_.substr(at, until - at);
    if (hides_substitution(piece)) problem(node, "a substitution here cannot be read");
    add_literal(out, unescaped_in_quotes(piece, here_document), true);
  };
  auto end = end_of(node);
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    const bool quote = kind == "\"" && !here_document;
    if (kind == "string_content" || kind == "heredoc_content") continue;
    literal(begin_of(child));
    at = end_of(child);
    if (quote) continue;
    if (kind == "$")  // alone, it is itself
      add_literal(out, "$", true);
    else
      add_parts(child, true, out);
  }
  literal(end);
}

// The text of arithmetic without the commands in it.
std::string Reader::without_commands(TSNode node) const {
  std::string out;
  auto at = begin_of(node);
  std::vector<TSNode> open{node};
  std::vector<std::pair<std::size_t, std::size_t>> holes;
  while (!open.empty()) {
    const auto now = open.back();
    open.pop_back();
    const auto kind = kind_of(now);
    if (kind == "command_substitution" || kind == "expansion" || kind == "string" || kind == "raw_string") {
      holes.emplace_back(begin_of(now), end_of(now));
      continue;
    }
    for (const auto child : children_of(now)) open.push_back(child);
  }
  std::sort(holes.begin(), holes.end());
  for (const auto& [begin, end] : holes) {
    if (begin < at) continue;
    out += text_.substr(at, begin - at);
    at = end;
  }
  return out + std::string(text_.substr(at, end_of(node) - at));
}

static bool is_expansion(std::string_view kind) {
  static constexpr std::array<std::string_view, 7> kinds{"simple_expansion",
                                                         "expansion",
                                                         "command_substitution",
                                                         "process_substitution",
                                                         "arithmetic_expansion",
                                                         "array",
                                                         "subscript"};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

void Reader::add_parts(TSNode node, bool quoted, Word& out) {
  const auto plain_before = out.plain.size();
  if (++depth_ > 100) {
    problem(node, "nests deeper than what is looked at");
    --depth_;
    return;
  }
  const auto kind = kind_of(node);
  const auto source = text(node);
  if (ts_node_is_missing(node)) {
    problem(node, "something is missing here");
  } else if (kind == "word" || kind == "number" || kind == "extglob_pattern" || kind == "regex" ||
             kind == "test_operator" || kind == "brace_expression" || kind == "variable_name") {
    if (hides_substitution(source)) problem(node, "a substitution here cannot be read");
    if (!source.empty() && (source.front() == '\n' || source.front() == ' '))
      problem(node, "a word cannot begin like this");
    out.pattern = out.pattern || (!quoted && (kind == "brace_expression" || is_pattern(source)));
    add_literal(out, unescaped(source), quoted);
  } else if (kind == "raw_string") {
    add_literal(out, source.substr(1, source.size() - 2), true);
  } else if (kind == "ansi_c_string") {
    if (const auto ansi = ansi_text(source)) {
      add_literal(out, *ansi, true);
    } else {
      out.parts.push_back({.kind = Part::Kind::other, .text = std::string(source), .quoted = true});
      out.plain += source;
    }
  } else if (kind == "string") {
    add_pieces(node, false, out);
  } else if (kind == "concatenation" || kind == "command_name" || kind == "translated_string") {
    auto at = begin_of(node);
    const auto children = children_of(node);
    for (const auto child : children) {
      if (begin_of(child) != at) problem(node, "what stands between two pieces of a word cannot be read");
      at = end_of(child);
      const bool marks_string = kind_of(child) == "$" && children.size() > 1;
      if (!marks_string) add_parts(child, quoted, out);
    }
    out.pattern = out.pattern || (!quoted && kind == "concatenation" && has_braces(source));
  } else if (kind == "simple_expansion") {
    out.parts.push_back({.kind = Part::Kind::variable, .text = std::string(source.substr(1)), .quoted = quoted});
  } else if (kind == "expansion") {
    add_expansion(node, quoted, out);
  } else if (kind == "command_substitution") {
    out.parts.push_back({.kind = Part::Kind::substitution, .quoted = quoted, .inside = inside(node)});
  } else if (kind == "process_substitution") {
    out.parts.push_back({.kind = Part::Kind::process, .quoted = true, .inside = inside(node)});
  } else if (kind == "arithmetic_expansion" || kind == "array" || kind == "subscript") {
    if (kind == "arithmetic_expansion" && !may_be_arithmetic(without_commands(node)))
      problem(node, "what stands here is no arithmetic");
    out.parts.push_back({.kind = Part::Kind::other, .text = std::string(source), .quoted = kind != "array"});
    add_inside(node, true, out, true);
  } else if (!ts_node_is_named(node) && is_word(node)) {
    add_literal(out, source, quoted);
  } else {
    unknown(node);
  }
  if (is_expansion(kind)) out.plain.replace(plain_before, std::string::npos, source);
  --depth_;
}

Word Reader::word(TSNode node) {
  Word out;
  out.source = std::string(text(node));
  out.line = line(node);
  out.column = column(node);
  add_parts(node, false, out);
  return out;
}

Assignment Reader::assignment(TSNode node) {
  Assignment out;
  out.value.line = line(node);
  out.value.column = column(node);
  bool behind = false;
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (kind == "=" || kind == "+=") {
      behind = true;
      out.appends = kind == "+=";
    } else if (behind) {
      out.value.source += text(child);
      add_parts(child, true, out.value);  // a value stays one word
    } else if (kind == "subscript") {
      out.element = true;
      const auto source = text(child);
      out.name = std::string(source.substr(0, source.find('[')));
      add_inside(child, true, out.value, true);
      out.value.plain.clear();
    } else if (kind == "variable_name") {
      out.name = std::string(text(child));
    } else {
      unknown(child);
    }
  }
  return out;
}

}  // namespace shell
