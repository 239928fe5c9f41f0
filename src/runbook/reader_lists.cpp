// Lists: check boxes, numbered steps, blanks, and text that stays text.
#include <algorithm>

#include "base/text.h"
#include "runbook/fields.h"
#include "runbook/reader.h"
#include "runbook/told_command.h"

namespace runbook {

static const Block* head_of(const Block& item) {
  const bool has = !item.children.empty() && item.children.front().kind == Block::Kind::paragraph;
  return has ? &item.children.front() : nullptr;
}

static std::string title_of(const Block& head) {
  const auto text = base::trim(head.text);
  std::string title = !head.strong.empty() ? head.strong
                      : text.empty()       ? std::string()
                                           : std::string(base::lines(text).front());
  while (title.ends_with(':')) title.pop_back();
  return title.empty() ? "task" : title;
}

static bool has_fence_to_run(const Block& item) {
  return std::any_of(item.children.begin(), item.children.end(), [](const Block& child) {
    if (child.kind != Block::Kind::fence) return false;
    const auto language = read_info(child.info).language;
    return language == "bash" || language == "sql" || language == "console";
  });
}

// What the head of an item says of all that stands in it.
void Reader::item(const Block& item, const Block* head, bool on_demand, const std::function<void()>& read) {
  const auto before = limits_.size();
  const auto depth = open_.size();
  const auto* outer = std::exchange(item_head_, head);
  if (head && item.children.size() > 1) {
    const auto text = base::trim(head->text);
    const bool label = text.ends_with(':') || text.size() < 60;
    const auto meaning = tongue_.meaning_of(text, label ? Where::label : Where::sentence);
    if (on_demand && purpose_for(meaning) != Purpose::main && tasks_.empty())
      open_part(part_title(text), item.first, meaning);
    else if (meaning != Meaning::stop)
      limit(meaning, text, item.first);
  }
  const auto lead = std::exchange(lead_, std::nullopt);
  if (lead) limits_.push_back(lead->limit);
  read();
  end_lead(false);
  leave(depth);
  limits_.resize(before);
  lead_ = lead;
  session_.clear();
  item_head_ = outer;
}

// "- Wait until replication has caught up": somebody does, box or none.
bool Reader::waits(const Block& item) {
  const Block* head = head_of(item);
  if (!head || out_->sections[here()].purpose != Purpose::main || describes(out_->sections[here()].title))
    return false;
  return tongue_.says_wait(head->text) && fields_in(lines_, head->first, head->last).empty();
}

void Reader::list(const Block& block, const Block* before) {
  const bool announced = before && before->kind == Block::Kind::paragraph && tongue_.says_choose(before->text);
  const bool any = std::any_of(block.children.begin(), block.children.end(), has_fence_to_run);
  if (any && tasks_.empty() && (announced || tongue_.says_choose(out_->sections[here()].title))) {
    choices(block);
    return;
  }
  const bool in_task = !tasks_.empty();
  const bool steps = block.ordered && !in_task && is_steps(block, before);
  // Blanks in plain items outside any task are asked together.
  std::vector<Field> fields;
  for (const auto& item : block.children) {
    if (in_task || item.task || steps || item.children.empty()) continue;
    auto found = fields_in(lines_, item.children.front().first, item.children.front().last);
    fields.insert(fields.end(), found.begin(), found.end());
  }
  if (!fields.empty()) {
    Step step = new_step("checkpoint", label_ ? label_->text : out_->sections[here()].title, block.first, block.last);
    step.fields = fields;
    step.text = raw(block.first, block.last);
    emit(std::move(step));
  }
  for (const auto& each : block.children) {
    item(each, head_of(each), !each.task, [&] {
      if (each.task) {
        task(each);
      } else if (steps || (!in_task && (waits(each) || (head_of(each) && tells_command(*head_of(each)))))) {
        numbered(each);
      } else {
        const std::span<const Block> all = each.children;
        const auto rest = !fields.empty() && !all.empty() ? all.subspan(1) : all;
        if (rest.empty() && fields.empty()) note(each.first, each.last);
        blocks(rest);
      }
    });
  }
}

// "- [ ] Done" has no work of its own: it is ticked when what stands right above it has been done.
static bool is_mere_tick(const std::string& title) {
  std::string word = base::to_lower(base::trim(title));
  while (!word.empty() && (word.back() == '.' || word.back() == '!')) word.pop_back();
  static const std::set<std::string, std::less<>> words{
      "done",       "completed", "complete",  "executed",  "finished",   "ok",      "verified",
      "confirmed",  "success",   "erledigt",  "fertig",    "fait",       "terminé", "hecho",
      "completado", "feito",     "concluído", "fatto",     "completato", "gedaan",  "klaar",
      "gotowe",     "zrobione",  "готово",    "выполнено", "完成",       "完了",    "완료"};
  return words.contains(word);
}

void Reader::tick_for_what_stands_above(const Step& task) {
  if (!is_mere_tick(task.title) || !task.parts.empty() || steps_.empty()) return;
  auto& above = steps_.back();
  const bool fence = above.kind == "command" || above.kind == "query";
  if (!fence || !above.task.empty() || above.section != task.section) return;
  for (int line = above.last_line + 1; line < task.line; ++line) {
    const auto text = base::trim(lines_.at(static_cast<std::size_t>(line - 1)));
    if (!text.empty() && !text.starts_with("```") && !text.starts_with("~~~")) return;
  }
  above.task = task.id;
}

// A box that has to be ticked before its fences stands in front of them.
void Reader::move_last_to(std::size_t place) {
  const auto begin = steps_.begin() + static_cast<std::ptrdiff_t>(place);
  if (begin + 1 >= steps_.end()) return;
  std::rotate(begin, steps_.end() - 1, steps_.end());
  for (auto& index : last_run_) index += index >= place ? 1 : 0;
  if (last_gate_ && *last_gate_ >= place) ++*last_gate_;
}

void Reader::task(const Block& item) {
  end_note();
  const Block* head = head_of(item);
  const std::string title = head ? title_of(*head) : "task";
  Step step = new_step("task", title, item.first, item.last);
  step.ticked = item.checked;
  if (head) {
    step.text = base::trim(head->text);
    step.fields = fields_in(lines_, head->first, head->last, item.task);
    if (announces_decision(title) && item.children.size() > 1 && item.children[1].kind == Block::Kind::list &&
        !item.children[1].ordered) {
      criteria({title, {}}, item.first, item.children[1]);
    }
  }
  const auto before = steps_.size();
  tasks_.push_back(&step);
  blocks(std::span(item.children).subspan(head ? 1 : 0));
  tasks_.pop_back();
  if (!tasks_.empty()) tasks_.back()->parts.push_back(step.id);
  if (tasks_.empty()) tick_for_what_stands_above(step);
  const bool first = head && step.parts.empty() && tongue_.says_precondition(head->text);
  emit(std::move(step));
  if (first) move_last_to(before);
}

// ---- numbered lists ----

// A line of a table of contents.
static bool is_link(const Block& item) {
  const Block* head = head_of(item);
  return head && head->links.size() == 1 && head->links.front().target.starts_with("#") &&
         head->links.front().text == base::trim(head->text);
}

// "Open the dashboard", "**Verify** the lag": said to somebody, so somebody does it.
static bool is_told(const Block& item) {
  const Block* head = head_of(item);
  return head && !is_link(item) && tells_to_do(head->text);
}

// A numbered list is steps when it tells people what to do, and now: not "If issues occur: 1. …" in the main line.
bool Reader::is_steps(const Block& list, const Block* before) {
  const auto& section = out_->sections[here()];
  if (section.purpose == Purpose::appendix || section.purpose == Purpose::reference ||
      section.purpose == Purpose::contacts || section.purpose == Purpose::templates)
    return false;
  std::string_view announced = section.title;
  if (before && before->kind == Block::Kind::paragraph) announced = base::trim(before->text);
  if (describes(section.title) || describes(announced)) return false;
  const bool conditional = base::starts_with_ignoring_case(announced, "if ") ||
                           base::starts_with_ignoring_case(announced, "when ") ||
                           base::starts_with_ignoring_case(announced, "in case ") || announces_decision(announced);
  if (conditional && section.purpose == Purpose::main) return false;
  // Verbs are known in English only; in another language a numbered list is steps.
  const bool foreign = !tongue_.english() && section.purpose == Purpose::main && section.level > 1;
  const auto told = std::count_if(list.children.begin(), list.children.end(), [&](const Block& item) {
    return item.task || is_told(item) || has_fence_to_run(item) || (foreign && !is_link(item));
  });
  return told > 0 && 2 * told >= std::ssize(list.children);
}

// A step with a fence is that fence, named by its text; one without is done, and signed off, by a person.
void Reader::numbered(const Block& item) {
  const Block* head = head_of(item);
  if (!head || !has_fence_to_run(item) || !fields_in(lines_, head->first, head->last).empty()) {
    task(item);
    return;
  }
  note(head->first, head->last);
  label_ = Label{title_of(*head), {}};
  label_line_ = 0;  // the text stays in its place as well
  blocks(std::span(item.children).subspan(1));
}

}  // namespace runbook
