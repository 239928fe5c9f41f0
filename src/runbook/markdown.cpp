#include "runbook/markdown.h"

#include <memory>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "base/error.h"
#include "base/text.h"

namespace runbook {

namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

}  // namespace

static std::string_view type_of(cmark_node* node) {
  return cmark_node_get_type_string(node);
}

static void add_inline_text(cmark_node* node, std::string& out) {
  for (cmark_node* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
    switch (cmark_node_get_type(child)) {
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        out += '\n';
        break;
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
      case CMARK_NODE_HTML_INLINE:
        if (const char* literal = cmark_node_get_literal(child)) out += literal;
        break;
      default:
        add_inline_text(child, out);
    }
  }
}

static std::string inline_text(cmark_node* node) {
  std::string out;
  add_inline_text(node, out);
  return out;
}

static std::string leading_strong(cmark_node* paragraph) {
  for (cmark_node* child = cmark_node_first_child(paragraph); child; child = cmark_node_next(child)) {
    if (cmark_node_get_type(child) == CMARK_NODE_STRONG) return inline_text(child);
    // A tick or a warning sign may stand before the bold words: "✅ **Migration Successful If:**".
    const char* literal = cmark_node_get_literal(child);
    if (cmark_node_get_type(child) != CMARK_NODE_TEXT || !literal) return {};
    for (const unsigned char c : std::string_view(literal)) {
      if (std::isalnum(c) != 0) return {};
    }
  }
  return {};
}

static std::vector<std::vector<std::string>> table_rows(cmark_node* table) {
  std::vector<std::vector<std::string>> rows;
  for (cmark_node* row = cmark_node_first_child(table); row; row = cmark_node_next(row)) {
    auto& cells = rows.emplace_back();
    for (cmark_node* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
      cells.emplace_back(base::trim(inline_text(cell)));
    }
  }
  return rows;
}

// cmark gives a fence that runs to the end of the file no closing line; whether there is one shows only in the text.
static bool closes(std::string_view line, std::string_view opening) {
  const auto strip = [](std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '>'))
      text.remove_prefix(1);
    return base::trim(text);
  };
  line = strip(line);
  const auto mark = opening.find_first_of("`~");
  if (mark == std::string_view::npos || line.size() < 3) return false;
  return line.find_first_not_of(opening[mark]) == std::string_view::npos;
}

static void set_fence(cmark_node* node, Block& block, const std::vector<std::string_view>& lines) {
  int length = 0;
  int offset = 0;
  char character = 0;
  const bool fenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0;
  block.kind = fenced ? Block::Kind::fence : Block::Kind::code;
  if (const char* literal = cmark_node_get_literal(node)) block.text = literal;
  if (const char* info = cmark_node_get_fence_info(node)) block.info = base::trim(info);
  if (fenced) {
    const auto line = [&](int number) { return lines.at(static_cast<std::size_t>(number - 1)); };
    block.closed = block.last > block.first && closes(line(block.last), line(block.first));
  }
}

// Deeper than anybody writes; what lies below stays text in its lines.
static constexpr int deepest = 60;

static void add_blocks(cmark_node* parent, std::vector<Block>& out, const std::vector<std::string_view>& lines,
                       int depth);

static Block read_block(cmark_node* node, const std::vector<std::string_view>& lines, int depth) {
  Block block;
  const int count = static_cast<int>(lines.size());
  block.first = std::clamp(cmark_node_get_start_line(node), 1, count);
  block.last = std::clamp(cmark_node_get_end_line(node), block.first, count);
  const auto type = type_of(node);
  if (type == "table") {
    block.kind = Block::Kind::table;
    block.rows = table_rows(node);
    return block;
  }
  if (type == "tasklist") {
    block.kind = Block::Kind::item;
    block.task = true;
    block.checked = cmark_gfm_extensions_get_tasklist_item_checked(node);
    add_blocks(node, block.children, lines, depth + 1);
    return block;
  }
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
      block.kind = Block::Kind::heading;
      block.level = cmark_node_get_heading_level(node);
      block.text = inline_text(node);
      break;
    case CMARK_NODE_CODE_BLOCK:
      set_fence(node, block, lines);
      break;
    case CMARK_NODE_LIST:
      block.kind = Block::Kind::list;
      block.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      add_blocks(node, block.children, lines, depth + 1);
      break;
    case CMARK_NODE_ITEM:
      block.kind = Block::Kind::item;
      add_blocks(node, block.children, lines, depth + 1);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      block.kind = Block::Kind::quote;
      add_blocks(node, block.children, lines, depth + 1);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      block.kind = Block::Kind::rule;
      break;
    case CMARK_NODE_HTML_BLOCK:
      block.kind = Block::Kind::html;
      break;
    default:
      block.kind = Block::Kind::paragraph;
      block.text = inline_text(node);
      block.strong = leading_strong(node);
  }
  return block;
}

static void add_blocks(cmark_node* parent, std::vector<Block>& out, const std::vector<std::string_view>& lines,
                       int depth) {
  if (depth > deepest) return;
  for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
    out.push_back(read_block(node, lines, depth));
  }
}

// YAML between two lines of dashes at the very top. cmark would take it for a rule and a heading.
static int front_matter_lines(const std::vector<std::string_view>& lines) {
  if (lines.empty() || base::trim(lines[0]) != "---") return 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto line = base::trim(lines[i]);
    if (line == "---" || line == "...") return static_cast<int>(i) + 1;
    if (line.starts_with("#") && line.starts_with("# ") && i == 1) return 0;  // a heading: the dashes were a rule
  }
  return 0;
}

std::vector<Block> read_markdown(std::string_view text) {
  const auto lines = base::lines(text);
  if (lines.empty()) return {};
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "tasklist", "strikethrough", "autolink"}) {
    cmark_syntax_extension* extension = cmark_find_syntax_extension(name);
    if (!extension) throw base::Error{base::Code::internal, fmt::format("cmark-gfm has no extension {}", name)};
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  std::vector<Block> out;
  if (const int front = front_matter_lines(lines); front > 0) {
    Block block;
    block.kind = Block::Kind::front_matter;
    block.first = 1;
    block.last = front;
    for (int i = 1; i + 1 < front; ++i) block.text += std::string(lines[static_cast<std::size_t>(i)]) + "\n";
    out.push_back(block);
    const std::string blank(static_cast<std::size_t>(front), '\n');  // keeps the numbers of the lines
    cmark_parser_feed(parser.get(), blank.data(), blank.size());
    std::size_t skip = 0;
    for (int i = 0; i < front; ++i)
      skip = text.find('\n', skip) == std::string_view::npos ? text.size() : text.find('\n', skip) + 1;
    text.remove_prefix(skip);
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  const std::unique_ptr<cmark_node, FreeNode> document(cmark_parser_finish(parser.get()));
  add_blocks(document.get(), out, lines, 0);
  return out;
}

}  // namespace runbook
