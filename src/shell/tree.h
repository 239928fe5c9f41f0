// tree-sitter's tree of a script. Only this folder sees it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tree_sitter/api.h>
#include <vector>

namespace shell {

/// A node of the tree with its place in the text.
class Tree {
 public:
  /// `ready` is false where the parser gave up: out of time.
  explicit Tree(std::string_view text);

  [[nodiscard]] bool ready() const { return tree_ != nullptr; }
  [[nodiscard]] TSNode root() const { return ts_tree_root_node(tree_.get()); }

 private:
  struct DeleteTree {
    void operator()(TSTree* tree) const { ts_tree_delete(tree); }
  };
  std::unique_ptr<TSTree, DeleteTree> tree_;
};

/// All of them, anonymous ones ("|", ";") included; comments are left out.
std::vector<TSNode> children_of(TSNode node);

inline std::string_view kind_of(TSNode node) {
  return ts_node_type(node);
}
inline std::size_t begin_of(TSNode node) {
  return ts_node_start_byte(node);
}
inline std::size_t end_of(TSNode node) {
  return ts_node_end_byte(node);
}

}  // namespace shell
