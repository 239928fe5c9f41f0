#include "runbook/questions.h"

#include "base/text.h"

namespace runbook {

base::Json to_json(const Question& question, const Outcome* work) {
  base::Json out{{"step", question.step}, {"question", question.text}, {"when", question.when}};
  out["choices"] = base::Json::array();
  for (const auto& choice : question.choices) out["choices"].push_back(choice.key);
  for (const auto& choice : question.choices) out["titles"].push_back(choice.title);
  for (const auto& field : question.fields) out["fields"].push_back(field.name);
  out["about"] = question.about;
  if (!question.role.empty()) out["role"] = question.role;
  for (const auto& name : question.not_by) out["not_by"].push_back(name);
  if (question.by_vote) out["by_vote"] = true;
  if (work) {
    auto& json = out["work"];
    json["came"] = work->came == Outcome::Came::differs ? "differs" : "failed";
    json["verdict"] = work->verdict;
    json["evidence"] = work->evidence;
    json["duration_ms"] = work->duration.count();
    if (work->exit_code) json["exit_code"] = *work->exit_code;
    if (!work->shell_state.empty()) json["shell_state"] = work->shell_state;
  }
  return out;
}

static std::vector<std::string> list(const base::Json& data, const char* key) {
  std::vector<std::string> out;
  const auto found = data.find(key);
  if (found == data.end() || !found->is_array()) return out;
  for (const auto& each : *found) out.push_back(each.is_string() ? each.get<std::string>() : std::string());
  return out;
}

std::optional<Question> open_question(const std::string& id, const StepRecord& record, const Step* step) {
  const bool open = record.state == StepState::asking || record.state == StepState::failed;
  if (!open || !record.question.is_object()) return std::nullopt;
  for (const auto& given : record.answers) {
    if (given.seq > record.asked_seq && given.when == record.asked && record.asked != "field") return std::nullopt;
  }
  const auto& data = record.question;
  Question out{.step = id,
               .when = record.asked,
               .text = base::text_at(data, "question"),
               .about = base::text_at(data, "about")};
  const auto keys = list(data, "choices");
  const auto titles = list(data, "titles");
  for (std::size_t i = 0; i < keys.size(); ++i)
    out.choices.push_back({.key = keys[i], .title = i < titles.size() ? titles[i] : ""});
  for (const auto& name : list(data, "fields")) {
    if (record.fields.contains(name)) continue;
    Field field{.name = name};
    for (const auto& known : step ? step->fields : std::vector<Field>{}) {
      if (known.name == name) field = known;
    }
    out.fields.push_back(std::move(field));
  }
  if (out.choices.empty() && out.fields.empty()) return std::nullopt;
  out.role = base::text_at(data, "role");
  out.not_by = list(data, "not_by");
  out.by_vote = data.value("by_vote", false);
  if (out.by_vote) {
    for (const auto& vote : record.votes) out.voted.push_back(vote.by);
  }
  return out;
}

std::optional<std::string> choice_meant(const Question& question, std::string_view said) {
  const std::string lower = base::to_lower(base::trim(said));
  for (const auto& choice : question.choices) {
    if (base::to_lower(choice.key) == lower) return choice.key;
  }
  for (const auto& choice : question.choices) {
    if (lower.size() > 2 && base::starts_with_ignoring_case(choice.title, lower)) return choice.key;
  }
  for (const char* yes : {"yes", "ok", "y"}) {
    if (lower == yes && question.when != "choice" && question.when != "gate" && !question.choices.empty())
      return question.choices.front().key;
  }
  return std::nullopt;
}

// What another process wrote since has closed the question.
static bool closes(const journal::Event& event, const Question& question, long long asked_seq) {
  if (event.seq <= asked_seq || base::text_at(event.data, "step") != question.step) return false;
  if (event.kind == "step.finished") return base::text_at(event.data, "state") != "failed";
  if (event.kind == "step.began" || event.kind == "gate.decided") return true;
  // A gate asks again after every vote: those that are on their way still count.
  if (event.kind == "question.asked") return !(question.by_vote && base::text_at(event.data, "when") == "gate");
  return event.kind == "question.answered" && !question.by_vote;
}

bool post_answer(journal::Journal& journal, const std::string& run, const Question& question, long long asked_seq,
                 const Answer& answer, const Secrets& secrets) {
  base::Json data{{"step", question.step}};
  const bool vote = question.by_vote && answer.answer != "stop";
  data[vote ? "vote" : "answer"] = answer.answer;
  data["by"] = answer.by;
  if (!answer.role.empty()) data["role"] = answer.role;
  data["reason"] = answer.reason;
  if (!vote) {
    data["fields"] = base::Json::object();
    for (const auto& [name, value] : answer.fields) data["fields"][name] = value;
  }
  data["source"] = answer.source;
  if (!vote) data["when"] = question.when;
  secrets.hide(data);
  const auto written = journal.append_if({.run = run,
                                          .kind = vote ? "vote.cast" : "question.answered",
                                          .actor = {},
                                          .data = std::move(data),
                                          .hash = {}},
                                         asked_seq, [&](std::span<const journal::Event> newer) {
                                           return std::none_of(newer.begin(), newer.end(), [&](const auto& event) {
                                             return closes(event, question, asked_seq);
                                           });
                                         });
  return written.has_value();
}

}  // namespace runbook
