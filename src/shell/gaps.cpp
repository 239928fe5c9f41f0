// Holds the grammar to its word: between the parts of a statement nothing may stand but white space. Where it leaves
// something out ('a'\ b becomes two words), the script means something else than the tree says.
#include <set>

#include "shell/reader.h"

namespace shell {

static bool holds_statements(std::string_view kind) {
  static const std::set<std::string_view> kinds{"program",
                                                "command",
                                                "pipeline",
                                                "list",
                                                "subshell",
                                                "do_group",
                                                "if_statement",
                                                "redirected_statement",
                                                "elif_clause",
                                                "else_clause",
                                                "while_statement",
                                                "compound_statement",
                                                "for_statement",
                                                "case_item",
                                                "case_statement",
                                                "function_definition",
                                                "negated_command",
                                                "file_redirect",
                                                "array",
                                                "command_substitution",
                                                "heredoc_redirect",
                                                "variable_assignments",
                                                "declaration_command",
                                                "process_substitution"};
  return kinds.contains(kind);
}

static bool is_white(std::string_view gap) {
  for (std::size_t at = 0; at < gap.size(); ++at) {
    const char c = gap[at];
    const bool joins_lines =
        c == '\\' && (gap.substr(at + 1).starts_with("\n") || gap.substr(at + 1).starts_with("\r\n"));
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && !joins_lines) return false;
  }
  return true;
}

void Reader::check_gaps(TSNode root) {
  std::vector<TSNode> open{root};
  while (!open.empty()) {
    const auto node = open.back();
    open.pop_back();
    const bool looked_at = holds_statements(kind_of(node));
    auto end = begin_of(node);
    TSTreeCursor cursor = ts_tree_cursor_new(node);
    for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
         more = ts_tree_cursor_goto_next_sibling(&cursor)) {
      const auto child = ts_tree_cursor_current_node(&cursor);
      if (looked_at && begin_of(child) > end && !is_white(text_.substr(end, begin_of(child) - end)))
        problem(child, "the grammar passes something over here");
      end = end_of(child);
      if (ts_node_child_count(child) > 0) open.push_back(child);
    }
    ts_tree_cursor_delete(&cursor);
  }
}

}  // namespace shell
