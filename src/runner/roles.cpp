#include "runner/roles.h"

#include "base/text.h"

namespace runner {

static bool is_word_of(std::string_view text, std::initializer_list<std::string_view> words) {
  const auto lower = base::to_lower(base::trim(text));
  return std::find(words.begin(), words.end(), std::string_view(lower)) != words.end();
}

// "**Priya Natarajan** (phone …)": the name without its emphasis.
static std::string plain(std::string_view cell) {
  std::string out = base::replace_all(base::replace_all(std::string(cell), "*", ""), "`", "");
  return std::string(base::trim(out));
}

std::vector<Person> people_in(const runbook::Runbook& runbook) {
  std::vector<Person> out;
  for (const auto& table : runbook.tables) {
    std::optional<std::size_t> role;
    std::optional<std::size_t> name;
    for (std::size_t i = 0; i < table.header.size(); ++i) {
      const auto header = plain(table.header[i]);
      if (!role && is_word_of(header, {"role", "position", "responsibility", "function"})) role = i;
      if (!name && is_word_of(header, {"name", "person", "who", "owner", "assigned to", "assignee", "primary"}))
        name = i;
    }
    if (!role || !name) continue;
    for (const auto& row : table.rows) {
      if (row.size() <= std::max(*role, *name)) continue;
      Person person{.name = plain(row[*name]), .role = plain(row[*role])};
      const bool blank = person.name.find_first_not_of("_-. []") == std::string::npos;
      if (!blank && !person.role.empty()) out.push_back(std::move(person));
    }
  }
  return out;
}

bool same_name(std::string_view a, std::string_view b) {
  return base::to_lower(base::trim(a)) == base::to_lower(base::trim(b));
}

std::string role_for(const runbook::Step& step, const std::vector<Person>& people) {
  if (auto named = step.attribute("role"); !named.empty()) return named;
  const auto said = base::to_lower(step.title + "\n" + step.text);
  if (const auto at = said.find("(role:"); at != std::string::npos) {
    const auto end = said.find(')', at);
    if (end != std::string::npos)
      return std::string(base::trim((step.title + "\n" + step.text).substr(at + 6, end - at - 6)));
  }
  for (const auto& person : people) {
    const auto role = base::to_lower(person.role);
    for (const char* phrase : {"sign-off by ", "sign-off by the ", "signed off by ", "signed off by the ",
                               "approved by ", "approved by the ", "approval by ", "approval by the "}) {
      const auto at = said.find(phrase + role);
      if (at == std::string::npos) continue;
      const auto end = at + std::string_view(phrase).size() + role.size();
      if (end >= said.size() || !std::isalnum(static_cast<unsigned char>(said[end]))) return person.role;
    }
  }
  return {};
}

bool wants_two(const runbook::Step& step) {
  if (step.has("two-person")) return true;
  if (step.kind == "command" || step.kind == "query") return false;  // a script's words are not about people
  const auto said = base::to_lower(step.title + "\n" + step.text);
  return said.find("two-person") != std::string::npos || said.find("two person") != std::string::npos ||
         said.find("second pair of eyes") != std::string::npos || said.find("four eyes") != std::string::npos ||
         said.find("four-eyes") != std::string::npos;
}

bool has_role(const Answer& answer, const std::string& role, const std::vector<Person>& people) {
  bool role_is_known = false;
  for (const auto& person : people) {
    if (!same_name(person.role, role)) continue;
    role_is_known = true;
    if (same_name(person.name, answer.by)) return true;
  }
  // Where nobody is named for a role, who says to have it has it.
  return !role_is_known && same_name(answer.role, role);
}

std::string refusal(const Question& question, const Answer& answer, const std::vector<Person>& people) {
  if (answer.answer == "stop") return {};       // anybody may pull the cord
  if (answer.source == "rehearsal") return {};  // stands for whoever is wanted
  if (question.when == "contradicted" && answer.answer == "waive" && base::trim(answer.reason).empty())
    return "what is known otherwise is waived with a reason";
  for (const auto& name : question.not_by) {
    if (same_name(name, answer.by))
      return fmt::format("{} has answered already, and a second person is wanted", answer.by);
  }
  if (!question.role.empty() && !has_role(answer, question.role, people)) {
    return fmt::format("{} does not speak for the role {}", answer.by.empty() ? "nobody in particular" : answer.by,
                       question.role);
  }
  return {};
}

}  // namespace runner
