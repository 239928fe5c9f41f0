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

static bool is_operator(char c) {
  return std::string_view("|&;()<>\n").find(c) != std::string_view::npos;
}

// Whether nothing but white space stands there, and it parts what stands on both sides: a backslash at the end of a
// line alone joins two words to one.
static bool parts(std::string_view text, std::size_t begin, std::size_t end) {
  bool white = false;
  bool joined = false;
  for (auto at = begin; at < end; ++at) {
    const char c = text[at];
    if (c == '\\' && text.substr(at + 1).starts_with("\n")) {
      joined = true;
      ++at;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      white = true;
    } else {
      return false;
    }
  }
  if (white || !joined || begin == 0 || end >= text.size()) return true;
  const bool escaped = begin > 1 && text[begin - 2] == '\\';
  return (is_operator(text[begin - 1]) && !escaped) || is_operator(text[end]);
}

void Reader::check_gaps(TSNode root) {
  std::vector<TSNode> open{root};
  while (!open.empty()) {
    const auto node = open.back();
    open.pop_back();
    const bool looked_at = holds_statements(kind_of(node));
    auto end = begin_of(node);
    bool commented = false;
    TSTreeCursor cursor = ts_tree_cursor_new(node);
    for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
         more = ts_tree_cursor_goto_next_sibling(&cursor)) {
      const auto child = ts_tree_cursor_current_node(&cursor);
      if (looked_at && begin_of(child) > end && !parts(text_, end, begin_of(child)))
        problem(child, "the grammar passes something over here");
      // For bash a comment ends the line, and with it the command.
      if (kind_of(node) == "command" && commented) problem(child, "a comment stands in the middle of a command");
      commented = kind_of(child) == "comment";
      end = end_of(child);
      if (ts_node_child_count(child) > 0) open.push_back(child);
    }
    ts_tree_cursor_delete(&cursor);
    if (kind_of(node) == "program" && !parts(text_, end, text_.size()))
      problem(node, "the grammar passes something over at the end");
  }
}

}  // namespace shell
