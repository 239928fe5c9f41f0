// Markdown as a tree of blocks with their lines. The only user of cmark-gfm.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace runbook {

struct Block {
  enum class Kind { heading, paragraph, fence, code, list, item, table, quote, rule, html, front_matter };
  Kind kind = Kind::paragraph;
  int first = 0;  // lines of the file, from 1, both included
  int last = 0;
  int level = 0;     // heading: 1 to 6
  std::string text;  // headings, paragraphs: as it reads, marks dropped, one line per line; fences, HTML: the content
  std::string strong;    // paragraphs: the bold text it begins with
  std::string info;      // fences: what stands behind the opening ```
  bool closed = true;    // fences
  bool ordered = false;  // lists
  bool task = false;     // items: has a check box
  bool checked = false;
  std::vector<std::vector<std::string>> rows;  // tables: the header first
  std::vector<int> row_lines;                  // one for each row
  struct Link {
    int line = 0;
    std::string text;
    std::string target;
  };
  std::vector<Link> links;      // headings, paragraphs, tables
  std::vector<Block> children;  // lists: items; items and quotes: blocks
};

/// `text` is UTF-8 with LF line ends and no byte-order mark. Never fails: everything is Markdown. A fence that would
/// swallow the rest of the file because nobody closed it ends before the next heading, check box or fence; its
/// `closed` is false. Mojibake is mended in what people read, never in what stands in fences.
std::vector<Block> read_markdown(std::string_view text);

/// The same text, as many lines, in which what stands indented below `=== "Tab"`, `!!! note` and `??? note` is no
/// longer indented: Markdown would take it for code. A comment stands where such a part ends, if there is a line for
/// it.
std::string unfolded(std::string_view text);

/// Calls `each` for every block of the tree, parents first.
template <class Each>
void for_each_block(const std::vector<Block>& blocks, const Each& each) {
  for (const auto& block : blocks) {
    each(block);
    for_each_block(block.children, each);
  }
}

}  // namespace runbook
