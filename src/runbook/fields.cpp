#include "runbook/fields.h"

#include <regex>

#include "base/text.h"
#include "runbook/mojibake.h"

namespace runbook {

namespace {

struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

}  // namespace

static std::vector<Run> blanks_in(std::string_view line) {
  std::vector<Run> out;
  if (base::trim(line).find_first_not_of("_ ") == std::string_view::npos) return out;
  for (std::size_t at = 0; (at = line.find("___", at)) != std::string_view::npos;) {
    std::size_t end = line.find_first_not_of('_', at);
    if (end == std::string_view::npos) end = line.size();
    // a___b is a name, not a blank
    const auto letter = [&](std::size_t i) { return std::isalnum(static_cast<unsigned char>(line[i])) != 0; };
    const bool inside_a_word = at > 0 && letter(at - 1) && end < line.size() && letter(end);
    if (!inside_a_word) out.push_back({at, end});
    at = end;
  }
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> find_blanks(std::string_view line) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (const auto& blank : blanks_in(line)) out.emplace_back(blank.begin, blank.end);
  return out;
}

int count_blanks(std::string_view line) {
  return static_cast<int>(blanks_in(line).size());
}

// "- **Time:** T+" → "Time: T+"
static std::string without_marks(std::string_view text) {
  std::string out = base::replace_all(std::string(text), "**", "");
  std::string_view view = base::trim(out);
  for (const std::string_view mark : {"- [ ] ", "- [x] ", "* [ ] ", "- ", "* ", "+ ", "> "}) {
    if (view.starts_with(mark)) {
      view.remove_prefix(mark.size());
      break;
    }
  }
  while (!view.empty() && std::string_view("-*+>").find(view.front()) != std::string_view::npos)
    view = base::trim(view.substr(1));
  // "2. Open a call"
  const auto digits = std::min(view.find_first_not_of("0123456789"), view.size());
  if (digits > 0 && view.substr(digits).starts_with(". ")) view.remove_prefix(digits + 2);
  return std::string(base::trim(view));
}

// The words right before a blank, back to the bracket or comma that they begin at.
static std::string name_before(std::string_view text) {
  std::string plain = without_marks(text);
  std::string_view view = plain;
  if (const auto cut = view.find_last_of("(,;|"); cut != std::string_view::npos) {
    const auto after = base::trim(view.substr(cut + 1));
    if (!after.empty() && view.find(')', cut) == std::string_view::npos) view = after;
  }
  while (!view.empty() && (view.ends_with(' ') || view.ends_with('+') || view.ends_with('$') || view.ends_with('#')))
    view.remove_suffix(1);
  if (view.ends_with("T") && (view.size() == 1 || view[view.size() - 2] == ' ')) view.remove_suffix(1);
  view = base::trim(view);
  while (view.ends_with(':') || view.ends_with('=')) view.remove_suffix(1);
  return std::string(base::trim(view));
}

std::vector<Field> read_blanks(std::string_view line, int number) {
  static const std::regex expected("^\\s*(\\w+\\s*)?\\(expected:?\\s*([^)]+)\\)",
                                   std::regex::icase | std::regex::optimize);
  static const std::regex unit("^\\s*([A-Za-z%]+)\\s*(\\(|$)", std::regex::optimize);
  std::vector<Field> out;
  const auto blanks = blanks_in(line);
  for (std::size_t i = 0; i < blanks.size(); ++i) {
    const std::size_t begin = i == 0 ? 0 : blanks[i - 1].end;
    const auto before = line.substr(begin, blanks[i].begin - begin);
    const std::size_t stop = i + 1 < blanks.size() ? blanks[i + 1].begin : line.size();
    const std::string behind(line.substr(blanks[i].end, std::min<std::size_t>(stop - blanks[i].end, 200)));
    Field field{.name = name_before(before), .line = number};
    if (i > 0 && !out.empty()) field.name = base::trim(out[0].name + " " + field.name);
    if (field.name.empty()) field.name = fmt::format("blank {}", i + 1);
    field.time = base::trim(before).ends_with("T+");
    std::smatch match;
    if (std::regex_search(behind, match, expected)) {
      field.unit = base::trim(match[1].str());
      field.expected = base::trim(match[2].str());
    } else if (std::regex_search(behind, match, unit)) {
      field.unit = match[1];
    }
    out.push_back(std::move(field));
  }
  return out;
}

namespace {

struct Box {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool ticked = false;
};

}  // namespace

// The length of a box at the start of `text`; 0 if there is none.
static std::size_t box_at(std::string_view text, bool& ticked) {
  if (text.size() >= 3 && text[0] == '[' && text[2] == ']' && (text[1] == ' ' || text[1] == 'x' || text[1] == 'X')) {
    ticked = text[1] != ' ';
    const bool is_link = text.size() > 3 && (text[3] == '(' || text[3] == '[');
    return is_link ? 0 : 3;
  }
  for (const std::string_view sign : {"☐", "☑", "☒", "□", "⬜", "◻", "▢"}) {
    if (!text.starts_with(sign)) continue;
    ticked = sign == "☑" || sign == "☒";
    return sign.size();
  }
  return 0;
}

// "  - [ ] ", "1. [x] ", perhaps quoted or in a list of lists: where the text behind a task's own box begins.
static std::size_t after_marker(std::string_view line) {
  std::size_t at = 0;
  while ((at = line.find_first_not_of(" \t>", at)) != std::string_view::npos) {
    if (std::string_view("-*+").find(line[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    std::size_t digits = at;
    while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])) != 0) ++digits;
    if (digits > at && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) {
      at = digits + 1;
      continue;
    }
    bool ticked = false;
    if (const auto length = box_at(line.substr(at), ticked); length > 0) return at + length;
    return line.substr(at).starts_with("[]") ? at + 2 : 0;
  }
  return 0;
}

static std::vector<Box> boxes_in(std::string_view line, bool task_line) {
  std::vector<Box> out;
  bool code = false;
  for (std::size_t at = task_line ? after_marker(line) : 0; at < line.size(); ++at) {
    if (line[at] == '`') code = !code;
    if (code || (line[at] != '[' && line[at] != '\xE2')) continue;
    // array[ ] is code that nobody marked as such
    if (line[at] == '[' && at > 0 &&
        (std::isalnum(static_cast<unsigned char>(line[at - 1])) != 0 || line[at - 1] == ']'))
      continue;
    bool ticked = false;
    const auto length = box_at(line.substr(at), ticked);
    if (length == 0) continue;
    out.push_back({at, at + length, ticked});
    at += length - 1;
  }
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> find_boxes(std::string_view line, bool task_line) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (const auto& box : boxes_in(line, task_line)) out.emplace_back(box.begin, box.end);
  return out;
}

int count_boxes(std::string_view line, bool task_line) {
  return static_cast<int>(boxes_in(line, task_line).size());
}

bool begins_with_box(std::string_view text) {
  bool ticked = false;
  text = base::trim(text);
  return text.starts_with("[] ") || box_at(text, ticked) > 0;
}

std::vector<Field> read_boxes(std::string_view line, int number, bool task_line) {
  const auto boxes = boxes_in(line, task_line);
  if (boxes.empty()) return {};
  if (std::any_of(boxes.begin(), boxes.end(), [](const Box& box) { return box.ticked; })) return {};
  const std::size_t begin = task_line ? after_marker(line) : 0;
  Field field{.name = name_before(line.substr(begin, boxes.front().begin - begin)), .line = number};
  if (boxes.size() == 1) {
    std::string behind = without_marks(line.substr(boxes.front().end));
    while (behind.ends_with('|')) behind = base::trim(std::string_view(behind).substr(0, behind.size() - 1));
    if (!behind.empty()) field.name = base::trim(field.name + " " + behind);
    field.choices = {"✓", "✗"};
  } else {
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const std::size_t stop = i + 1 < boxes.size() ? boxes[i + 1].begin : line.size();
      std::string choice = without_marks(line.substr(boxes[i].end, stop - boxes[i].end));
      while (choice.ends_with('/') || choice.ends_with('|') || choice.ends_with(','))
        choice = base::trim(std::string_view(choice).substr(0, choice.size() - 1));
      field.choices.push_back(choice.empty() ? fmt::format("box {}", i + 1) : base::shorten(choice, 60));
    }
  }
  if (field.name.empty()) field.name = fmt::format("line {}", number);
  return {field};
}

std::vector<Field> fields_in(const std::vector<std::string_view>& lines, int first, int last, bool task) {
  std::vector<Field> out;
  for (int i = first; i <= last; ++i) {
    const auto line = lines.at(static_cast<std::size_t>(i - 1));
    auto found = read_blanks(line, i);
    out.insert(out.end(), found.begin(), found.end());
    found = read_boxes(line, i, task && i == first);
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

std::vector<Field> read_choice(std::string_view line, int number) {
  const std::string plain = mend_mojibake(without_marks(line));
  const auto colon = plain.find(':');
  if (colon == std::string::npos || plain.size() > 120) return {};
  Field field{.name = std::string(base::trim(std::string_view(plain).substr(0, colon))), .line = number};
  const std::string value(base::trim(std::string_view(plain).substr(colon + 1)));
  if (value.find("/") == std::string::npos || value.find("//") != std::string::npos) return {};
  for (const auto part : base::split(value, '/')) {
    const auto choice = base::trim(part);
    if (choice.empty() || base::display_width(choice) > 12) return {};
    field.choices.emplace_back(choice);
  }
  return {field};
}

}  // namespace runbook
