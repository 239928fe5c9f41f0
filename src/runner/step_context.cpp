#include "runner/step_context.h"

#include <algorithm>
#include <fstream>

#include "base/error.h"
#include "base/text.h"
#include "journal/events/escalation_raised.h"
#include "journal/events/question_asked.h"
#include "journal/events/step_output.h"
#include "journal/typed.h"
#include "runner/questions.h"
#include "runner/redacted_screen.h"
#include "runner/roles.h"

namespace runner {

// Between two looks at the journal while an answer from elsewhere is waited for.
static constexpr base::Milliseconds look_again{200};

static Secrets secrets_of(const Settings& settings) {
  std::vector<std::string> values;
  for (const auto& variable : settings.variables) {
    if (variable.secret) values.push_back(variable.value);
  }
  return Secrets(std::move(values));
}

static std::vector<Person> everybody(const runbook::Runbook& runbook, const Settings& settings) {
  auto out = settings.people;
  for (auto& person : people_in(runbook)) out.push_back(std::move(person));
  return out;
}

StepContext::StepContext(const runbook::Runbook& runbook, const Settings& settings, journal::Journal& journal,
                         AnswerSource& people, RunObserver& screen, base::Clock& clock, RunState state)
    : runbook_(runbook),
      settings_(settings),
      journal_(journal),
      people_(people),
      screen_(screen),
      clock_(clock),
      opened_(clock.now()),
      watch_(clock),
      state_(std::move(state)),
      secrets_(secrets_of(settings)),
      who_(everybody(runbook, settings)) {}

void StepContext::take_in(const journal::Event& event) {
  state_.apply(event);
  if (journal::is_own(event))
    screen_.event(event);
  else
    screen_.elsewhere(event);
}

void StepContext::refresh() {
  for (const auto& event : journal_.read({.run = state_.id, .after = state_.seen})) take_in(event);
}

void StepContext::record(journal::Event event) {
  secrets_.hide(event.data);
  const auto written = journal_.append(journal::in_run(state_.id, std::move(event)));
  if (written.seq == state_.seen + 1 || state_.seen == 0)
    take_in(written);
  else
    refresh();
}

bool StepContext::record_if(journal::Event event, const std::function<bool(const journal::Event&)>& allowed) {
  secrets_.hide(event.data);
  const auto written = journal_.append_if(
      journal::in_run(state_.id, std::move(event)), state_.seen,
      [&](std::span<const journal::Event> newer) { return std::all_of(newer.begin(), newer.end(), allowed); });
  refresh();
  return written.has_value();
}

void StepContext::note_beside(journal::Event event) {
  journal_.append(journal::in_run(state_.id, std::move(event)));
}

std::optional<Answer> StepContext::answer_in_journal(const Question& question, long long after) {
  for (const auto& given : state_.step(question.step).answers) {
    if (given.seq <= after || given.when != question.when || used_.contains(given.seq)) continue;
    used_.insert(given.seq);
    return given.answer;
  }
  return std::nullopt;
}

static std::string too_late(const Question& question) {
  return question.by_vote ? "the gate has been decided" : "somebody else was faster";
}

static std::string key_of(const Question& question) {
  return question.step + " " + question.when;
}

void StepContext::escalate(const Question& question) {
  auto& open = open_[key_of(question)];
  while (open.escalated < settings_.escalation.size() && now() - open.since >= settings_.escalation[open.escalated]) {
    ++open.escalated;
    record(journal::event(journal::EscalationRaised{.step = question.step,
                                                    .level = static_cast<long long>(open.escalated),
                                                    .after = settings_.escalation[open.escalated - 1],
                                                    .reason = "question",
                                                    .text = question.text}));
  }
}

std::optional<Answer> StepContext::ask(const Question& asked, const Outcome* work) {
  auto question = asked;
  question.database = described(state_.target);
  auto answer = ask_everybody(question, work);
  if (answer) open_.erase(key_of(question));  // the same question may be put again, and waits from then on
  return answer;
}

std::optional<Answer> StepContext::ask_everybody(const Question& question, const Outcome* work) {
  // Answered before we came, or while we were away.
  if (question.when != "field" && !question.by_vote) {
    if (auto answer = answer_in_journal(question, 0)) return answer;
  }
  const auto votes = state_.step(question.step).votes.size();  // one that comes while we ask is news as well
  record(journal::event(recorded(question, work)));
  const auto asked_seq = state_.step(question.step).asked_seq;
  // What is filled in is kept by the step, whenever it was; only what comes now ends the question.
  const long long after = question.when == "field" ? asked_seq : 0;
  open_.try_emplace(key_of(question), Open{.since = now()});  // a vote came in: still the same question
  std::optional<Answer> elsewhere;
  bool voted = false;
  Question put = redacted(question, secrets_);
  put.moot = [&] {
    refresh();
    escalate(question);
    elsewhere = answer_in_journal(question, after);
    voted = state_.step(question.step).votes.size() > votes;
    return elsewhere.has_value() || voted;
  };
  for (bool first = true;; first = false) {
    auto answer = first ? people_.ask(put) : std::nullopt;
    if (elsewhere) return elsewhere;
    if (voted) return std::nullopt;
    if (answer) {
      const auto why = refusal(question, *answer, who_);
      if (why.empty() && post_answer(journal_, state_.id, question, asked_seq, *answer, secrets_)) {
        refresh();
        if (question.by_vote && answer->answer != "stop") return std::nullopt;
        answer_in_journal(question, after);  // used up
        return answer;
      }
      screen_.message(fmt::format("That does not count: {}.", why.empty() ? too_late(question) : why));
      if (put.moot()) return elsewhere;
    }
    if (first && settings_.stay && !settings_.stop.stop_requested()) screen_.waits(question, state_.id);
    if (!settings_.stay || settings_.stop.stop_requested() || !sleep(look_again)) {
      open_question_ = question;
      return std::nullopt;
    }
    if (put.moot()) return elsewhere;
  }
}

void StepContext::offer_open_question(const std::function<bool()>& over) {
  for (const auto& [id, record] : state_.steps) {
    if (record.state != StepState::asking || offered_.contains(record.asked_seq)) continue;
    const auto asked_seq = record.asked_seq;
    auto question = runner::open_question(id, record, runbook_.step(id));
    if (!question) continue;
    offered_.insert(asked_seq);
    question->moot = [this, asked_seq, over, step = id] {
      refresh();
      const auto& now = state_.step(step);
      return now.asked_seq != asked_seq || !runner::open_question(step, now, nullptr) || over();
    };
    const auto answer = people_.ask(*question);
    if (!answer) return;
    if (const auto why = refusal(*question, *answer, who_); !why.empty()) {
      screen_.message(fmt::format("That does not count: {}.", why));
    } else if (!post_answer(journal_, state_.id, *question, asked_seq, *answer, secrets_)) {
      screen_.message(fmt::format("That does not count: {}.", too_late(*question)));
    }
    refresh();
    return;  // the map may have changed
  }
}

void StepContext::output(const runbook::Step& step, base::Stream stream, std::string_view piece) {
  screen_.output(step, stream, piece);
}

static constexpr std::size_t most_in_record = 64 * 1024;

// Cut in the middle, at lines where they are near.
static std::pair<std::string, std::size_t> shortened(std::string_view text) {
  if (text.size() <= most_in_record) return {std::string(text), 0};
  const auto line_start = [&](std::size_t at) {
    const auto newline = text.find('\n', at);
    return newline == std::string_view::npos || newline - at > 4096 ? at : newline + 1;
  };
  const std::size_t head = std::min(line_start(most_in_record / 2), text.size());
  const std::size_t tail = std::max(head, line_start(text.size() - most_in_record / 2));
  return {std::string(text.substr(0, head)) + "…\n" + std::string(text.substr(tail)), tail - head};
}

static void append_output(journal::Journal& journal, const std::string& run, const journal::StepOutput& output) {
  // The next record is synced, and this one before it.
  journal.append_soon(journal::in_run(run, journal::event(output)));
}

void StepContext::keep_output(const runbook::Step& step, std::string_view text) {
  if (text.empty()) return;
  auto [kept, cut] = shortened(text);
  append_output(
      journal_, state_.id,
      {.step = step.id, .stream = "output", .text = secrets_.hide(kept), .cut_bytes = static_cast<long long>(cut)});
}

void StepContext::keep_output(const runbook::Step& step, KeptOutput& kept) {
  if (kept.bytes() == 0) return;
  kept.end();
  const auto [text, cut] = shortened(kept.text());
  journal::StepOutput output{
      .step = step.id, .stream = "output", .text = secrets_.hide(text), .file = kept.file().string()};
  if (cut > 0) {
    output.cut_bytes = std::max<long long>(kept.bytes() - std::ssize(text), static_cast<long long>(cut));
    output.bytes = kept.bytes();
  }
  append_output(journal_, state_.id, output);
}

void StepContext::recover_output(const runbook::Step& step) {
  const auto file = output_file(step);
  std::error_code none;
  const auto size = std::filesystem::file_size(file, none);
  if (none || size == 0) return;
  std::ifstream in(file, std::ios::binary);
  std::string text(std::min<std::size_t>(size, most_in_record), '\0');
  in.seekg(static_cast<std::streamoff>(size - text.size()));  // the last words say most
  in.read(text.data(), std::ssize(text));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  journal::StepOutput output{.step = step.id, .stream = "output", .text = secrets_.hide(text), .file = file.string()};
  if (text.size() < size) {
    output.cut_bytes = static_cast<long long>(size - text.size());
    output.bytes = static_cast<long long>(size);
  }
  append_output(journal_, state_.id, output);
}

std::filesystem::path StepContext::output_file(const runbook::Step& step) const {
  return settings_.runs.outputs_of(state_.id) / fmt::format("{:04}-{}.txt", state_.begun, base::slug(step.id));
}

std::filesystem::path StepContext::run_folder() const {
  return settings_.runs.work_of(state_.id);
}

std::filesystem::path StepContext::attempt_folder() const {
  auto folder = run_folder() / fmt::format("{:04}", state_.begun);
  std::filesystem::create_directories(folder);
  for (const auto& each : {settings_.runs.path(), run_folder(), folder}) {
    std::filesystem::permissions(each, std::filesystem::perms::owner_all);
  }
  return folder;
}

base::Milliseconds StepContext::since(base::Instant began) const {
  constexpr base::Milliseconds none{0};
  if (began < opened_) return std::max(none, opened_ - began) + watch_.elapsed();
  const auto here = watch_.elapsed();
  const auto by_clock = clock_.now() - began;
  if (by_clock >= none && by_clock <= here) return by_clock;
  // The clock was set since; by how much the watch tells.
  const auto set_by = (clock_.now() - opened_) - here;
  return std::clamp<base::Milliseconds>(by_clock - set_by, none, here);
}

}  // namespace runner
