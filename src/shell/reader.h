// From tree-sitter's tree to our own types. What it does not know becomes a problem, never nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/script.h"
#include "shell/tree.h"

namespace shell {

class Reader {
 public:
  Reader(std::string_view text, int line);

  Node program(TSNode root);
  /// Says where the tree leaves something of the text out.
  void check_gaps(TSNode root);
  std::vector<Problem> problems = {};

 private:
  // statements.cpp
  Node statements(const std::vector<TSNode>& nodes);
  Node statement(TSNode node);
  Node simple(TSNode node);
  Node declaration(TSNode node);
  Node assignments(TSNode node);
  Node pipeline(TSNode node);
  Node list(TSNode node);
  Node negation(TSNode node);
  Node redirected(TSNode node);
  Node block(TSNode node, Node::Kind kind);
  Node function(TSNode node);
  Node test(TSNode node);
  // compounds.cpp
  Node condition(TSNode node);
  Node loop(TSNode node);
  Node for_loop(TSNode node);
  Node counting_loop(TSNode node);
  Node choice(TSNode node);
  Node branch(TSNode node, Command& patterns);
  // redirections.cpp
  bool redirection(TSNode node, Command& command);
  void file_redirection(TSNode node, Command& command);
  void here_string(TSNode node, Command& command);
  void here_document(TSNode node, Node& holder);
  // words.cpp
  bool is_word(TSNode node) const;
  Word word(TSNode node);
  Word word(std::size_t begin, std::size_t end);
  void add_parts(TSNode node, bool quoted, Word& out);
  void add_pieces(TSNode node, bool here_document, Word& out);
  void add_expansion(TSNode node, bool quoted, Word& out);
  void add_inside(TSNode node, bool quoted, Word& out, bool only_commands);
  [[nodiscard]] std::string without_commands(TSNode node) const;
  Assignment assignment(TSNode node);
  std::shared_ptr<const Node> inside(TSNode node);

  [[nodiscard]] std::string_view text(TSNode node) const {
    return text_.substr(begin_of(node), end_of(node) - begin_of(node));
  }
  [[nodiscard]] int line(TSNode node) const { return line_ + static_cast<int>(ts_node_start_point(node).row); }
  static int column(TSNode node) { return 1 + static_cast<int>(ts_node_start_point(node).column); }
  void problem(TSNode node, std::string message);
  void unknown(TSNode node);

  std::string_view text_;
  int line_;
  int depth_ = 0;
};

/// Whether the text between (( and )) can be arithmetic at all.
bool may_be_arithmetic(std::string_view text);

/// A literal piece at the end of a word.
void add_literal(Word& word, std::string_view text, bool quoted);

/// Gives what `left` writes to the first command of `right`.
Node piped(Node left, Node right);

}  // namespace shell
