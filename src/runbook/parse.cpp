// From text to Runbook: reads the file, walks its blocks, and sorts what was found.
#include <optional>

#include "base/error.h"
#include "base/files.h"
#include "base/redact.h"
#include "base/text.h"
#include "runbook/fields.h"
#include "runbook/judgement.h"
#include "runbook/reader.h"

namespace runbook {

Reader::Reader(const std::vector<Block>& blocks, std::vector<std::string_view> lines)
    : blocks_(blocks), lines_(std::move(lines)), as_(lines_.size()) {}

std::string Reader::raw(int first, int last) const {
  std::string out;
  for (int i = first; i <= last; ++i)
    out += (i > first ? "\n" : "") + std::string(lines_.at(static_cast<std::size_t>(i - 1)));
  return out;
}

// What was marked first stays: inner blocks are read before the ones around them are marked.
void Reader::mark(int first, int last, const std::string& as) {
  for (int i = std::max(first, 1); i <= last; ++i) {
    auto& reading = as_.at(static_cast<std::size_t>(i - 1));
    if (reading.empty()) reading = as;
  }
}

void Reader::note(int first, int last) {
  if (!tasks_.empty()) return;  // the task's own text
  if (note_first_ == 0) note_first_ = first;
  note_last_ = last;
}

void Reader::end_note() {
  if (note_first_ == 0) return;
  const int first = std::exchange(note_first_, 0);
  Step step{.id = {}, .title = "note", .kind = "note", .line = first, .last_line = note_last_};
  step.section = here();
  step.id = unique_id(out_->sections[step.section].slug, "note");
  step.text = raw(first, note_last_);
  step.text_line = first;
  steps_.push_back(std::move(step));
  mark(first, note_last_, "note");
}

// The next free number is remembered: a file may hold the same title ten thousand times.
std::string Reader::claim_id(const std::string& wanted) {
  std::string id = wanted;
  for (int& number = numbers_[wanted]; !ids_.insert(id).second;)
    id = fmt::format("{}-{}", wanted, number = std::max(2, number + 1));
  return id;
}

std::string Reader::unique_id(const std::string& section_slug, const std::string& title) {
  std::string slug = base::slug(base::redact(title));  // ids go into the journal as they are
  if (slug.empty()) slug = "step";
  last_wanted_ = section_slug + "/" + slug;
  return claim_id(last_wanted_);
}

Step Reader::new_step(std::string kind, std::string title, int first, int last) {
  end_note();
  Step step{.id = {}, .title = std::move(title), .kind = std::move(kind), .line = first, .last_line = last};
  step.section = here();
  step.id = unique_id(out_->sections[step.section].slug, step.title);
  const bool main = out_->sections[step.section].purpose == Purpose::main;
  if (!tasks_.empty() && main) step.task = tasks_.back()->id;
  return step;
}

// Answers name fields, so no two of a step are called the same.
static void number_equal_names(std::vector<Field>& fields) {
  std::map<std::string, int> seen;
  for (auto& field : fields) {
    if (const int number = ++seen[field.name]; number > 1) field.name += fmt::format(" {}", number);
  }
}

void Reader::emit(Step step) {
  const int last = step.last_line;
  emit(std::move(step), last);
}

void Reader::emit(Step step, int last_marked) {
  end_note();
  if (const auto id = step.attributes.find("id");
      id != step.attributes.end() && !id->second.empty() && id->second != step.id) {
    ids_.erase(step.id);
    if (int& number = numbers_[last_wanted_]; number >= 2) --number;  // its own name is free again
    step.id = claim_id(id->second);
  }
  number_equal_names(step.fields);
  apply_limits(step);
  mark(step.line, last_marked, "step " + step.id);
  steps_.push_back(std::move(step));
}

// The level at which the file is cut into phases: the highest below the title, or the title's own if it is used
// again.
static int phase_level_of(const std::vector<Block>& blocks) {
  int level = 7;
  bool first = true;
  for (const auto& block : blocks) {
    if (block.kind != Block::Kind::heading) continue;
    if (!first) level = std::min(level, block.level);
    first = false;
  }
  return level;
}

static Counts count(const std::vector<Block>& blocks, const std::vector<std::string_view>& lines,
                    const Runbook& runbook) {
  Counts out = runbook.counts;  // the checkpoints were counted on the way
  std::vector<bool> literal(lines.size() + 1);
  std::vector<bool> task(lines.size() + 1);
  for_each_block(blocks, [&](const Block& block) {
    switch (block.kind) {
      case Block::Kind::heading:
        ++out.headings;
        break;
      case Block::Kind::item:
        out.checkboxes += block.task ? 1 : 0;
        if (block.task) task[static_cast<std::size_t>(block.first - 1)] = true;
        break;
      case Block::Kind::table:
        ++out.tables;
        for (std::size_t row = 1; row < block.rows.size(); ++row)
          out.empty_cells += std::count(block.rows[row].begin(), block.rows[row].end(), "");
        break;
      case Block::Kind::fence:
        ++out.fences[read_info(block.info).language];
        break;
      default:
        break;
    }
    const bool is_literal = block.kind == Block::Kind::fence || block.kind == Block::Kind::code ||
                            block.kind == Block::Kind::html || block.kind == Block::Kind::front_matter ||
                            block.kind == Block::Kind::rule;
    for (int i = block.first; is_literal && i <= block.last; ++i) literal[static_cast<std::size_t>(i - 1)] = true;
  });
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (literal[i]) continue;
    out.blanks += count_blanks(lines[i]);
    out.inline_checkboxes += count_boxes(lines[i], task[i]);
  }
  out.templates = static_cast<long long>(runbook.templates.size());
  out.decisions = static_cast<long long>(runbook.criteria.size());
  return out;
}

static std::size_t root_of(const std::vector<Section>& sections, std::size_t section) {
  while (sections[section].parent && sections[*sections[section].parent].purpose != Purpose::main)
    section = *sections[section].parent;
  return section;
}

// Phases that are only read on demand leave the main line; the others move up.
static void keep_main_phases(Runbook& out) {
  std::vector<bool> keep(out.phases.size(), true);
  for (const auto& section : out.sections) {
    if (section.phase < keep.size() && section.line == out.phases[section.phase].line)
      keep[section.phase] = section.purpose == Purpose::main;
  }
  std::vector<std::size_t> renumbered(out.phases.size(), 0);
  std::vector<Phase> phases;
  for (std::size_t i = 0; i < out.phases.size(); ++i) {
    renumbered[i] = phases.size();
    if (keep[i]) phases.push_back(out.phases[i]);
  }
  for (auto& section : out.sections) {
    if (section.phase < renumbered.size())
      section.phase = std::min(renumbered[section.phase], phases.empty() ? 0 : phases.size() - 1);
  }
  out.phases = std::move(phases);
}

// Text under the title, before the first phase, is not a phase of its own: it goes with the first one.
static void drop_title_phase(Runbook& out, const std::vector<Step>& steps) {
  if (out.phases.size() < 2 || out.sections.empty() || out.phases[0].line != out.sections[0].line) return;
  for (const auto& step : steps) {
    if (step.kind != "note" && out.sections[step.section].phase == 0) return;
  }
  out.phases.erase(out.phases.begin());
  for (auto& section : out.sections) section.phase -= section.phase > 0 ? 1 : 0;
}

static void set_times(Runbook& out) {
  for (auto& section : out.sections) {
    if (section.purpose != Purpose::main || section.phase >= out.phases.size()) continue;
    auto& phase = out.phases[section.phase];
    if (!phase.due && section.line >= phase.line) phase.due = section.due;
  }
}

void Reader::read(Runbook& out) {
  out_ = &out;
  phase_level_ = phase_level_of(blocks_);
  std::string prose;
  for_each_block(blocks_, [&](const Block& block) {
    if (block.kind == Block::Kind::heading || block.kind == Block::Kind::paragraph) prose += block.text + "\n";
    for (const auto& row : block.rows) prose += fmt::format("{}\n", fmt::join(row, "\n"));
  });
  tongue_ = Tongue(prose);
  blocks(blocks_);
  end_note();
  end_lead(false);
  emit_gate(static_cast<int>(lines_.size()));
  join_by_or();
  name_siblings();
  join_alternatives();
  end_parts();
  ask_for_only_examples();
  prose_to_tasks();
  if (!tongue_.known()) ask_for_everything();
  out.counts = count(blocks_, lines_, out);
  for_each_block(blocks_, [&](const Block& block) {
    for (const auto& link : block.links) out.links.push_back({link.line, link.text, link.target});
  });
  drop_title_phase(out, steps_);
  keep_main_phases(out);
  set_times(out);
  if (out.title.empty()) {
    for (const auto& fact : out.facts) {
      if (base::to_lower(fact.name) == "title") out.title = fact.value;
    }
  }
  std::map<std::size_t, std::size_t> procedures;  // root section → place in out.procedures
  for (std::size_t i = 0; i < out.sections.size(); ++i) {
    const auto& section = out.sections[i];
    if (section.purpose == Purpose::main || root_of(out.sections, i) != i) continue;
    procedures[i] = out.procedures.size();
    out.procedures.push_back({.title = section.title, .purpose = section.purpose, .line = section.line});
  }
  for (auto& step : steps_) {
    const auto& section = out.sections[step.section];
    step.phase = section.phase;
    step.due = section.due;
    if (section.purpose != Purpose::main) {
      out.procedures[procedures.at(root_of(out.sections, step.section))].steps.push_back(std::move(step));
      continue;
    }
    if (!step.due && step.phase < out.phases.size()) step.due = out.phases[step.phase].due;
    out.steps.push_back(std::move(step));
  }
  for (std::size_t i = 0; i < as_.size(); ++i) {
    const int line = static_cast<int>(i) + 1;
    const std::string as = !as_[i].empty() ? as_[i] : base::trim(lines_[i]).empty() ? "blank" : "note";
    if (!out.readings.empty() && out.readings.back().as == as)
      out.readings.back().last = line;
    else
      out.readings.push_back({line, line, as});
  }
}

// A fence right below a box or a numbered item belongs to it, whatever its indentation.
static void adopt_fences(std::vector<Block>& blocks) {
  std::vector<Block> out;
  for (auto& block : blocks) {
    adopt_fences(block.children);
    const bool list_before = !out.empty() && out.back().kind == Block::Kind::list && !out.back().children.empty();
    const bool takes = list_before && (out.back().ordered || out.back().children.back().task);
    if (block.kind == Block::Kind::fence && takes) {
      auto& item = out.back().children.back();
      out.back().last = item.last = block.last;
      item.children.push_back(std::move(block));
      continue;
    }
    out.push_back(std::move(block));
  }
  blocks = std::move(out);
}

static std::string normal_text(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto place = [&](std::size_t offset) {
    const auto before = bytes.substr(0, offset);
    return base::Place{.file = file, .line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'))};
  };
  if (const auto zero = bytes.find('\0'); zero != std::string_view::npos) {
    throw base::Error{base::Code::text, "the runbook holds a NUL byte, so it is not a text file",
                      "Save the runbook as UTF-8 text."}
        .at(place(zero));
  }
  if (const auto invalid = base::first_invalid_utf8(bytes)) {
    throw base::Error{base::Code::text, "the runbook is not valid UTF-8", "Save the runbook as UTF-8 text."}.at(
        place(*invalid));
  }
  return base::replace_all(base::replace_all(std::string(bytes), "\r\n", "\n"), "\r", "\n");
}

Runbook parse(std::string_view text, const std::string& file, const ReadFiles& files) {
  Runbook out;
  out.file = file;
  out.hash = base::sha256(text);
  const std::string normal = normal_text(text, file);
  auto blocks = read_markdown(unfolded(normal));
  adopt_fences(blocks);
  Reader(blocks, base::lines(normal)).read(out);
  if (out.title.empty()) out.title = std::filesystem::path(file).filename().string();
  judge_steps(out, files);
  return out;
}

Runbook load(const std::filesystem::path& file, const ReadFiles& files) {
  return parse(base::read_file(file), file.string(), files);
}

std::string Step::attribute(const std::string& name) const {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string() : found->second;
}

const Step* Runbook::step(std::string_view id) const {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& each) { return each.id == id; });
  return found == steps.end() ? nullptr : &*found;
}

}  // namespace runbook
