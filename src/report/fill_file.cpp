#include "report/fill_file.h"

#include <algorithm>

#include "base/text.h"

namespace report {

using runbook::Block;

static constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// As the parser reads it: without the mark, with LF. Line numbers are the same.
static std::string as_read(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  auto out = base::replace_all(std::string(text), "\r\n", "\n");
  if (!out.ends_with('\n')) out += '\n';  // else cmark takes a closing fence in the last line for an open one
  return out;
}

FileToFill::FileToFill(std::string_view text) : text_(text) {
  std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  while (at < text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    std::size_t length = end - at;
    if (length > 0 && end < text.size() && text[end - 1] == '\r') --length;
    if (lines_.empty() && end < text.size() && length < end - at) end_ = "\r\n";
    lines_.push_back({at, length});
    at = end + 1;
  }
  blocks_ = runbook::read_markdown(as_read(text));
  by_line_.resize(lines_.size() + 2);
  runbook::for_each_block(blocks_, [&](const Block& block) {
    const int last = std::min(block.last, line_count());
    if (block.kind == Block::Kind::fence || block.kind == Block::Kind::table) {
      for (int i = std::max(block.first, 1); i <= last; ++i) by_line_[static_cast<std::size_t>(i)] = &block;
    } else if (block.kind == Block::Kind::item) {
      // Of "- - [ ] x" the inner one has the box.
      auto& item = items_[block.first];
      if (item == nullptr || block.task) item = &block;
    } else if (block.kind == Block::Kind::paragraph) {
      for (int i = block.first; i <= last; ++i) paragraphs_[i] = last;
    }
  });
}

std::string_view FileToFill::line(int number) const {
  if (number < 1 || number > line_count()) return {};
  const auto& line = lines_[static_cast<std::size_t>(number - 1)];
  return text_.substr(line.at, line.length);
}

std::size_t FileToFill::offset(int number) const {
  return number < 1 || number > line_count() ? text_.size() : lines_[static_cast<std::size_t>(number - 1)].at;
}

const Block* FileToFill::item_at(int line) const {
  const auto found = items_.find(line);
  return found == items_.end() ? nullptr : found->second;
}

const Block* FileToFill::fence_around(int line) const {
  if (line < 1 || line > line_count()) return nullptr;
  const Block* block = by_line_[static_cast<std::size_t>(line)];
  return block != nullptr && block->kind == Block::Kind::fence ? block : nullptr;
}

const Block* FileToFill::table_at(int line) const {
  if (line < 1 || line > line_count()) return nullptr;
  const Block* block = by_line_[static_cast<std::size_t>(line)];
  return block != nullptr && block->kind == Block::Kind::table ? block : nullptr;
}

int FileToFill::paragraph_end(int line) const {
  const auto found = paragraphs_.find(line);
  return found == paragraphs_.end() ? line : found->second;
}

void FileToFill::replace(int line, std::size_t column, std::size_t length, std::string text) {
  edits_.push_back({.at = offset(line) + column, .length = length, .text = std::move(text)});
}

// A line that Markdown would take for the going on of a paragraph above it, or for the underline of a heading.
static bool would_be_drawn_in(std::string_view line) {
  const auto text = base::trim(line);
  if (text.empty()) return false;
  for (const std::string_view begin : {"#", "```", "~~~", "- [", "* [", "- ", "* ", "+ "}) {
    if (text.starts_with(begin)) return false;
  }
  return true;
}

void FileToFill::add_below(int line, const std::vector<std::string>& lines, bool below_paragraph) {
  if (lines.empty() || line < 1 || line > line_count()) return;
  auto& below = below_[line];
  below.insert(below.end(), lines.begin(), lines.end());
  if (!below_paragraph && would_be_drawn_in(this->line(line + 1))) below.emplace_back();
}

void FileToFill::add_at_end(const std::vector<std::string>& lines) {
  std::string text;
  if (!text_.empty() && text_.back() != '\n') text += end_;
  for (const auto& line : lines) text += line + end_;
  at_end_.push_back({.at = text_.size(), .length = 0, .text = std::move(text)});
}

std::vector<Edit> FileToFill::take() {
  for (const auto& [line, added] : below_) {
    const auto& where = lines_[static_cast<std::size_t>(line - 1)];
    std::string text;
    for (const auto& one : added) text += end_ + one;
    // Before the line's own end: the last line of a file may have none.
    edits_.push_back({.at = where.at + where.length, .length = 0, .text = std::move(text)});
  }
  below_.clear();
  edits_.insert(edits_.end(), at_end_.begin(), at_end_.end());
  std::ranges::stable_sort(edits_, {}, [](const Edit& edit) { return edit.at; });
  // Two that want the same bytes: the first has them.
  std::vector<Edit> apart;
  for (auto& edit : edits_) {
    if (apart.empty() || edit.at >= apart.back().at + apart.back().length) apart.push_back(std::move(edit));
  }
  edits_.clear();
  return apart;
}

std::string margin_of(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (c != ' ' && c != '\t' && c != '>') break;
    out += c;
  }
  return out;
}

std::string content_margin(std::string_view item_line) {
  std::string out = margin_of(item_line);
  std::string_view rest = item_line.substr(out.size());
  std::size_t mark = rest.find_first_not_of("0123456789");
  if (mark == std::string_view::npos) return out;
  ++mark;  // - * + . )
  while (mark < rest.size() && rest[mark] == ' ') ++mark;
  return out + std::string(mark, ' ');
}

}  // namespace report
