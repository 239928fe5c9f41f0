// Headings: sections, phases, when they are due, what they are for.
#include "base/redact.h"
#include "base/text.h"
#include "runbook/reader.h"

namespace runbook {

void Reader::close_sections(int level) {
  auto& sections = out_->sections;
  while (!open_.empty() && sections[open_.back()].level >= level) {
    if (gate_ && open_.back() == gate_root_) emit_gate(gate_->last_line);
    open_.pop_back();
  }
}

// "Recovery steps" are the main line of a file about recovery. Where nothing was done before them they may be that
// elsewhere too, and are asked for; behind the work they are there for when it is needed.
void Reader::keep_recovery(Section& section, int line) {
  const bool about = !out_->sections.empty() && tongue_.is_about_recovery(out_->sections.front().title);
  const bool work_before = std::ranges::any_of(steps_, [&](const Step& step) {
    return step.kind != "note" && out_->sections[step.section].purpose == Purpose::main;
  });
  if (!about && work_before) return;
  section.purpose = Purpose::main;
  if (!about) section.asks.push_back(reason_of(Meaning::doubtful, section.title, line));
}

void Reader::open_section(int level, const std::string& title, int line) {
  close_sections(level);
  Section section{.level = level, .title = title, .slug = base::slug(base::redact(title)), .line = line};
  if (section.slug.empty()) section.slug = fmt::format("line-{}", line);
  const Section* parent = open_.empty() ? nullptr : &out_->sections[open_.back()];
  if (parent) section.parent = open_.back();
  const bool is_title = !titled_;
  titled_ = true;
  section.purpose = parent && parent->purpose != Purpose::main ? parent->purpose
                    : is_title                                 ? Purpose::main
                                                               : purpose_of(title, tongue_);
  if (is_title) title_meaning_ = tongue_.meaning_of(title, Where::heading);
  // In a file about going back, going back is the main line.
  if (!parent || parent->purpose == Purpose::main) {
    const auto meaning = tongue_.meaning_of(title, Where::heading);
    if (meaning == title_meaning_ && meaning != Meaning::failure && purpose_for(meaning) == section.purpose)
      section.purpose = Purpose::main;
  }
  if (section.purpose == Purpose::emergency && tongue_.says_recovery(title)) keep_recovery(section, line);
  section.way = tongue_.way_of(title);
  section.due = read_due(title, units_);
  section.own_time = section.due.has_value();
  if (level <= phase_level_ && !is_title && level != label_level) {
    out_->phases.push_back({.title = title, .line = line, .due = section.due});
  } else if (!section.due && parent) {
    section.due = parent->due;
  }
  section.phase = out_->phases.empty() ? 0 : out_->phases.size() - 1;
  if (parent) {
    section.asks.insert(section.asks.begin(), parent->asks.begin(), parent->asks.end());
    section.never = parent->never;
  }
  if (!is_title) set_limits(section);
  out_->sections.push_back(std::move(section));
  open_.push_back(out_->sections.size() - 1);
}

// What the heading says of all that stands below it.
void Reader::set_limits(Section& section) {
  const auto meaning = tongue_.meaning_of(section.title, Where::heading);
  if (meaning == Meaning::work || purpose_for(meaning) != Purpose::main || section.purpose != Purpose::main) return;
  const auto reason = reason_of(meaning, section.title, section.line);
  if (meaning == Meaning::forbidden || meaning == Meaning::example)
    section.never = reason;
  else
    section.asks.push_back(reason);
}

// A part below a label: "Rollback:" in the middle of a section. It ends where its label no longer holds.
void Reader::open_part(const std::string& title, int line, Meaning meaning) {
  end_note();
  const auto slug = out_->sections[here()].slug;
  open_section(label_level, title, line);
  auto& part = out_->sections.back();
  part.slug = slug;  // ids go on with the nearest real heading
  part.way.reset();
  if (part.purpose == Purpose::main) part.purpose = purpose_for(meaning);
}

// Closes what was opened since there were `depth` open sections.
void Reader::leave(std::size_t depth) {
  if (open_.size() <= depth) return;
  end_note();
  while (open_.size() > depth) {
    if (gate_ && open_.back() == gate_root_) emit_gate(gate_->last_line);
    open_.pop_back();
  }
}

void Reader::timeline(std::string_view text) {
  units_ = units_of(text, units_);
  if (out_->phases.empty() || open_.empty()) return;
  auto& phase = out_->phases.back();
  if (!phase.timeline.empty()) return;
  phase.timeline = text;
  if (!phase.due) phase.due = read_due(text, units_);
  for (const auto open : open_) {
    auto& section = out_->sections[open];
    if (section.line >= phase.line && !section.due) section.due = phase.due;
  }
}

void Reader::heading(const Block& block) {
  end_note();
  end_lead(false);
  label_.reset();
  last_run_.clear();
  opener_.clear();
  plain_way_.reset();
  session_.clear();
  after_or_ = false;
  const std::string title(base::trim(base::replace_all(block.text, "\n", " ")));
  if (const auto line = timeline_of(title)) {
    close_sections(block.level);
    timeline(*line);
    mark(block.first, block.last, "timeline");
    return;
  }
  const bool is_title = !titled_;
  open_section(block.level, title, block.first);
  if (heading_tabs_ > 0)
    out_->sections.back().way = Alternative{.key = std::to_string(heading_tabs_++), .title = title};
  if (is_title) out_->title = title;
  mark(block.first, block.last, is_title ? "title" : "heading");
  subject_.clear();
}

std::size_t Reader::here() {
  if (open_.empty()) {
    open_section(7, out_->title.empty() ? "runbook" : out_->title, 1);
    out_->sections.back().line = 1;
  }
  auto& section = out_->sections[open_.back()];
  if (out_->phases.empty()) {  // steps under the title, before any phase
    out_->phases.push_back({.title = section.title, .line = section.line, .due = section.due});
    section.phase = 0;
  }
  return open_.back();
}

}  // namespace runbook
