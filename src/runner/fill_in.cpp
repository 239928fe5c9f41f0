#include "runner/fill_in.h"

#include "base/redact.h"
#include "base/text.h"
#include "runbook/expect.h"
#include "runner/criteria.h"
#include "runner/shell_session.h"

namespace runner {

static std::string shown(const runbook::Field& field, const std::string& value) {
  return base::is_secret_name(field.name) ? "***" : value;
}

std::string time_since_zero(const RunState& state, base::Instant now) {
  const auto zero = state.zero.value_or(state.began);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(now - zero).count();
  return fmt::format("T+{} min", minutes);
}

static std::string variable_name(std::string_view field) {
  std::string out = base::replace_all(base::slug(field), "-", "_");
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

// From the first step under the same heading, or under those around it, until now.
static std::optional<base::Milliseconds> section_duration(const runbook::Step& step, const StepContext& stage) {
  const auto& sections = stage.runbook().sections;
  std::size_t root = step.section;
  while (sections[root].parent && sections[root].level > 3) root = *sections[root].parent;
  std::optional<base::Instant> first;
  for (const auto& each : stage.runbook().steps) {
    std::size_t at = each.section;
    while (at != root && sections[at].parent) at = *sections[at].parent;
    const auto& record = stage.state().step(each.id);
    if (at != root || record.attempts == 0 || each.id == step.id) continue;
    if (!first || record.began < *first) first = record.began;
  }
  if (!first) return std::nullopt;
  return stage.since(*first);
}

static std::string in_unit(base::Milliseconds span, const std::string& unit) {
  const double seconds = static_cast<double>(span.count()) / 1000;
  if (unit.starts_with("min")) return fmt::format("{:.1f}", seconds / 60);
  if (unit.starts_with("sec") || unit == "s") return fmt::format("{:.1f}", seconds);
  if (unit.starts_with("h")) return fmt::format("{:.2f}", seconds / 3600);
  return base::format_span(span);
}

std::map<std::string, std::string> known_fields(const runbook::Step& step, const StepContext& stage) {
  std::map<std::string, std::string> out;
  for (const auto& field : step.fields) {
    const auto lower = base::to_lower(field.name);
    if (field.time) {
      out[field.name] = time_since_zero(stage.state(), stage.now());
    } else if (step.kind == "checkpoint" && (lower == "duration" || lower == "execution time")) {
      if (const auto span = section_duration(step, stage)) out[field.name] = in_unit(*span, field.unit);
    } else if (field.choices.empty() && !stage.state().shell_state.empty()) {
      if (const auto value = variable_in(stage.state().shell_state, variable_name(field.name)))
        out[field.name] = *value;
    }
  }
  return out;
}

static std::optional<Outcome> ask_about_differences(const runbook::Step& step, StepContext& stage,
                                                    const std::vector<std::string>& differences,
                                                    const std::map<std::string, std::string>& filled) {
  if (differences.empty()) return std::nullopt;
  return Outcome{.came = Outcome::Came::differs,
                 .verdict = "not as expected",
                 .evidence = fmt::format("{}\n{}", fmt::join(differences, "\n"), tell(filled, step)),
                 .duration = stage.since(stage.state().step(step.id).began)};
}

std::optional<Outcome> fill_in(const runbook::Step& step, StepContext& stage,
                               std::map<std::string, std::string>& filled) {
  if (step.fields.empty()) return std::nullopt;
  const auto& before = stage.state().step(step.id).fields;  // filled in before the program was killed
  const auto known = known_fields(step, stage);
  filled.insert(known.begin(), known.end());
  const auto criteria = known_criteria(step, stage);
  for (const auto& [name, criterion] : criteria) filled.emplace(name, criterion.value);
  Question question{
      .step = step.id, .when = "field", .text = fmt::format("{}: fill in", step.title), .about = step.text};
  for (const auto& field : step.fields) {
    if (filled.contains(field.name)) continue;
    if (const auto found = before.find(field.name); found != before.end())
      filled[field.name] = found->second;
    else
      question.fields.push_back(field);
  }
  // Somebody elsewhere may fill in a part: the rest is asked again as long as it becomes less.
  for (std::size_t open = question.fields.size() + 1; !question.fields.empty() && question.fields.size() < open;) {
    open = question.fields.size();
    const auto answer = stage.ask(question);
    if (!answer) break;
    filled.insert(answer->fields.begin(), answer->fields.end());
    std::erase_if(question.fields, [&](const runbook::Field& field) { return filled.contains(field.name); });
  }
  if (!question.fields.empty()) {
    std::vector<std::string> missing;
    for (const auto& field : question.fields) missing.push_back(field.name);
    if (!missing.empty()) {
      stage.leave_open(question);
      return Outcome{.came = Outcome::Came::unanswered,
                     .verdict = fmt::format("nobody filled in {}", fmt::join(missing, ", "))};
    }
  }
  std::vector<std::string> differences;
  for (const auto& field : step.fields) {
    const auto& value = filled.at(field.name);
    if (const auto own = criteria.find(field.name); own != criteria.end()) {
      if (!own->second.difference.empty()) differences.push_back(own->second.difference);
      continue;  // held against its target already, as what it is and not as a text
    }
    if (!field.expected.empty() && !runbook::value_matches(field.expected, value)) {
      differences.push_back(
          fmt::format("{} is {}, expected {}", field.name, shown(field, value), shown(field, field.expected)));
    }
    const bool bad = value == "✗" || base::to_lower(value) == "fail" || base::to_lower(value) == "no-go";
    if (bad && field.choices.size() > 1) differences.push_back(fmt::format("{} is {}", field.name, value));
  }
  return ask_about_differences(step, stage, differences, filled);
}

std::string tell(const std::map<std::string, std::string>& filled, const runbook::Step& step) {
  std::string out;
  for (const auto& field : step.fields) {
    const auto found = filled.find(field.name);
    if (found == filled.end()) continue;
    out += fmt::format("{}{}: {}{}", out.empty() ? "" : "\n", field.name, shown(field, found->second),
                       field.unit.empty() ? "" : " " + field.unit);
  }
  return out;
}

}  // namespace runner
