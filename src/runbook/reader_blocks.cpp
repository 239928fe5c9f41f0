// Paragraphs and tables: checkpoints, decisions, fields, and text that stays text.
#include <regex>

#include "base/text.h"
#include "runbook/fields.h"
#include "runbook/reader.h"
#include "runbook/tables.h"
#include "runbook/told_command.h"

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

// Lines with blanks that belong to no task and no checkpoint: asked where they stand.
void Reader::fill_in(const Block& block, const std::string& title) {
  Step step = new_step("checkpoint", title, block.first, block.last);
  step.fields = fields_in(lines_, block.first, block.last);
  step.text = raw(block.first, block.last);
  emit(std::move(step));
}

void Reader::checkpoint(const Label& label, const Block& paragraph, const Block* fields) {
  ++out_->counts.checkpoints;
  const int last = fields ? fields->last : paragraph.last;
  Step step = new_step("checkpoint", label.rest.empty() ? "checkpoint" : label.rest, paragraph.first, last);
  for (int i = paragraph.first; i <= last; ++i) {
    const auto line = lines_.at(static_cast<std::size_t>(i - 1));
    auto found = fields_in(lines_, i, i);
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
    if (last_gate_) steps_[*last_gate_].on_no_go = conditions;
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
  last_gate_ = steps_.size() - 1;
}

std::size_t Reader::paragraph(std::span<const Block> list, std::size_t at) {
  const Block& block = list[at];
  const Block* next = at + 1 < list.size() ? &list[at + 1] : nullptr;
  const bool before_work = next && (next->kind == Block::Kind::fence || next->kind == Block::Kind::code);
  if (before_work && !last_run_.empty() && tongue_.says_otherwise(block.text)) {
    after_or_ = true;
    mark(block.first, block.last, "label");
    return 0;
  }
  if (tab(block)) return 0;
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
  if (way_label(block, next)) return 0;
  // A way below a plain label ends with the next paragraph, where something to run stands in between.
  if (plain_way_ && steps_.size() > plain_way_->second && !(label && announces_output(*label))) {
    leave(std::max<std::size_t>(plain_way_->first, 1));
    plain_way_.reset();
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
  if (label && announces_output(*label) && !label->rest.empty()) {
    expected(label->rest, block.first, true);
    mark(block.first, block.last, "expected output");
    return 0;
  }
  if (!before_work && says_what_is_seen(block)) return 0;
  const auto fields = fields_in(lines_, block.first, block.last);
  const bool output_follows = label && before_work && announces_output(*label);
  if (!output_follows) {
    if (fields.empty() && (stop_sign(block, next) || wait(block, next) || told(block))) return 0;
    const auto opener = before_work ? exclusive_in(block.text) : std::string();
    if (!opener.empty() && opener == opener_ && !last_run_.empty()) after_or_ = true;
    opener_ = opener;
    if (opener.empty()) sibling_label(block, next);
    lead_in(block, next);
  }
  if (!tasks_.empty()) {
    auto& task = *tasks_.back();
    task.text += (task.text.empty() ? "" : "\n") + raw(block.first, block.last);
    task.fields.insert(task.fields.end(), fields.begin(), fields.end());
  } else if (!fields.empty()) {
    fill_in(block, out_->sections[here()].title);
    return 0;
  }
  if (label && before_work) {
    label_ = label;
    label_line_ = block.last;
    if (block.last > block.first && tasks_.empty()) note(block.first, block.last - 1);
    return 0;
  }
  if (tasks_.empty()) note(block.first, block.last);
  return 0;
}

void Reader::table(const Block& block) {
  if (block.rows.empty()) return;
  Table table{.line = block.first,
              .section = here(),
              .header = block.rows.front(),
              .rows = {block.rows.begin() + 1, block.rows.end()},
              .row_lines = {block.row_lines.begin() + 1, block.row_lines.end()},
              .kind = kind_of_table(block.rows.front())};
  auto fields = fields_of(table);
  if (!tasks_.empty()) {
    auto& task = *tasks_.back();
    task.text += "\n" + raw(block.first, block.last);
    task.fields.insert(task.fields.end(), fields.begin(), fields.end());
  } else if (!fields.empty()) {
    // "| Metric | Target | Actual |" with nothing under Actual yet: somebody fills it in.
    const auto actual = std::find_if(table.header.begin(), table.header.end(),
                                     [](const auto& name) { return base::to_lower(name).starts_with("actual"); });
    const std::string title = actual != table.header.end() ? *actual : out_->sections[here()].title;
    Step step = new_step("checkpoint", label_ ? label_->text : title, block.first, block.last);
    step.fields = std::move(fields);
    step.text = raw(block.first, block.last);
    emit(std::move(step));
  }
  if (tasks_.empty()) end_note();
  mark(block.first, block.last, "table");
  out_->tables.push_back(std::move(table));
}

// "> [!WARNING]" and "> ⚠️ …" are read as what they are; their text stays in its place.
static std::string admonition(std::string_view line) {
  line = line.substr(std::min(line.find_first_not_of("> \t"), line.size()));
  for (const std::string_view kind : {"warning", "caution", "danger", "important", "note", "tip"}) {
    for (const std::string_view opening : {"[!", "**"}) {
      if (line.starts_with(opening) && base::starts_with_ignoring_case(line.substr(2), kind))
        return std::string(kind);
    }
  }
  return line.starts_with("⚠") || line.starts_with("🚨") || line.starts_with("❗") ? "warning" : "";
}

// "You should see `4`." below a step: what stands between backticks is compared, else a person judges.
bool Reader::says_what_is_seen(const Block& block) {
  if (last_run_.empty() || !tasks_.empty() || block.last > block.first + 1) return false;
  if (!tongue_.says_expected(base::trim(block.text).substr(0, 40)) || block.text.ends_with(':')) return false;
  const auto written = raw(block.first, block.last);
  const auto open = written.find('`');
  const auto close = open == std::string::npos ? open : written.find('`', open + 1);
  const bool one = close != std::string::npos && written.find('`', close + 1) == std::string::npos;
  if (one)
    expected(written.substr(open + 1, close - open - 1), block.first, false);
  else
    expected(std::string(base::trim(block.text)), block.first, true);
  mark(block.first, block.last, "expected output");
  return true;
}

bool Reader::announces_output(const Label& label) const {
  if (last_run_.empty()) return false;
  return announces_expectation(label.text) || tongue_.says_expected(label.text) || tongue_.says_shown(label.text);
}

// "Do not continue before the release manager has approved": somebody says that it may go on.
bool Reader::stop_sign(const Block& block, const Block* next) {
  if (!tasks_.empty() || item_head_ || out_->sections[here()].purpose != Purpose::main) return false;
  if (next && next->kind == Block::Kind::list) return false;  // a decision with its conditions
  const auto text = base::trim(block.text);
  if (text.size() > 400 || tongue_.meaning_of(text, Where::sentence) != Meaning::stop) return false;
  end_lead(true);
  Step step = new_step("task", base::one_line(text, 80), block.first, block.last);
  step.text = text;
  emit(std::move(step));
  return true;
}

// "Wait 10 minutes.": somebody does, and says when it is over.
bool Reader::wait(const Block& block, const Block* next) {
  if (!tasks_.empty() || item_head_ || out_->sections[here()].purpose != Purpose::main) return false;
  const auto text = base::trim(block.text);
  const bool announces = text.ends_with(':') || (next && next->kind == Block::Kind::list);
  if (announces || text.size() > 200 || !tongue_.says_wait(text)) return false;
  end_lead(true);
  Step step = new_step("task", base::one_line(text, 80), block.first, block.last);
  step.text = text;
  emit(std::move(step));
  return true;
}

// "Run `systemctl stop app` on every host.": nobody runs what stands in a sentence, so a person is asked to.
bool Reader::tells_command(const Block& paragraph) {
  const auto& section = out_->sections[here()];
  const bool work = section.purpose == Purpose::main || section.purpose == Purpose::rollback ||
                    section.purpose == Purpose::emergency;
  if (!work || describes(section.title) || is_forbidden()) return false;
  const std::span all(lines_);
  const auto lines = all.subspan(static_cast<std::size_t>(paragraph.first - 1),
                                 static_cast<std::size_t>(paragraph.last - paragraph.first + 1));
  return std::ranges::any_of(told_commands(lines, paragraph.first),
                             [](const ToldCommand& command) { return command.told && command.matters(); });
}

bool Reader::told(const Block& block) {
  if (!tasks_.empty() || item_head_) return false;
  const auto text = base::trim(block.text);
  if (text.ends_with(':') || text.size() > 400 || !tells_command(block)) return false;
  end_lead(true);
  Step step = new_step("task", base::one_line(text, 80), block.first, block.last);
  step.text = text;
  emit(std::move(step));
  return true;
}

void Reader::quote(const Block& block, const Block* next) {
  end_lead(false);
  const auto depth = open_.size();
  blocks(block.children);
  end_lead(false);
  leave(depth);
  const Block* last = block.children.empty() ? nullptr : &block.children.back();
  if (next && next->kind == Block::Kind::fence && last && last->kind == Block::Kind::paragraph) lead_in(*last, next);
  const auto kind = admonition(lines_.at(static_cast<std::size_t>(block.first - 1)).substr(0, 100));
  if (!kind.empty()) mark(block.first, block.last, kind);
}

static std::string_view unquoted(std::string_view value) {
  value = base::trim(value);
  const bool quoted =
      value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// YAML and TOML as far as people write them there: "key: value", "key = value", and lists below a key.
void Reader::front_matter(const Block& block) {
  const bool toml = base::trim(lines_.at(static_cast<std::size_t>(block.first - 1))) == "+++";
  std::string key;
  for (const auto line : base::lines(block.text)) {
    const auto trimmed = base::trim(line);
    if (trimmed.starts_with("- ") && !key.empty()) {
      const bool first = out_->facts.empty() || out_->facts.back().name != key;
      if (first) out_->facts.push_back({key, {}});
      auto& value = out_->facts.back().value;
      value += (value.empty() ? "" : ", ") + std::string(unquoted(trimmed.substr(2)));
      continue;
    }
    const auto colon = line.find(toml ? '=' : ':');
    if (colon == std::string_view::npos || line.starts_with(" ") || line.starts_with("#")) continue;
    key = base::trim(line.substr(0, colon));
    const auto value = unquoted(line.substr(colon + 1));
    if (!value.empty()) out_->facts.push_back({key, std::string(value)});
  }
  mark(block.first, block.last, "front matter");
}

void Reader::blocks(std::span<const Block> list_of_blocks) {
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
            fields_in(lines_, block.first, block.last).empty()) {
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
        list(block, at > 0 ? &list_of_blocks[at - 1] : nullptr);
        break;
      case Block::Kind::table:
        table(block);
        break;
      case Block::Kind::quote:
        quote(block, next);
        break;
      case Block::Kind::rule:
        end_lead(false);
        mark(block.first, block.last, "rule");
        break;
      case Block::Kind::front_matter:
        front_matter(block);
        break;
      case Block::Kind::html:
        if (html(block)) break;
        mark(block.first, block.last, block.text.starts_with("<!--") ? "comment" : "note");
        note(block.first, block.last);
        break;
      case Block::Kind::code:
        indented(block);
        break;
      case Block::Kind::item:
        note(block.first, block.last);
        break;
    }
    if (!keeps_label) label_.reset();
  }
}

}  // namespace runbook
