// The runbook as `runbook show` prints it.
#include "runner/show.h"

#include <set>

#include "base/text.h"
#include "runbook/queries.h"
#include "runner/procedures.h"
#include "runner/steps.h"

namespace runner {

namespace {

// Steps that follow each other are shown in columns of one width.
struct Columns {
  std::size_t number = 2;
  std::size_t id = 20;
  std::size_t line = 4;
  std::size_t width = 100;
};

}  // namespace

// An id that begins with its section's slug is shown from the slash on; the section's line shows the rest.
static std::string short_id(const runbook::Step& step, const runbook::Runbook& runbook) {
  const auto& slug = runbook.sections.at(step.section).slug;
  return step.id.starts_with(slug + "/") ? "…" + step.id.substr(slug.size()) : step.id;
}

static bool is_work(const runbook::Step& step) {
  return kind_of(step).recorded;
}

static void add_detail(std::string& out, const Columns& columns, std::string_view sign, std::string_view text) {
  const std::string indent(columns.number + 4, ' ');
  for (const auto line : base::lines(text)) {
    if (!base::trim(line).empty())
      out +=
          indent + base::shorten(fmt::format("{} {}", sign, base::trim(line)), columns.width - indent.size()) + "\n";
  }
}

static std::string expected(const runbook::Expectation& expectation) {
  const auto lines = base::lines(base::trim(expectation.text));
  if (lines.empty()) return "nothing";
  if (lines.size() == 1) return std::string(lines[0]);
  const bool table = lines.size() > 2 && lines[1].find("--") != std::string_view::npos;
  if (table) return fmt::format("a table of {}", base::trim(base::replace_all(std::string(lines[0]), " ", "")));
  return fmt::format("{} … ({} lines)", base::trim(lines[0]), lines.size());
}

static void add_details(std::string& out, const Columns& columns, const runbook::Step& step) {
  for (const auto& each : step.expectations)
    add_detail(out, columns, each.prose ? "a person judges:" : "expects", expected(each));
  for (const auto& each : step.asks) add_detail(out, columns, "! asks first:", each);
  for (const auto& each : step.dangers) add_detail(out, columns, "! asks first:", each);
  for (const auto& each : step.left_out) {
    add_detail(out, columns, each.beside.empty() ? "! not run:" : "! goes on beside:",
               fmt::format("line {}, {}", each.line, each.reason));
  }
  if (!step.problem.empty()) add_detail(out, columns, "!", step.problem);
  if (step.has("skip")) add_detail(out, columns, "! skipped:", step.attribute("skip"));
  if (step.kind == "query") {
    for (const auto& each : read_query(step).left_out)
      add_detail(out, columns, "! not run:", fmt::format("line {}, {}", each.line, each.reason));
  }
  if (step.kind == "choice") {
    for (const auto& way : step.alternatives) add_detail(out, columns, way.key + ":", way.title);
  }
}

static std::string in_words(const runbook::Step& step) {
  if (step.kind == "choice") return "asks which one:";
  return does(step);
}

static void add_step(std::string& out, const Columns& columns, const runbook::Runbook& runbook,
                     const runbook::Step& step, const std::string& number) {
  const std::string mark = step.branch ? "if " + step.branch->key : "";
  const std::string id = short_id(step, runbook);
  const std::string line = fmt::format("  {}  {}  {}  ", base::pad_left(number, columns.number),
                                       base::pad_right(step.kind, 10), base::pad_right(id, columns.id));
  const std::string place = fmt::format("  {:>{}}", step.line, columns.line);
  const std::size_t used = base::display_width(line) + place.size();
  std::string text = base::replace_all(in_words(step), "\n", " ");
  if (!mark.empty()) text = fmt::format("({}) {}", mark, text);
  if (base::display_width(id) > columns.id) {  // the id has a line of its own
    out += base::pad_right(line, columns.width - place.size()) + place + "\n";
    add_detail(out, columns, " ", text);
  } else {
    const std::size_t room = columns.width - used;
    out += line + base::pad_right(base::shorten(text, room), room) + place + "\n";
  }
  add_details(out, columns, step);
}

// `with_ids`: its steps follow, so their ids' first half is shown.
static std::string section_line(const runbook::Section& section, std::size_t width, bool with_time, bool with_ids) {
  std::string right = section.due && with_time ? format_due(*section.due) : "";
  std::string left = with_ids ? fmt::format("  {}  ({}/…)", section.title, section.slug) : "  " + section.title;
  const std::size_t room = width > right.size() + 2 ? width - right.size() - 2 : 20;
  if (base::display_width(left) > room) left = "  " + base::shorten(section.title, room - 2);
  return "\n" + (right.empty() ? left : base::pad_right(left, room) + "  " + right) + "\n";
}

// The headings around a section that were not shown yet, outermost first, the section itself last. The phase's own
// heading, and a procedure's, stand above all of it already.
static std::vector<std::size_t> headings_to_show(const runbook::Runbook& runbook, std::size_t section,
                                                 std::set<std::size_t>& shown) {
  std::vector<std::size_t> out{section};
  shown.insert(section);
  for (auto at = runbook.sections.at(section).parent; at; at = runbook.sections[*at].parent) {
    const auto& around = runbook.sections[*at];
    const bool is_phase = around.phase < runbook.phases.size() && runbook.phases[around.phase].line == around.line;
    const bool is_top = !around.parent || runbook.sections[*around.parent].purpose != around.purpose;
    if (is_phase || (is_top && around.purpose != runbook::Purpose::main) || !around.parent ||
        !shown.insert(*at).second)
      break;
    out.insert(out.begin(), *at);
  }
  return out;
}

static void add_steps(std::string& out, Columns columns, const runbook::Runbook& runbook,
                      const std::vector<const runbook::Step*>& steps, std::size_t& number) {
  std::optional<std::size_t> section;
  std::set<std::size_t> shown;
  for (const auto* step : steps) {
    if (section != step->section) {
      for (const auto index : headings_to_show(runbook, step->section, shown)) {
        const auto& now = runbook.sections.at(index);
        out += section_line(now, columns.width, now.own_time, index == step->section);
      }
      section = step->section;
    }
    if (!is_work(*step)) {
      const auto line =
          fmt::format("  {}  {}  {}", std::string(columns.number, ' '), base::pad_right("note", 10), does(*step));
      out += base::shorten(line, columns.width - columns.line - 2) + "\n";
      continue;
    }
    add_step(out, columns, runbook, *step, std::to_string(++number));
  }
}

static Columns columns_for(const runbook::Runbook& runbook, const std::vector<const runbook::Step*>& steps,
                           std::size_t width) {
  Columns out{.width = std::max<std::size_t>(width, 60)};
  out.number = std::max<std::size_t>(2, std::to_string(steps.size()).size());
  for (const auto* step : steps) {
    if (!is_work(*step)) continue;
    out.id = std::max(out.id, base::display_width(short_id(*step, runbook)));
    out.line = std::max(out.line, std::to_string(step->line).size());
  }
  out.id = std::min(out.id, out.width * 3 / 8);
  return out;
}

static std::string fence_counts(const runbook::Counts& counts) {
  std::vector<std::string> words;
  for (const auto& [language, count] : counts.fences)
    words.push_back(fmt::format("{} {}", count, language == "none" ? "without language" : language));
  return words.empty() ? "no fences" : fmt::format("fences: {}", fmt::join(words, ", "));
}

// Joined by commas into lines of at most `width`.
static std::string wrapped(const std::vector<std::string>& words, std::size_t width) {
  std::string out = " ";
  std::size_t used = 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i] + (i + 1 < words.size() ? "," : "");
    if (used > 1 && used + 1 + base::display_width(word) > width) {
      out += "\n ";
      used = 1;
    }
    out += " " + word;
    used += 1 + base::display_width(word);
  }
  return out + "\n";
}

std::string to_text(const runbook::Runbook& runbook, std::size_t width) {
  std::vector<const runbook::Step*> all;
  for (const auto& step : runbook.steps) all.push_back(&step);
  const auto work = std::count_if(all.begin(), all.end(), [](const runbook::Step* step) { return is_work(*step); });
  const Columns columns = columns_for(runbook, all, width);

  std::string out = runbook.title + "\n";
  out += fmt::format("{}: {}, {}, {} on demand\n", runbook.file, base::count_of(std::ssize(runbook.phases), "phase"),
                     base::count_of(work, "step"), base::count_of(std::ssize(runbook.procedures), "section"));
  for (const auto& fact : runbook.facts)
    out += base::shorten(fmt::format("  {}: {}", fact.name, fact.value), columns.width) + "\n";

  std::size_t number = 0;
  std::vector<std::vector<const runbook::Step*>> by_phase(runbook.phases.size());
  for (const auto* step : all) {
    if (step->phase < by_phase.size()) by_phase[step->phase].push_back(step);
  }
  for (std::size_t i = 0; i < runbook.phases.size(); ++i) {
    const auto& steps = by_phase[i];
    const auto& phase = runbook.phases[i];
    const std::string time = !phase.timeline.empty() ? phase.timeline : phase.due ? format_due(*phase.due) : "";
    const std::string left = fmt::format("{}. {}", i + 1, phase.title);
    const std::size_t room = columns.width > time.size() + 2 ? columns.width - time.size() - 2 : 20;
    out += "\n" + (time.empty() ? left : base::pad_right(left, room) + "  " + time) + "\n";
    out += std::string(std::min(columns.width, base::display_width(left)), '=') + "\n";
    if (std::none_of(steps.begin(), steps.end(), [](const runbook::Step* step) { return is_work(*step); }))
      out += "  text only, nothing to do\n";
    else
      add_steps(out, columns, runbook, steps, number);
  }
  if (!runbook.procedures.empty())
    out += "\nOn demand, never part of the main line\n======================================\n";
  const ProcedureNames names(runbook);
  for (const auto& procedure : runbook.procedures) {
    std::vector<const runbook::Step*> steps;
    for (const auto& step : procedure.steps) steps.push_back(&step);
    const auto things =
        std::count_if(steps.begin(), steps.end(), [](const runbook::Step* step) { return is_work(*step); });
    const auto called = names.of(procedure);
    const bool numbered = things > 0 && called != base::slug(procedure.title);
    out += fmt::format("\n{} ({}, line {}{}{})\n", procedure.title, name(procedure.purpose), procedure.line,
                       things == 0 ? ", text only" : ", " + base::count_of(things, "step"),
                       numbered ? ", --procedure " + called : "");
    std::size_t own = 0;
    if (things > 0) add_steps(out, columns_for(runbook, steps, width), runbook, steps, own);
  }
  const auto& counts = runbook.counts;
  out += "\nCounts\n======\n";
  out += wrapped(
      {base::count_of(counts.headings, "heading"), base::count_of(counts.checkboxes, "check box", "check boxes"),
       fence_counts(counts), base::count_of(counts.checkpoints, "checkpoint"), base::count_of(counts.blanks, "blank"),
       base::count_of(counts.tables, "table"), base::count_of(counts.templates, "template"),
       base::count_of(counts.decisions, "decision list"),
       base::count_of(counts.inline_checkboxes, "check box inside a line", "check boxes inside lines"),
       base::count_of(counts.empty_cells, "empty cell")},
      columns.width);
  return out;
}

std::string to_lines(const runbook::Runbook& runbook, std::string_view text, std::size_t width) {
  const auto lines = base::lines(text);
  std::size_t widest = 10;
  for (const auto& reading : runbook.readings) widest = std::max(widest, base::display_width(reading.as));
  widest = std::min(widest, std::max<std::size_t>(width, 60) / 2);
  std::string out;
  for (const auto& reading : runbook.readings) {
    const std::string where = reading.first == reading.last ? std::to_string(reading.first)
                                                            : fmt::format("{}-{}", reading.first, reading.last);
    std::string line = fmt::format("{:>11}  {}  ", where, base::pad_right(base::shorten(reading.as, widest), widest));
    const auto at = static_cast<std::size_t>(reading.first - 1);
    if (at < lines.size()) line += base::trim(lines[at].substr(0, 1000));
    line = base::shorten(line, std::max<std::size_t>(width, 60));
    out += std::string(line.substr(0, line.find_last_not_of(' ') + 1)) + "\n";
  }
  return out;
}

}  // namespace runner
