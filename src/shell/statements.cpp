// Statements: simple commands and what joins them.
#include "base/text.h"
#include "shell/reader.h"

namespace shell {

static constexpr int deepest = 100;

Reader::Reader(std::string_view text, int line) : text_(text), line_(line) {}

void Reader::problem(TSNode node, std::string message) {
  if (problems.size() < 20) problems.push_back({line(node), std::move(message)});
}

void Reader::unknown(TSNode node) {
  const auto source = base::shorten(std::string(text(node)), 40);
  problem(node, fmt::format("the grammar does not know what stands here: {}", source));
}

static bool separates(TSNode node) {
  const auto kind = kind_of(node);
  return !ts_node_is_named(node) && (kind == ";" || kind == "\n" || kind == ";;" || kind == "&");
}

Node Reader::program(TSNode root) {
  if (kind_of(root) == "ERROR") unknown(root);
  return statements(children_of(root));
}

Node Reader::statements(const std::vector<TSNode>& nodes) {
  Node out{.kind = Node::Kind::sequence};
  if (++depth_ > deepest) {
    if (!nodes.empty()) problem(nodes.front(), "nests deeper than what is looked at");
    --depth_;
    return out;
  }
  if (!nodes.empty()) out.line = line(nodes.front());
  for (const auto node : nodes) {
    if (kind_of(node) == "&" && !out.children.empty()) {
      Node inner = std::move(out.children.back());
      out.children.back() = {.kind = Node::Kind::background, .line = inner.line};
      out.children.back().children.push_back(std::move(inner));
    } else if (!separates(node)) {
      out.children.push_back(statement(node));
    }
  }
  --depth_;
  return out;
}

Node Reader::statement(TSNode node) {
  const auto kind = kind_of(node);
  if (++depth_ > deepest) {
    problem(node, "nests deeper than what is looked at");
    --depth_;
    return {};
  }
  Node out;
  if (ts_node_is_missing(node)) {
    problem(node, "something is missing here");
  } else if (kind == "command") {
    out = simple(node);
  } else if (kind == "declaration_command" || kind == "unset_command") {
    out = declaration(node);
  } else if (kind == "variable_assignment" || kind == "variable_assignments") {
    out = assignments(node);
  } else if (kind == "pipeline") {
    out = pipeline(node);
  } else if (kind == "list") {
    out = list(node);
  } else if (kind == "negated_command") {
    out = negation(node);
  } else if (kind == "redirected_statement") {
    out = redirected(node);
  } else if (kind == "subshell") {
    out = block(node, Node::Kind::subshell);
  } else if (kind == "compound_statement") {
    out = block(node, Node::Kind::group);
  } else if (kind == "function_definition") {
    out = function(node);
  } else if (kind == "test_command") {
    out = test(node);
  } else if (kind == "if_statement") {
    out = condition(node);
  } else if (kind == "while_statement") {
    out = loop(node);
  } else if (kind == "for_statement") {
    out = for_loop(node);
  } else if (kind == "c_style_for_statement") {
    out = counting_loop(node);
  } else if (kind == "case_statement") {
    out = choice(node);
  } else if (kind == "file_redirect") {  // $(< file)
    out.kind = Node::Kind::command;
    redirection(node, out.command);
  } else {
    unknown(node);
  }
  out.line = line(node);
  out.command.line = out.line;
  if (out.command.source.empty()) out.command.source = std::string(text(node));
  --depth_;
  return out;
}

Node Reader::simple(TSNode node) {
  Node out{.kind = Node::Kind::command};
  auto& command = out.command;
  std::size_t end_of_word = 0;
  const auto children = children_of(node);
  for (std::size_t at = 0; at < children.size(); ++at) {
    const auto child = children[at];
    if (kind_of(child) == "variable_assignment" && command.words.empty()) {
      command.assignments.push_back(assignment(child));
    } else if (redirection(child, command)) {
      continue;
    } else if (kind_of(child) == "$" && at + 1 < children.size() && kind_of(children[at + 1]) == "string" &&
               begin_of(children[at + 1]) == end_of(child)) {
      continue;  // $"…", which is translated
    } else if (is_word(child)) {
      if (!command.words.empty() && end_of_word == begin_of(child))
        problem(child, "what stands between two pieces of a word cannot be read");
      command.words.push_back(word(child));
      end_of_word = end_of(child);
    } else {
      unknown(child);
    }
  }
  return out;
}

// export, declare, local, readonly, unset: their names and assignments as words.
Node Reader::declaration(TSNode node) {
  Node out{.kind = Node::Kind::command};
  auto& command = out.command;
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (kind == "variable_assignment") {
      command.assignments.push_back(assignment(child));
    } else if (kind == "variable_name" || kind == "special_variable_name") {
      Word name{.source = std::string(text(child)), .line = line(child), .column = column(child)};
      add_literal(name, text(child), false);
      command.words.push_back(std::move(name));
    } else if (!ts_node_is_named(child)) {
      Word name{.source = std::string(text(child)), .line = line(child), .column = column(child)};
      add_literal(name, text(child), false);
      command.words.push_back(std::move(name));
    } else if (!redirection(child, command)) {
      command.words.push_back(word(child));
    }
  }
  return out;
}

Node Reader::assignments(TSNode node) {
  Node out{.kind = Node::Kind::command};
  if (kind_of(node) == "variable_assignment") {
    out.command.assignments.push_back(assignment(node));
    return out;
  }
  for (const auto child : children_of(node)) {
    if (kind_of(child) == "variable_assignment")
      out.command.assignments.push_back(assignment(child));
    else
      unknown(child);
  }
  return out;
}

Node Reader::pipeline(TSNode node) {
  Node out{.kind = Node::Kind::pipeline};
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (kind != "|" && kind != "|&") out.children.push_back(statement(child));
  }
  return out;
}

Node Reader::list(TSNode node) {
  Node out{.kind = Node::Kind::and_list};
  for (const auto child : children_of(node)) {
    if (kind_of(child) == "||")
      out.kind = Node::Kind::or_list;
    else if (kind_of(child) != "&&")
      out.children.push_back(statement(child));
  }
  return out;
}

Node Reader::negation(TSNode node) {
  Node out{.kind = Node::Kind::negation};
  for (const auto child : children_of(node)) {
    if (kind_of(child) != "!") out.children.push_back(statement(child));
  }
  return out;
}

// The command that a redirection behind a list or a pipeline belongs to: the last one. The grammar gives it to all.
static Node& holder_in(Node& body) {
  using Kind = Node::Kind;
  const bool joined = body.kind == Kind::and_list || body.kind == Kind::or_list || body.kind == Kind::pipeline ||
                      body.kind == Kind::negation;
  return joined && !body.children.empty() ? holder_in(body.children.back()) : body;
}

Node piped(Node left, Node right) {
  using Kind = Node::Kind;
  const bool list = right.kind == Kind::and_list || right.kind == Kind::or_list;
  if (list && !right.children.empty()) {
    right.children.front() = piped(std::move(left), std::move(right.children.front()));
    return right;
  }
  Node out{.kind = Kind::pipeline, .line = left.line};
  for (auto* side : {&left, &right}) {
    if (side->kind == Kind::pipeline)
      for (auto& child : side->children) out.children.push_back(std::move(child));
    else
      out.children.push_back(std::move(*side));
  }
  return out;
}

// A here-document holds what follows it on its line: "<<EOF | psql", "<<EOF && next".
static bool joins(std::string_view kind) {
  return kind == "&&" || kind == "||";
}

Node Reader::redirected(TSNode node) {
  const auto children = children_of(node);
  Node body{.kind = Node::Kind::command};
  std::vector<TSNode> behind;
  bool first = true;
  for (const auto child : children) {
    const auto kind = kind_of(child);
    if (kind == "heredoc_redirect") {
      here_document(child, holder_in(body));
      for (const auto inner : children_of(child)) {
        if (joins(kind_of(inner)) || kind_of(inner) == "pipeline") behind.push_back(inner);
        if (!behind.empty() && joins(kind_of(behind.back())) && begin_of(inner) > begin_of(behind.back()) &&
            ts_node_is_named(inner) && !kind_of(inner).starts_with("heredoc"))
          behind.push_back(inner);
      }
    } else if (redirection(child, holder_in(body).command)) {
      first = false;
    } else if (first) {
      body = statement(child);
      first = false;
    } else {
      unknown(child);
    }
  }
  for (std::size_t at = 0; at < behind.size(); ++at) {
    const auto kind = kind_of(behind[at]);
    if (joins(kind)) {
      Node list{.kind = kind == "&&" ? Node::Kind::and_list : Node::Kind::or_list, .line = body.line};
      list.children.push_back(std::move(body));
      if (at + 1 < behind.size())
        list.children.push_back(statement(behind[++at]));
      else
        problem(behind[at], "something is missing here");
      body = std::move(list);
    } else {
      for (const auto child : children_of(behind[at])) {
        if (kind_of(child) != "|" && kind_of(child) != "|&") body = piped(std::move(body), statement(child));
      }
    }
  }
  return body;
}

Node Reader::block(TSNode node, Node::Kind kind) {
  std::vector<TSNode> nodes;
  for (const auto child : children_of(node)) {
    const auto name = kind_of(child);
    const bool bracket = name == "(" || name == ")" || name == "{" || name == "}" || name == "do" || name == "done";
    if (ts_node_is_missing(child))
      problem(child, "something is missing here");
    else if (ts_node_is_named(child) || !bracket)
      nodes.push_back(child);
  }
  Node out{.kind = kind};
  out.children.push_back(statements(nodes));
  return out;
}

Node Reader::function(TSNode node) {
  Node out{.kind = Node::Kind::function};
  for (const auto child : children_of(node)) {
    const auto kind = kind_of(child);
    if (kind == "word" && out.name.empty())
      out.name = std::string(text(child));
    else if (ts_node_is_named(child) && !redirection(child, out.command))
      out.children.push_back(statement(child));
  }
  if (out.name.empty() || out.children.size() != 1)
    unknown(node);
  else
    out.children.front().source = std::string(text(node));
  return out;
}

Node Reader::test(TSNode node) {
  Node out{.kind = Node::Kind::test};
  Word expanded{.line = line(node)};
  expanded.source = std::string(text(node));
  for (const auto child : children_of(node)) {
    if (ts_node_is_missing(child)) problem(child, "something is missing here");
  }
  add_inside(node, true, expanded, false);
  if (kind_of(children_of(node).front()) == "((") {
    out.name = "((";
    if (!may_be_arithmetic(without_commands(node))) problem(node, "what stands here is no arithmetic");
  }
  out.command.words.push_back(std::move(expanded));
  return out;
}

}  // namespace shell
