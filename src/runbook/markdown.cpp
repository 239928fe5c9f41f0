#include "runbook/markdown.h"

#include <memory>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "base/error.h"
#include "base/text.h"
#include "runbook/fence.h"
#include "runbook/fields.h"
#include "runbook/mojibake.h"

namespace runbook {

namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

}  // namespace

static std::string_view type_of(cmark_node* node) {
  return cmark_node_get_type_string(node);
}

// Calls `each` for every inline node below `node`, in order. No recursion: emphasis can be nested without end.
template <class Each>
static void for_each_inline(cmark_node* node, const Each& each) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(node));
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    if (event == CMARK_EVENT_ENTER) each(cmark_iter_get_node(iterator.get()));
  }
}

static std::string inline_text(cmark_node* node) {
  std::string out;
  for_each_inline(node, [&](cmark_node* child) {
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
        break;
    }
  });
  return mend_mojibake(out);
}

static void add_links(cmark_node* node, int line, std::vector<Block::Link>& out) {
  for_each_inline(node, [&](cmark_node* child) {
    const auto type = cmark_node_get_type(child);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) ++line;
    if (type != CMARK_NODE_LINK) return;
    const char* target = cmark_node_get_url(child);
    out.push_back({.line = line, .text = inline_text(child), .target = target ? target : ""});
  });
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

static void set_table(cmark_node* table, Block& block) {
  block.kind = Block::Kind::table;
  for (cmark_node* row = cmark_node_first_child(table); row; row = cmark_node_next(row)) {
    auto& cells = block.rows.emplace_back();
    for (cmark_node* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
      cells.emplace_back(base::trim(inline_text(cell)));
      add_links(cell, cmark_node_get_start_line(row), block.links);
    }
    block.row_lines.push_back(std::clamp(cmark_node_get_start_line(row), block.first, block.last));
  }
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

// "- ☐ call" and "- [] call" are tasks to whoever wrote them.
static void set_other_box(Block& item) {
  if (item.children.empty() || item.children.front().kind != Block::Kind::paragraph) return;
  auto& text = item.children.front().text;
  if (!begins_with_box(text)) return;
  item.task = true;
  item.checked = text.starts_with("☑") || text.starts_with("☒") || text.starts_with("[x]") || text.starts_with("[X]");
  text.erase(0, text.starts_with("[]") ? 2 : std::string_view("☐").size());  // "[ ]" is as long
  text = base::trim(text);
}

static Block read_block(cmark_node* node, const std::vector<std::string_view>& lines, int depth) {
  Block block;
  const int count = static_cast<int>(lines.size());
  block.first = std::clamp(cmark_node_get_start_line(node), 1, count);
  block.last = std::clamp(cmark_node_get_end_line(node), block.first, count);
  const auto type = type_of(node);
  if (type == "table") {
    set_table(node, block);
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
      add_links(node, block.first, block.links);
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
      set_other_box(block);
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
      if (const char* literal = cmark_node_get_literal(node)) block.text = literal;
      break;
    default:
      block.kind = Block::Kind::paragraph;
      block.text = inline_text(node);
      block.strong = leading_strong(node);
      add_links(node, block.first, block.links);
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
  if (lines.empty()) return 0;
  const auto fence = base::trim(lines[0]);  // +++ around TOML
  if (fence != "---" && fence != "+++") return 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto line = base::trim(lines[i]);
    if (line == fence || (fence == "---" && line == "...")) return static_cast<int>(i) + 1;
    if (line.starts_with("#") && line.starts_with("# ") && i == 1) return 0;  // a heading: the dashes were a rule
  }
  return 0;
}

// Lines [first, end) of the file, numbered as there.
static std::vector<Block> read_part(const std::vector<std::string_view>& lines, std::size_t first, std::size_t end) {
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "tasklist", "strikethrough", "autolink"}) {
    cmark_syntax_extension* extension = cmark_find_syntax_extension(name);
    if (!extension) throw base::Error{base::Code::internal, fmt::format("cmark-gfm has no extension {}", name)};
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  const std::string blank(first, '\n');  // keeps the numbers of the lines
  cmark_parser_feed(parser.get(), blank.data(), blank.size());
  if (first < end) {
    const char* begin = lines[first].data();
    const char* stop = lines[end - 1].data() + lines[end - 1].size();
    cmark_parser_feed(parser.get(), begin, static_cast<std::size_t>(stop - begin));
    cmark_parser_feed(parser.get(), "\n", 1);
  }
  const std::unique_ptr<cmark_node, FreeNode> document(cmark_parser_finish(parser.get()));
  std::vector<Block> out;
  add_blocks(document.get(), out, lines, 0);
  return out;
}

// The fence, however deep in lists, that is still open where the text ends.
static const Block* open_at_the_end(const std::vector<Block>& blocks) {
  const Block* last = blocks.empty() ? nullptr : &blocks.back();
  while (last && last->kind != Block::Kind::fence && !last->children.empty()) last = &last->children.back();
  return last && last->kind == Block::Kind::fence && !last->closed ? last : nullptr;
}

static bool begins_a_heading(std::string_view line) {
  const auto level = line.find_first_not_of('#');
  return level != std::string_view::npos && level >= 2 && level <= 6 && line[level] == ' ';  // one # is a comment
}

static bool begins_a_task(std::string_view line) {
  line = base::trim(line);
  return line.starts_with("- [ ] ") || line.starts_with("* [ ] ") || line.starts_with("- [x] ");
}

// Where a fence that nobody closed should have ended: the index of the line, or nothing if it may well go on to the
// end.
static std::optional<std::size_t> end_of_unclosed(const std::vector<std::string_view>& lines, const Block& fence) {
  const auto opening = lines.at(static_cast<std::size_t>(fence.first - 1));
  for (auto i = static_cast<std::size_t>(fence.first); i < lines.size(); ++i) {
    const bool after_blank = base::trim(lines[i - 1]).empty();
    if ((after_blank && begins_a_heading(lines[i])) || begins_a_task(lines[i]) || fence_inside(lines[i], opening))
      return i;
  }
  return std::nullopt;
}

// Each costs a reading of the rest; a file with more than that is beyond repair, and stays as Markdown has it.
static constexpr int most_mended_fences = 20;

static bool opens_fold(std::string_view line) {
  return line.starts_with("=== \"") || line.starts_with("!!! ") || line.starts_with("??? ") ||
         line.starts_with("???+ ");
}

std::string unfolded(std::string_view text) {
  const bool any = text.find(":::") != std::string_view::npos || text.find("=== \"") != std::string_view::npos ||
                   text.find("!!! ") != std::string_view::npos || text.find("??? ") != std::string_view::npos ||
                   text.find("???+ ") != std::string_view::npos;
  if (!any) return std::string(text);
  std::vector<std::string> out;
  bool inside = false;
  bool fence = false;
  bool quoted = false;  // between ::: and :::
  for (const auto line : base::lines(text)) {
    const auto trimmed = base::trim(line);
    if (line.starts_with(":::") && !fence) {
      quoted = trimmed != ":::";
      out.push_back(quoted ? "> **" + std::string(base::trim(trimmed.substr(3))) + ":**" : "");
      continue;
    }
    if (quoted) {
      out.push_back("> " + std::string(line));
      continue;
    }
    if (inside && !trimmed.empty() && !line.starts_with("    ")) {
      inside = false;
      if (!opens_fold(line) && !out.empty() && base::trim(out.back()).empty())
        out.back() = "<!-- end of the part -->";
    }
    if (!inside && (trimmed.starts_with("```") || trimmed.starts_with("~~~"))) fence = !fence;
    if (!fence && opens_fold(line)) {
      inside = true;
      out.emplace_back(line);
    } else {
      out.emplace_back(inside && line.size() >= 4 ? line.substr(4) : line);
    }
  }
  return fmt::format("{}\n", fmt::join(out, "\n"));
}

std::vector<Block> read_markdown(std::string_view text) {
  const auto lines = base::lines(text);
  if (lines.empty()) return {};
  cmark_gfm_core_extensions_ensure_registered();
  std::vector<Block> out;
  std::size_t first = 0;
  if (const int front = front_matter_lines(lines); front > 0) {
    Block block;
    block.kind = Block::Kind::front_matter;
    block.first = 1;
    block.last = front;
    for (int i = 1; i + 1 < front; ++i) block.text += std::string(lines[static_cast<std::size_t>(i)]) + "\n";
    out.push_back(block);
    first = static_cast<std::size_t>(front);
  }
  for (int mended = 0;; ++mended) {
    auto part = read_part(lines, first, lines.size());
    const Block* open = mended < most_mended_fences ? open_at_the_end(part) : nullptr;
    const auto cut = open ? end_of_unclosed(lines, *open) : std::nullopt;
    if (cut) part = read_part(lines, first, *cut);
    std::move(part.begin(), part.end(), std::back_inserter(out));
    if (!cut) return out;
    first = *cut;
  }
}

}  // namespace runbook
