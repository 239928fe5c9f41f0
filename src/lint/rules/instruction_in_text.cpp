// Sentences that tell somebody to do something, and that nobody is asked about.
#include <map>

#include "base/text.h"
#include "lint/lines_of_text.h"
#include "lint/shell_text.h"
#include "runbook/labels.h"
#include "runbook/told_command.h"

namespace lint {

namespace {
struct Told {
  int line = 0;
  std::string_view text;
};
}  // namespace

// The sentence that a bullet or a paragraph begins with; empty within one, and in tables.
static std::string_view begin_of_sentence(const std::vector<std::string_view>& lines, std::size_t at) {
  auto text = base::trim(lines[at]);
  while (text.starts_with("> ")) text = base::trim(text.substr(2));
  const bool bullet = text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ");
  const bool goes_on = !bullet && at > 0 && !base::trim(lines[at - 1]).empty();
  const bool numbered = !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0;
  if (text.empty() || text.starts_with("|") || numbered || goes_on) return {};
  return bullet ? base::trim(text.substr(2)) : text;
}

// "Note that …", "See the page of the team": to be read.
static bool is_for_readers(std::string_view text) {
  for (const std::string_view verb : {"note ", "consult ", "see ", "describe ", "keep in mind", "read ", "refer "}) {
    if (base::starts_with_ignoring_case(text, verb)) return true;
  }
  return false;
}

// A label announces what stands below it, and one word is a name.
static bool is_instruction(std::string_view text) {
  const auto plain = base::trim(text);
  const bool label = plain.ends_with(':') || plain.ends_with(":**") || plain.ends_with("?");
  return !label && !is_for_readers(plain) && plain.find(' ') != std::string_view::npos && runbook::tells_to_do(plain);
}

static std::string in_words(const std::vector<Told>& all) {
  constexpr std::size_t shown = 4;
  std::string out;
  for (std::size_t at = 0; at < std::min(shown, all.size()); ++at)
    out += fmt::format("{}line {}, {}", at > 0 ? "; " : "", all[at].line, base::one_line(all[at].text, 60));
  if (all.size() > shown) out += fmt::format("; and {} more", all.size() - shown);
  return out;
}

static void find_instruction_in_text(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  const auto lines = lines_of_text(document);
  std::map<const runbook::Section*, std::vector<Told>> by_section;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto text = begin_of_sentence(lines, at);
    if (text.empty() || !is_instruction(text)) continue;
    const int line = static_cast<int>(at) + 1;
    const auto* section = section_at(document, line);
    if (!section || !runbook::describes(section->title)) by_section[section].push_back({line, text});
  }
  for (const auto& [section, told] : by_section) {
    const auto count = static_cast<long long>(told.size());
    findings.push_back(
        {.line = told.front().line,
         .column = std::max(document.column_of(told.front().line, told.front().text), 1),
         .message =
             fmt::format("{} somebody to do something, and nobody is asked whether it is done: {}",
                         count == 1 ? "a sentence tells" : fmt::format("{} sentences tell", count), in_words(told)),
         .better = "make what belongs to the work check boxes, or a numbered list"});
  }
}

extern const Rule instruction_in_text{.severity = Severity::advice, .find = find_instruction_in_text};

}  // namespace lint
