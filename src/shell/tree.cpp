#include "shell/tree.h"

#include <string>

extern "C" const TSLanguage* tree_sitter_bash();

namespace shell {

// Brackets that never close can take minutes.
static constexpr std::uint64_t longest_microseconds = 2'000'000;

// tree-sitter-bash takes a backslash that a here-document begins with for a part of the command above it. A letter in
// its place keeps all positions, and what is read of the body is taken from the text itself.
static std::string without_leading_backslashes(std::string_view text) {
  std::string out(text);
  for (auto at = text.find("<<"); at != text.npos; at = text.find("<<", at + 2)) {
    const auto end = text.find('\n', at);
    if (end == text.npos) break;
    const auto first = text.find_first_not_of(" \t\n", end);
    if (first != text.npos && text[first] == '\\') {
      out[first] = 'x';
      const char next = first + 1 < text.size() ? text[first + 1] : ' ';
      if (next == '$' || next == '`' || next == '\\') out[first + 1] = 'x';  // "\$x" is not a variable
    }
    at = end - 2;
  }
  return out;
}

Tree::Tree(std::string_view whole) {
  const auto text = without_leading_backslashes(whole);
  struct DeleteParser {
    void operator()(TSParser* parser) const { ts_parser_delete(parser); }
  };
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  ts_parser_set_timeout_micros(parser.get(), longest_microseconds);
  if (ts_parser_set_language(parser.get(), tree_sitter_bash()))
    tree_.reset(ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
}

std::vector<TSNode> children_of(TSNode node) {
  std::vector<TSNode> out;
  TSTreeCursor cursor = ts_tree_cursor_new(node);  // ts_node_child counts from the first each time
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more; more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    const auto child = ts_tree_cursor_current_node(&cursor);
    if (kind_of(child) != "comment") out.push_back(child);
  }
  ts_tree_cursor_delete(&cursor);
  return out;
}

}  // namespace shell
