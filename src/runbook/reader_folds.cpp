// Parts that a page shows one at a time: tabs are ways of which one is taken, <details> is unfolded when it is
// needed.
#include <regex>

#include "base/text.h"
#include "runbook/reader.h"
#include "runbook/sibling_ways.h"

namespace runbook {

// A way of several: its steps belong to the choice that join_alternatives makes.
void Reader::open_way(const std::string& title, int line, std::optional<Alternative> way) {
  end_note();
  const std::string slug = out_->sections[here()].slug;
  open_section(level_of_way(), title, line);
  out_->sections.back().slug = slug;  // ids go on with the nearest real heading
  out_->sections.back().way = std::move(way);
}

// Below every way that is still open around it: a list of ways, a tab.
int Reader::level_of_way() const {
  return std::min(way_level + ways_around_ + (tab_ ? 1 : 0), label_level - 1);
}

// "Option A:", "**Option B: small** (preferred)", "Option C: with the tool\nof the house:".
bool Reader::way_label(const Block& block, const Block* next) {
  if (!tasks_.empty()) return false;
  const std::string text(base::trim(base::replace_all(block.text, "\n", " ")));
  const std::string strong = base::replace_all(block.strong, "\n", " ");
  const bool bold = !strong.empty() && text.starts_with(strong);
  const bool work = next && next->kind != Block::Kind::heading && holds_work(next);
  if (!bold && !work) return false;
  const auto rest = base::trim(std::string_view(text).substr(bold ? strong.size() : text.size()));
  const bool noted =
      rest.starts_with('(') || rest.starts_with("–") || rest.starts_with("—") || rest.starts_with("- ");
  if (text.size() > 200 || !(rest.empty() || rest == ":" || work || noted)) return false;
  const auto way =
      bold && (rest.empty() || rest == ":") ? tongue_.way_of(strong) : tongue_.way_labelled(bold ? strong : text);
  if (!way) return false;
  end_lead(false);
  plain_way_.reset();
  const auto around = std::count_if(open_.begin(), open_.end(),
                                    [&](std::size_t open) { return out_->sections[open].level < level_of_way(); });
  if (!bold) plain_way_ = {static_cast<std::size_t>(around), steps_.size()};
  auto title = bold ? strong : text;
  while (title.ends_with(':')) title.pop_back();
  open_way(base::one_line(title, 80), block.first,
           Alternative{.key = way->key, .title = base::one_line(way->title, 80)});
  out_->sections.back().open_ended = true;
  mark(block.first, block.last, "heading");
  return true;
}

// "**Docker:**" above something to do is a way where a neighbour is one: told when the whole file has been read.
void Reader::sibling_label(const Block& block, const Block* next) {
  const auto label = label_of(block);
  const bool work = next && next->kind != Block::Kind::heading && holds_work(next);
  if (!tasks_.empty() || !work || !label || !label->rest.empty() || block.first != block.last) return;
  if (!may_be_way(label->text)) return;
  end_lead(false);
  plain_way_.reset();
  const auto around = std::count_if(open_.begin(), open_.end(),
                                    [&](std::size_t open) { return out_->sections[open].level < level_of_way(); });
  plain_way_ = {static_cast<std::size_t>(around), steps_.size()};
  open_way(label->text, block.first, std::nullopt);
}

void Reader::close_tab() {
  if (tab_) leave(*tab_);
  tab_.reset();
}

void Reader::open_tab(const std::string& title, int line) {
  close_tab();
  end_lead(false);
  const auto around = here();
  tab_number_ = around == tab_section_ ? tab_number_ + 1 : 1;
  tab_section_ = around;
  const auto depth = open_.size();
  open_way(title, line, Alternative{.key = std::to_string(tab_number_), .title = title});
  tab_ = depth;
}

// `=== "Linux"`
bool Reader::tab(const Block& block) {
  const auto text = base::trim(block.text);
  if (!text.starts_with("=== \"") && !text.starts_with("=== “")) return false;
  const auto line = base::trim(lines_.at(static_cast<std::size_t>(block.first - 1)));
  const auto end = line.rfind('"');
  open_tab(std::string(line.substr(5, end > 5 ? end - 5 : line.npos)), block.first);
  mark(block.first, block.last, "heading");
  return true;
}

static std::string without_tags(std::string_view text) {
  std::string out;
  bool tag = false;
  for (const char c : text) {
    if (c == '<') tag = true;
    if (!tag) out += c;
    if (c == '>') {
      tag = false;
      if (!out.empty() && out.back() != ' ') out += ' ';
    }
  }
  return std::string(base::trim(out));
}

static std::string attribute(std::string_view text, std::string_view name) {
  const auto at = text.find(std::string(name) + "=\"");
  if (at == std::string_view::npos) return {};
  const auto rest = text.substr(at + name.size() + 2);
  return std::string(rest.substr(0, rest.find('"')));
}

// `<input type="checkbox">`: a box is a box, in whatever way it was written.
void Reader::boxes(const Block& block) {
  int number = block.first;
  for (const auto line : base::lines(block.text)) {
    if (line.find("type=\"checkbox\"") != std::string_view::npos || line.find("type=checkbox") != line.npos) {
      const auto title = without_tags(line);
      Step step = new_step("task", title.empty() ? "task" : base::one_line(title, 80), number, number);
      step.text = title;
      step.ticked = line.find(" checked") != std::string_view::npos;
      emit(std::move(step));
    }
    ++number;
  }
}

// False where it is nothing but text.
bool Reader::html(const Block& block) {
  const auto lower = base::to_lower(block.text);
  bool structure = false;
  if (lower.find("</tabitem") != std::string::npos || lower.find("<!-- end of the part") == 0) {
    end_lead(false);
    close_tab();
    if (lower.find("</tabitem") == std::string::npos) tab_number_ = 0;  // tabs further down are another choice
    structure = true;
  }
  if (lower.find("<tabs") != std::string::npos) tab_number_ = 0;
  if (lower.find("tabs:start") != std::string::npos || lower.find("tabs:end") != std::string::npos) {
    heading_tabs_ = lower.find("tabs:start") != std::string::npos ? 1 : 0;
    structure = true;
  }
  if (lower.find("<tabitem") != std::string::npos) {
    const auto opening = std::string_view(block.text).substr(lower.rfind("<tabitem"));
    const auto label = attribute(opening, "label");
    open_tab(label.empty() ? attribute(opening, "value") : label, block.last);
    structure = true;
  }
  if (lower.find("</details") != std::string::npos && !details_.empty()) {
    end_lead(false);
    const auto details = details_.back();
    details_.pop_back();
    leave(details.depth);
    if (details.limited && !limits_.empty()) limits_.pop_back();
    structure = true;
  }
  const auto open = lower.find("<details");
  if (open != std::string::npos && lower.find("</details", open) == std::string::npos) {
    end_lead(false);
    here();
    const auto begin = lower.find("<summary");
    const auto end = lower.find("</summary");
    const auto summary =
        begin == std::string::npos ? "" : without_tags(std::string_view(block.text).substr(begin, end - begin));
    const auto meaning = tongue_.meaning_of(summary, Where::label);
    details_.push_back({.depth = open_.size(), .limited = false});
    const bool on_demand = purpose_for(meaning) != Purpose::main && tasks_.empty();
    if (on_demand) open_part(part_title(summary), block.first, meaning);
    // A heading inside ends the part; what stands below it is asked for.
    if (!on_demand || out_->sections[here()].purpose != Purpose::main)
      details_.back().limited = limit(meaning, summary, block.first) < limits_.size();
    structure = true;
  }
  if (lower.find("type=\"checkbox\"") != std::string::npos || lower.find("type=checkbox") != std::string::npos) {
    boxes(block);
    return true;
  }
  if (structure || lower.find("tabs>") != std::string::npos || lower.starts_with("<tabs")) {
    mark(block.first, block.last, "comment");
    return true;
  }
  return false;
}

// "Choose one of the following" above a list whose items hold something to run.
void Reader::choices(const Block& list) {
  int number = 0;
  for (const auto& item : list.children) {
    const bool has_head = !item.children.empty() && item.children.front().kind == Block::Kind::paragraph;
    std::string title(has_head ? base::one_line(base::trim(item.children.front().text), 80) : "");
    while (title.ends_with(':')) title.pop_back();
    const auto key = std::to_string(++number);
    const auto depth = open_.size();
    open_way(title.empty() ? key : title, item.first, Alternative{.key = key, .title = title.empty() ? key : title});
    mark(item.first, item.first, "heading");
    ++ways_around_;
    blocks(std::span(item.children).subspan(has_head ? 1 : 0));
    --ways_around_;
    end_lead(false);
    leave(depth);
  }
}

}  // namespace runbook
