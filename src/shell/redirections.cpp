// Where commands read from and write to.
#include <algorithm>

#include "base/text.h"
#include "shell/reader.h"

namespace shell {

bool Reader::redirection(TSNode node, Command& command) {
  const auto kind = kind_of(node);
  if (kind == "file_redirect")
    file_redirection(node, command);
  else if (kind == "herestring_redirect")
    here_string(node, command);
  else
    return false;
  return true;
}

static std::optional<Redirection::Kind> kind_of_operator(std::string_view text) {
  using Kind = Redirection::Kind;
  if (text == "<") return Kind::read;
  if (text == ">" || text == ">|" || text == "&>") return Kind::write;
  if (text == ">>" || text == "&>>") return Kind::append;
  if (text == "<>") return Kind::read_write;
  if (text == "<&" || text == ">&") return Kind::duplicate;
  if (text == "<&-" || text == ">&-") return Kind::close;
  return std::nullopt;
}

static int number_of(std::string_view text) {
  const bool digits = !text.empty() && text.size() < 6 &&
                      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? std::stoi(std::string(text)) : -1;
}

void Reader::file_redirection(TSNode node, Command& command) {
  Redirection out{.line = line(node), .column = column(node)};
  bool has_target = false;
  for (const auto child : children_of(node)) {
    if (ts_node_is_missing(child)) {
      problem(child, "the name of a file is missing here");
    } else if (kind_of(child) == "file_descriptor") {
      out.descriptor = number_of(text(child));
    } else if (!ts_node_is_named(child) && !has_target && kind_of_operator(kind_of(child))) {
      out.kind = *kind_of_operator(kind_of(child));
      out.both = kind_of(child).starts_with("&>");
    } else if (!is_word(child)) {
      unknown(child);
    } else if (!has_target) {
      out.target = word(child);
      has_target = true;
    } else {
      command.words.push_back(word(child));  // "cat < in more": the grammar gives it to the redirection
    }
  }
  const auto target = out.target.literal();
  const bool to_descriptor = target && (number_of(*target) >= 0 || *target == "-");
  if (out.kind == Redirection::Kind::duplicate && !to_descriptor) {  // >& file
    out.kind = Redirection::Kind::write;
    out.both = true;
  }
  command.redirections.push_back(std::move(out));
}

void Reader::here_string(TSNode node, Command& command) {
  Redirection out{.kind = Redirection::Kind::here_string, .line = line(node), .column = column(node)};
  bool found = false;
  for (const auto child : children_of(node)) {
    if (kind_of(child) == "<<<" || kind_of(child) == "file_descriptor") continue;
    if (found)
      command.words.push_back(word(child));
    else
      out.target = word(child);
    found = true;
  }
  if (!found) unknown(node);
  command.redirections.push_back(std::move(out));
}

// EOF, 'EOF', "EOF", \EOF: its characters, and whether any of them is quoted.
static std::pair<std::string, bool> delimiter_of(std::string_view source) {
  std::string out;
  for (const char c : source) {
    if (c != '\'' && c != '"' && c != '\\') out += c;
  }
  return {out, out.size() != source.size()};
}

static std::string without_tabs(std::string_view text) {
  std::string out;
  bool at_begin = true;
  for (const char c : text) {
    if (at_begin && c == '\t') continue;
    at_begin = c == '\n';
    out += c;
  }
  return out;
}

static bool is_delimiter(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '!' || c == '%' || c == '+';
  });
}

void Reader::here_document(TSNode node, Node& holder) {
  Redirection out{.kind = Redirection::Kind::here_document, .line = line(node), .column = column(node)};
  std::string delimiter;
  bool quoted = false;
  bool tabs = false;
  bool ended = false;
  bool behind = false;  // what follows on the line and is no argument
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (ts_node_is_missing(child)) {
      problem(child, "the here-document has no end");
    } else if (kind == "<<" || kind == "<<-") {
      tabs = kind == "<<-";
    } else if (kind == "file_descriptor") {
      out.descriptor = number_of(text(child));
    } else if (kind == "heredoc_start") {
      std::tie(delimiter, quoted) = delimiter_of(text(child));
    } else if (kind == "heredoc_body") {
      out.target.line = line(child);
      out.target.source = std::string(text(child));
      if (quoted)
        add_literal(out.target, text(child), true);
      else
        add_pieces(child, true, out.target);
    } else if (kind == "heredoc_end") {
      ended = base::trim(text(child)) == delimiter;
    } else if (kind == "&&" || kind == "||" || kind == "pipeline") {
      behind = true;
    } else if (!behind && !redirection(child, holder.command)) {
      if (is_word(child))
        holder.command.words.push_back(word(child));
      else
        unknown(child);
    }
  }
  if (!is_delimiter(delimiter) || !ended) problem(node, "the end of the here-document cannot be told");
  if (tabs && !out.target.parts.empty()) {
    for (auto& part : out.target.parts) {
      if (part.kind == Part::Kind::literal) part.text = without_tabs(part.text);
    }
  }
  if (holder.kind == Node::Kind::command) {
    const auto end = holder.command.source.find('\n');
    if (holder.command.source.empty())
      holder.command.source = std::string(base::lines(text(node)).front().substr(0, end));
  }
  holder.command.redirections.push_back(std::move(out));
}

}  // namespace shell
