// What holds commands: if, loops, case.
#include "shell/reader.h"

namespace shell {

// Keywords and separators end one part and begin the next.
static bool is_keyword(TSNode node, std::string_view word) {
  return !ts_node_is_named(node) && kind_of(node) == word;
}

Node Reader::condition(TSNode node) {
  Node out{.kind = Node::Kind::condition};
  std::vector<TSNode> now;
  const auto end_part = [&] { out.children.push_back(statements(std::exchange(now, {}))); };
  bool in_else = false;
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (ts_node_is_missing(child)) {
      problem(child, "something is missing here");
    } else if (is_keyword(child, "if") || is_keyword(child, "elif") || is_keyword(child, "else")) {
      continue;
    } else if (is_keyword(child, "then")) {
      end_part();
    } else if (is_keyword(child, "fi")) {
      if (!in_else) end_part();
    } else if (kind == "elif_clause" || kind == "else_clause") {
      if (!in_else) end_part();
      in_else = true;
      if (kind == "elif_clause") {
        Node more = condition(child);
        for (auto& part : more.children) out.children.push_back(std::move(part));
      } else {
        std::vector<TSNode> inner;
        for (const auto each : children_of(child)) {
          if (!is_keyword(each, "else")) inner.push_back(each);
        }
        out.children.push_back(statements(inner));
      }
    } else {
      now.push_back(child);
    }
  }
  if (kind_of(node) == "elif_clause") end_part();
  return out;
}

Node Reader::loop(TSNode node) {
  Node out{.kind = Node::Kind::loop};
  std::vector<TSNode> test;
  for (const auto child : children_of(node)) {
    if (is_keyword(child, "until")) {
      out.until = true;
    } else if (kind_of(child) == "do_group") {
      out.children.push_back(statements(test));
      out.children.push_back(block(child, Node::Kind::group));
    } else if (!is_keyword(child, "while")) {
      test.push_back(child);
    }
  }
  if (out.children.size() != 2) unknown(node);
  return out;
}

Node Reader::for_loop(TSNode node) {
  Node out{.kind = Node::Kind::for_loop};
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (kind == "variable_name") {
      out.name = std::string(text(child));
    } else if (is_keyword(child, "in")) {
      out.listed = true;
    } else if (kind == "do_group" || kind == "compound_statement") {
      out.children.push_back(block(child, Node::Kind::group));
    } else if (is_word(child)) {
      out.command.words.push_back(word(child));
    } else if (ts_node_is_named(child)) {
      unknown(child);
    } else if (is_keyword(child, "select")) {
      problem(child, "select waits for an answer at the keyboard");
    }
  }
  if (out.children.size() != 1) unknown(node);
  return out;
}

Node Reader::counting_loop(TSNode node) {
  Node out{.kind = Node::Kind::loop};
  Word counted{.source = std::string(text(node)), .line = line(node)};
  for (const auto child : children_of(node)) {
    if (kind_of(child) == "do_group" || kind_of(child) == "compound_statement") {
      Node head{.kind = Node::Kind::test, .name = "((", .line = line(node)};
      head.command.words.push_back(counted);
      out.children.push_back(std::move(head));
      out.children.push_back(block(child, Node::Kind::group));
    } else if (ts_node_is_named(child)) {
      add_inside(child, true, counted, false);
    }
  }
  if (out.children.size() != 2) unknown(node);
  return out;
}

Node Reader::branch(TSNode node, Command& patterns) {
  std::vector<TSNode> nodes;
  bool body = false;
  for (const auto child : children_of(node)) {
    if (!body && is_keyword(child, ")"))
      body = true;
    else if (body)
      nodes.push_back(child);
    else if (is_word(child))
      patterns.words.push_back(word(child));
    else if (ts_node_is_named(child))
      unknown(child);
  }
  std::erase_if(
      nodes, [](TSNode each) { return is_keyword(each, ";;") || is_keyword(each, ";&") || is_keyword(each, ";;&"); });
  return statements(nodes);
}

Node Reader::choice(TSNode node) {
  Node out{.kind = Node::Kind::choice};
  for (const auto child : children_of(node)) {
    if (kind_of(child) == "case_item")
      out.children.push_back(branch(child, out.command));
    else if (is_word(child))
      out.command.words.push_back(word(child));
    else if (ts_node_is_named(child) || ts_node_is_missing(child))
      unknown(child);
  }
  return out;
}

}  // namespace shell
