// Paragraphs, lists and tables: tasks, checkpoints, decisions, fields, and text that stays text.
#include <regex>

#include "base/text.h"
#include "runbook/fields.h"
#include "runbook/reader.h"

namespace runbook {

static bool is_bullets(const Block* block) {
  return block && block->kind == Block::Kind::list && !block->ordered;
}

// "**Key:** value" on every line.
static std::vector<Fact> read_facts(const std::vector<std::string_view>& lines, int first, int last) {
  static const std::regex pattern("^\\s*\\*\\*([^*]{1,60}?):?\\*\\*:?\\s*(.*?)\\s*$", std::regex::optimize);
  std::vector<Fact> out;
  for (int i = first; i <= last; ++i) {
    const std::string line(lines.at(static_cast<std::size_t>(i - 1)).substr(0, 300));
    std::smatch match;
    if (!std::regex_match(line, match, pattern) || line.find(':') == std::string::npos || match[2].length() == 0)
      return {};
    out.push_back({match[1], match[2]});
  }
  return out;
}

void Reader::facts(const Block& block) {
  for (auto& fact : read_facts(lines_, block.first, block.last)) out_->facts.push_back(std::move(fact));
  mark(block.first, block.last, "fact");
}

static std::vector<Field> blanks_of(const std::vector<std::string_view>& lines, int first, int last) {
  std::vector<Field> out;
  for (int i = first; i <= last; ++i) {
    auto found = read_blanks(lines.at(static_cast<std::size_t>(i - 1)), i);
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

// Lines with blanks that belong to no task and no checkpoint: asked where they stand.
void Reader::fill_in(const Block& block, const std::string& title) {
  Step step = new_step("checkpoint", title, block.first, block.last);
  step.fields = blanks_of(lines_, block.first, block.last);
  step.text = raw(block.first, block.last);
  emit(std::move(step));
}

void Reader::checkpoint(const Label& label, const Block& paragraph, const Block* fields) {
  ++out_->counts.checkpoints;
  const int last = fields ? fields->last : paragraph.last;
  Step step = new_step("checkpoint", label.rest.empty() ? "checkpoint" : label.rest, paragraph.first, last);
  for (int i = paragraph.first; i <= last; ++i) {
    const auto line = lines_.at(static_cast<std::size_t>(i - 1));
    auto found = read_blanks(line, i);
    if (found.empty() && i > paragraph.last) found = read_choice(line, i);
    step.fields.insert(step.fields.end(), found.begin(), found.end());
  }
  step.text = raw(paragraph.first, last);
  emit(std::move(step));
}

static std::vector<std::string> conditions_of(const Block& list) {
  std::vector<std::string> out;
  for (const auto& item : list.children) {
    if (!item.children.empty()) out.emplace_back(base::trim(item.children.front().text));
  }
  return out;
}

void Reader::criteria(const Label& label, int line, const Block& list) {
  out_->criteria.push_back({.title = label.text, .line = line, .conditions = conditions_of(list)});
}

void Reader::gate_conditions(GateList which, const Block& list, int line) {
  static const std::regex names_it("\\bgo\\s*/\\s*no[- ]?go\\b", std::regex::icase);
  const auto conditions = conditions_of(list);
  if (which == GateList::on_no_go && !gate_) {
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
      if (step->kind != "gate") continue;
      step->on_no_go = conditions;
      break;
    }
  } else {
    if (!gate_) {
      const auto section = here();
      gate_ = Step{.id = {}, .title = "GO / NO-GO", .kind = "gate", .line = line, .section = section};
      gate_root_ = section;
      for (const auto open : open_) {
        if (std::regex_search(out_->sections[open].title, names_it)) {
          gate_root_ = open;
          break;
        }
      }
    }
    auto& into = which == GateList::go ? gate_->go : which == GateList::no_go ? gate_->no_go : gate_->on_no_go;
    into.insert(into.end(), conditions.begin(), conditions.end());
    gate_->last_line = list.last;
  }
  mark(line, list.last, "decision");
}

void Reader::emit_gate(int line) {
  if (!gate_) return;
  Step lists = *std::exchange(gate_, std::nullopt);
  Step step = new_step("gate", lists.title, lists.line, line);
  step.go = std::move(lists.go);
  step.no_go = std::move(lists.no_go);
  step.on_no_go = std::move(lists.on_no_go);
  emit(std::move(step));
}

std::size_t Reader::paragraph(const std::vector<Block>& list, std::size_t at) {
  const Block& block = list[at];
  const Block* next = at + 1 < list.size() ? &list[at + 1] : nullptr;
  const std::string lower = base::to_lower(base::trim(block.text).substr(0, 10));
  if ((lower == "or" || lower == "or:") && !last_run_.empty()) {
    after_or_ = true;
    mark(block.first, block.last, "label");
    return 0;
  }
  const auto label = label_of(block);
  if (label && base::to_lower(label->text) == "timeline" && !label->rest.empty()) {
    timeline(label->rest);
    mark(block.first, block.last, "timeline");
    return 0;
  }
  if (label && base::to_lower(label->text) == "checkpoint" && (is_bullets(next) || !label->rest.empty())) {
    checkpoint(*label, block, is_bullets(next) ? next : nullptr);
    return is_bullets(next) ? 1 : 0;
  }
  if (label && is_go_no_go(*label)) {
    if (!gate_) gate_ = Step{.id = {}, .title = "GO / NO-GO", .kind = "gate", .line = block.first, .section = here()};
    emit_gate(block.last);
    return 0;
  }
  if (label && base::to_lower(label->text) == "subject") {
    subject_ = label->rest;
    mark(block.first, block.last, "template");
    return 0;
  }
  if (label && label->rest.empty() && !block.strong.empty() && tasks_.empty() && alternative_of(label->text)) {
    end_note();
    const auto around = here();
    const std::string slug = out_->sections[around].slug;
    open_section(7, label->text, block.first);
    out_->sections.back().slug = slug;  // ids go on with the nearest real heading
    mark(block.first, block.last, "heading");
    return 0;
  }
  if (label && next && next->kind == Block::Kind::list) {
    const auto which = gate_list(label->text);
    if (which != GateList::none || (is_bullets(next) && announces_decision(label->text)))
      criteria(*label, block.first, *next);
    if (which != GateList::none) {
      end_note();
      gate_conditions(which, *next, block.first);
      return 1;
    }
  }
  if (label && announces_expectation(label->text) && !last_run_.empty() && !label->rest.empty()) {
    expected(label->rest, block.first, true);
    mark(block.first, block.last, "expected output");
    return 0;
  }
  const auto fields = blanks_of(lines_, block.first, block.last);
  if (!tasks_.empty()) {
    auto& task = *tasks_.back();
    task.text += (task.text.empty() ? "" : "\n") + raw(block.first, block.last);
    task.fields.insert(task.fields.end(), fields.begin(), fields.end());
  } else if (!fields.empty()) {
    fill_in(block, out_->sections[here()].title);
    return 0;
  }
  if (label && next && next->kind == Block::Kind::fence) {
    label_ = label;
    label_line_ = block.last;
    if (block.last > block.first && tasks_.empty()) note(block.first, block.last - 1);
    return 0;
  }
  if (tasks_.empty()) note(block.first, block.last);
  return 0;
}

void Reader::list(const Block& block) {
  const bool in_task = !tasks_.empty();
  // Blanks in plain items outside any task are asked together.
  std::vector<Field> fields;
  for (const auto& item : block.children) {
    if (in_task || item.task || item.children.empty()) continue;
    auto found = blanks_of(lines_, item.children.front().first, item.children.front().last);
    fields.insert(fields.end(), found.begin(), found.end());
  }
  if (!fields.empty()) {
    Step step = new_step("checkpoint", label_ ? label_->text : out_->sections[here()].title, block.first, block.last);
    step.fields = fields;
    step.text = raw(block.first, block.last);
    emit(std::move(step));
  }
  for (const auto& item : block.children) {
    if (item.task) {
      task(item);
      continue;
    }
    std::vector<Block> rest = item.children;
    if (!fields.empty() && !rest.empty()) rest.erase(rest.begin());
    if (rest.empty() && fields.empty()) note(item.first, item.last);
    blocks(rest);
  }
}

void Reader::task(const Block& item) {
  end_note();
  const Block* head = item.children.empty() || item.children.front().kind != Block::Kind::paragraph
                          ? nullptr
                          : &item.children.front();
  std::string title = "task";
  if (head) {
    title = head->strong.empty() ? std::string(base::lines(base::trim(head->text)).front()) : head->strong;
    while (title.ends_with(':')) title.pop_back();
  }
  Step step = new_step("task", title, item.first, item.last);
  step.ticked = item.checked;
  if (head) {
    step.text = base::trim(head->text);
    step.fields = blanks_of(lines_, head->first, head->last);
    if (announces_decision(title) && item.children.size() > 1 && is_bullets(&item.children[1])) {
      criteria({title, {}}, item.first, item.children[1]);
    }
  }
  tasks_.push_back(&step);
  blocks({item.children.begin() + (head ? 1 : 0), item.children.end()});
  tasks_.pop_back();
  if (!tasks_.empty()) tasks_.back()->parts.push_back(step.id);
  emit(std::move(step));
}

void Reader::table(const Block& block) {
  if (block.rows.empty()) return;
  Table table{.line = block.first,
              .section = here(),
              .header = block.rows.front(),
              .rows = {block.rows.begin() + 1, block.rows.end()}};
  // "| Metric | Target | Actual |" with nothing under Actual yet: somebody fills it in.
  for (std::size_t column = 1; column < table.header.size(); ++column) {
    const auto name = base::to_lower(table.header[column]);
    if (name != "actual" && name != "actual value" && name != "result") continue;
    std::vector<Field> fields;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const auto& cells = table.rows[row];
      if (cells.size() <= column || !cells[column].empty() || cells[0].empty()) continue;
      const int line = block.first + 2 + static_cast<int>(row);
      fields.push_back({.name = cells[0], .line = line, .expected = column > 1 ? cells[column - 1] : ""});
    }
    if (fields.empty() || !tasks_.empty()) continue;
    Step step = new_step("checkpoint", table.header[column], block.first, block.last);
    step.fields = fields;
    step.text = raw(block.first, block.last);
    emit(std::move(step));
    break;
  }
  if (tasks_.empty()) end_note();
  mark(block.first, block.last, "table");
  out_->tables.push_back(std::move(table));
}

void Reader::blocks(const std::vector<Block>& list_of_blocks) {
  for (std::size_t at = 0; at < list_of_blocks.size(); ++at) {
    const Block& block = list_of_blocks[at];
    const Block* next = at + 1 < list_of_blocks.size() ? &list_of_blocks[at + 1] : nullptr;
    const bool keeps_label = block.kind == Block::Kind::paragraph;
    switch (block.kind) {
      case Block::Kind::heading: {
        heading(block);
        std::string title(base::trim(block.text));
        while (title.ends_with(':')) title.pop_back();
        const auto which = next && next->kind == Block::Kind::list ? gate_list(title) : GateList::none;
        if (which != GateList::none || (is_bullets(next) && announces_decision(title)))
          criteria({title, {}}, block.first, *next);
        if (which != GateList::none) {
          gate_conditions(which, *next, block.first);
          ++at;
        }
        break;
      }
      case Block::Kind::paragraph: {
        label_.reset();
        const bool announces = next && (next->kind == Block::Kind::fence || next->kind == Block::Kind::list);
        const bool under_title = out_->sections.size() == 1 && open_.size() == 1 && tasks_.empty() && !announces;
        if (under_title && !read_facts(lines_, block.first, block.last).empty() &&
            count_blanks(raw(block.first, block.last)) == 0) {
          facts(block);
        } else {
          at += paragraph(list_of_blocks, at);
        }
        break;
      }
      case Block::Kind::fence:
        fence(block);
        break;
      case Block::Kind::list:
        list(block);
        break;
      case Block::Kind::table:
        table(block);
        break;
      case Block::Kind::quote:
        blocks(block.children);
        break;
      case Block::Kind::rule:
        mark(block.first, block.last, "rule");
        break;
      case Block::Kind::front_matter:
        for (const auto line : base::lines(block.text)) {
          const auto colon = line.find(':');
          if (colon == std::string_view::npos || line.starts_with(" ") || line.starts_with("#")) continue;
          std::string_view value = base::trim(line.substr(colon + 1));
          if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
            value = value.substr(1, value.size() - 2);
          if (!value.empty())
            out_->facts.push_back({std::string(base::trim(line.substr(0, colon))), std::string(value)});
        }
        mark(block.first, block.last, "front matter");
        break;
      case Block::Kind::code:
      case Block::Kind::html:
      case Block::Kind::item:
        note(block.first, block.last);
        break;
    }
    if (!keeps_label) label_.reset();
  }
}

}  // namespace runbook
