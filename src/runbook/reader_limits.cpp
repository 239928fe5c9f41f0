// What labels, lead-ins and list items say of the steps below them: on demand, asked for, never run.
#include "base/text.h"
#include "runbook/reader.h"

namespace runbook {

// "Rollback (1. Add the column)": no two parts of a file are called the same.
std::string Reader::part_title(std::string_view label) {
  std::string title(base::trim(label));
  while (title.ends_with(':')) title.pop_back();
  title = base::one_line(title, 60);
  const auto& around = out_->sections[here()].title;
  return around.empty() ? title : fmt::format("{} ({})", title, around);
}

// Pushes what the meaning asks for; gives the size of limits_ before.
std::size_t Reader::limit(Meaning meaning, std::string_view text, int line) {
  const auto before = limits_.size();
  if (meaning == Meaning::work) return before;
  const auto reason = reason_of(meaning, text, line);
  if (meaning == Meaning::forbidden || meaning == Meaning::example)
    limits_.push_back({.asks = {}, .never = reason});
  else
    limits_.push_back({.asks = {reason}, .never = {}});
  return before;
}

void Reader::apply_limits(Step& step) {
  if (step.kind != "command" && step.kind != "query") return;
  std::string never;
  const auto take = [&](const std::vector<std::string>& asks, const std::string& reason) {
    for (const auto& each : asks) {
      if (std::find(step.asks.begin(), step.asks.end(), each) == step.asks.end()) step.asks.push_back(each);
    }
    if (never.empty()) never = reason;
  };
  const auto& section = out_->sections[step.section];
  take(section.asks, section.never);
  for (const auto& limit : limits_) take(limit.asks, limit.never);
  if (lead_) {
    take(lead_->limit.asks, lead_->limit.never);
    lead_->used = true;
  }
  // A bare psql is in the run's own database, where statements go anyway.
  const bool own = session_ == "psql" || session_.find("DATABASE_URL") != std::string::npos;
  if (!session_.empty() && (step.kind == "command" || !own))
    step.asks.push_back(
        fmt::format("may be meant for the session that `{}` opens (line {})", session_, session_line_));
  if (!never.empty() && !step.has("skip")) step.attributes["skip"] = never;
}

// The paragraph above holds no longer. `another`: by a sentence, after which nobody can tell whether the next fence
// still belongs to the label.
void Reader::end_lead(bool another) {
  if (!lead_) return;
  const auto lead = *std::exchange(lead_, std::nullopt);
  if (!lead.opened) return;
  leave(lead.depth);
  if (another && lead.bold && lead.used) {
    lead_ = Lead{.limit = {.asks = {fmt::format("stands below \"{}\" (line {})", lead.text, lead.line)}, .never = {}},
                 .text = lead.text,
                 .line = lead.line};
  }
}

bool holds_work(const Block* block) {
  if (!block) return false;
  if (block->kind == Block::Kind::fence || block->kind == Block::Kind::code) return true;
  if (block->task || (block->kind == Block::Kind::list && block->ordered)) return true;
  return std::any_of(block->children.begin(), block->children.end(),
                     [](const Block& child) { return holds_work(&child); });
}

void Reader::lead_in(const Block& block, const Block* next) {
  if (&block == item_head_) return;
  const auto text = base::trim(block.text);
  const auto label = label_of(block);
  const bool alone = label && label->rest.empty() && !block.strong.empty();
  const bool is_label = alone || (label && label->rest.empty() && block.first == block.last && text.size() < 50);
  const auto meaning = tongue_.meaning_of(text, is_label ? Where::label : Where::sentence);
  const bool continues = lead_ && lead_->opened && !lead_->used;  // "**Rollback:**" and then "Run:"
  if (meaning == Meaning::work && continues) return;
  end_lead(!alone);
  if (meaning == Meaning::work || meaning == Meaning::stop) return;
  const bool fence = next && (next->kind == Block::Kind::fence || next->kind == Block::Kind::code);
  const bool text_next = next && next->kind == Block::Kind::paragraph;
  const bool governs = fence || (alone && text_next) || (holds_work(next) && next->kind != Block::Kind::heading);
  if (!governs) return;
  const bool list_next = next->kind == Block::Kind::list;
  if (list_next && label && announces_decision(label->text)) return;  // its conditions
  if (purpose_for(meaning) != Purpose::main && out_->sections[here()].purpose != Purpose::main) return;
  Lead lead{.depth = open_.size(), .bold = alone, .text = base::one_line(text, 40), .line = block.first};
  if (purpose_for(meaning) != Purpose::main && tasks_.empty()) {
    here();
    lead.depth = open_.size();
    open_part(part_title(label ? label->text : text), block.first, meaning);
    lead.opened = true;
  } else {
    const auto before = limit(meaning, text, block.first);
    lead.limit = limits_.back();
    limits_.resize(before);
  }
  lead_ = std::move(lead);
}

// Parts that no heading opened end with the last of their steps.
void Reader::end_parts() {
  auto& sections = out_->sections;
  for (auto& section : sections) {
    if (section.level >= way_level && section.parent) section.last_line = section.line;
  }
  for (const auto& step : steps_) {
    const auto count = static_cast<int>(std::count(step.text.begin(), step.text.end(), '\n'));
    const bool fence = step.kind == "command" || step.kind == "query";
    const int last = fence ? step.text_line + count : step.last_line;
    for (std::optional<std::size_t> at = step.section; at; at = sections[*at].parent) {
      if (sections[*at].last_line > 0) sections[*at].last_line = std::max(sections[*at].last_line, last);
    }
  }
}

// "For example, to copy the orders, run:" above the only fence of its section: that may be the work itself, so that a
// person decides.
void Reader::ask_for_only_examples() {
  std::map<std::size_t, int> work;  // fences by section
  for (const auto& step : steps_) {
    if (step.kind != "note") ++work[step.section];
  }
  for (auto& step : steps_) {
    const auto skip = step.attributes.find("skip");
    if (skip == step.attributes.end() || work[step.section] != 1) continue;
    const auto& reason = skip->second;
    const bool example = reason.starts_with(name(Meaning::example)) && tongue_.says_instance(reason);
    if (!example || !out_->sections[step.section].never.empty()) continue;
    step.asks.push_back(reason);
    step.attributes.erase(skip);
  }
}

// "Step 3" without anything to run and without a box: somebody does what it says.
void Reader::prose_to_tasks() {
  auto& sections = out_->sections;
  std::vector<bool> busy(sections.size());  // holds something to do, itself or below
  for (const auto& step : steps_) {
    if (step.kind == "note") continue;
    for (std::optional<std::size_t> at = step.section; at; at = sections[*at].parent) busy[*at] = true;
  }
  std::vector<bool> has_parts(sections.size());
  for (const auto& section : sections) {
    if (section.parent) has_parts[*section.parent] = true;
  }
  const auto counts = [&](std::size_t index) {
    const auto& section = sections[index];
    return section.purpose == Purpose::main && index > 0 && section.level < 7 && tongue_.is_step(section.title);
  };
  std::set<std::optional<std::size_t>> with_steps;  // sections that hold a numbered one with something to do
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (busy[i] && counts(i)) with_steps.insert(sections[i].parent);
  }
  std::map<std::size_t, std::size_t> first_note;
  for (std::size_t i = 0; i < steps_.size(); ++i) first_note.emplace(steps_[i].section, i);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (busy[i] || has_parts[i] || !counts(i)) continue;
    // "Step 3" is one by its word, "3." where its neighbours are.
    const bool by_word = std::isdigit(static_cast<unsigned char>(sections[i].title.front())) == 0;
    if (!by_word && !with_steps.contains(sections[i].parent)) continue;
    const auto found = first_note.find(i);
    if (found == first_note.end() || describes(sections[i].title)) continue;
    auto* note = &steps_[found->second];
    note->kind = "task";
    note->title = sections[i].title;
    note->text = base::trim(note->text);
    note->id = unique_id(sections[i].slug, note->title);
    for (int line = note->line; line <= note->last_line; ++line)
      as_.at(static_cast<std::size_t>(line - 1)) = "step " + note->id;
  }
}

void Reader::ask_for_everything() {
  out_->known_language = false;
  for (auto& step : steps_) {
    if ((step.kind == "command" || step.kind == "query") && !step.has("auto"))
      step.asks.emplace_back("the runbook is in a language that is not known, so nothing is told by its words");
  }
}

}  // namespace runbook
