#include "shell/tree.h"

extern "C" const TSLanguage* tree_sitter_bash();

namespace shell {

// Brackets that never close can take minutes.
static constexpr std::uint64_t longest_microseconds = 2'000'000;

Tree::Tree(std::string_view text) {
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
