#include "runbook/stage.h"

#include "base/error.h"

namespace runbook {

Stage::Stage(const Runbook& runbook, const Settings& settings, journal::Journal& journal, People& people,
             Screen& screen, base::Clock& clock, RunState state)
    : runbook_(runbook),
      settings_(settings),
      journal_(journal),
      people_(people),
      screen_(screen),
      clock_(clock),
      state_(std::move(state)) {}

void Stage::record(const std::string& kind, base::Json data) {
  const auto event =
      journal_.append({.run = state_.id, .kind = kind, .actor = {}, .data = std::move(data), .hash = {}});
  state_.apply(event);
  screen_.event(event);
}

static base::Json to_json(const Outcome& work) {
  base::Json out;
  out["came"] = work.came == Outcome::Came::differs ? "differs" : "failed";
  out["verdict"] = work.verdict;
  out["evidence"] = work.evidence;
  out["duration_ms"] = work.duration.count();
  if (work.exit_code) out["exit_code"] = *work.exit_code;
  if (!work.shell_state.empty()) out["shell_state"] = work.shell_state;
  return out;
}

std::optional<Answer> Stage::ask(const Question& question, const Outcome* work) {
  base::Json asked{{"step", question.step}, {"question", question.text}, {"when", question.when}};
  asked["choices"] = base::Json::array();
  for (const auto& choice : question.choices) asked["choices"].push_back(choice.key);
  for (const auto& field : question.fields) asked["fields"].push_back(field.name);
  asked["about"] = question.about;
  if (work) asked["work"] = to_json(*work);
  record("question.asked", asked);
  auto answer = people_.ask(question);
  if (!answer) {
    open_question_ = question;
    return std::nullopt;
  }
  base::Json answered{{"step", question.step}, {"answer", answer->answer}, {"by", answer->by}};
  if (!answer->role.empty()) answered["role"] = answer->role;
  answered["reason"] = answer->reason;
  answered["fields"] = base::Json::object();
  for (const auto& [name, value] : answer->fields) answered["fields"][name] = value;
  answered["source"] = answer->source;
  answered["when"] = question.when;
  record("question.answered", answered);
  return answer;
}

void Stage::output(const Step& step, base::Stream stream, std::string_view piece) {
  screen_.output(step, stream, piece);
}

void Stage::keep_output(const Step& step, std::string_view text) {
  static constexpr std::size_t most = 64 * 1024;
  if (text.empty()) return;
  base::Json data{{"step", step.id}, {"stream", "output"}};
  if (text.size() > most) {
    const auto line_start = [&](std::size_t at) {
      const auto newline = text.find('\n', at);
      return newline == std::string_view::npos || newline - at > 4096 ? at : newline + 1;
    };
    const std::size_t head = std::min(line_start(most / 2), text.size());
    const std::size_t tail = std::max(head, line_start(text.size() - most / 2));
    data["text"] = std::string(text.substr(0, head)) + "…\n" + std::string(text.substr(tail));
    data["cut_bytes"] = tail - head;
  } else {
    data["text"] = std::string(text);
  }
  const auto event =
      journal::Event{.run = state_.id, .kind = "step.output", .actor = {}, .data = std::move(data), .hash = {}};
  journal_.append_soon(event);  // the next record is synced, and this one before it
}

std::filesystem::path Stage::run_folder() const {
  return settings_.runs / state_.id;
}

std::filesystem::path Stage::attempt_folder() const {
  auto folder = run_folder() / fmt::format("{:04}", state_.begun);
  std::filesystem::create_directories(folder);
  for (const auto& each : {settings_.runs, run_folder(), folder}) {
    std::filesystem::permissions(each, std::filesystem::perms::owner_all);
  }
  return folder;
}

}  // namespace runbook
