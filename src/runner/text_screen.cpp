#include <cstdio>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/printable.h"
#include "base/text.h"
#include "journal/events/escalation_raised.h"
#include "journal/events/procedure_began.h"
#include "journal/events/procedure_finished.h"
#include "journal/events/question_answered.h"
#include "journal/events/question_asked.h"
#include "journal/events/run_finished.h"
#include "journal/events/run_joined.h"
#include "journal/events/run_paused.h"
#include "journal/events/run_scheduled.h"
#include "journal/events/step_approved.h"
#include "journal/events/step_began.h"
#include "journal/events/step_finished.h"
#include "journal/events/step_output.h"
#include "journal/events/vote_cast.h"
#include "journal/summary.h"
#include "journal/typed.h"
#include "runner/steps.h"
#include "runner/terminal.h"

namespace runner {

std::size_t terminal_width(const base::Environment& environment) {
  if (const int columns = std::atoi(environment.value("COLUMNS").c_str()); columns > 20)
    return static_cast<std::size_t>(columns);
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 100;
}

void TextScreen::print(std::string_view text) const {
  std::FILE* out = options_.to_errors ? stderr : stdout;
  const auto shown = base::printable(text);
  std::fwrite(shown.data(), 1, shown.size(), out);
  std::fflush(out);
}

std::string TextScreen::paint(std::string_view text, const char* code) const {
  if (!options_.colour) return std::string(text);
  return base::paint(text, code);
}

void TextScreen::begins(const runbook::Runbook& runbook, const RunState& state, bool resumed) {
  const std::lock_guard lock(mutex_);
  if (options_.quiet) return;
  std::size_t all = 0;
  std::size_t done = 0;
  for (const auto& step : runbook.steps) {
    if (!kind_of(step).recorded) continue;
    ++all;
    done += settled(state.step(step.id).state) ? 1 : 0;
  }
  const auto target = described(state.target);
  print(paint(runbook.title, "1") + (target.empty() ? "" : ", database " + target) + "\n");
  if (resumed)
    print(fmt::format("run {} goes on: {} of {} steps are done\n", state.id, done, all));
  else
    print(fmt::format("run {}, {}\n", state.id, base::count_of(static_cast<long long>(all), "step")));
}

void TextScreen::phase(const runbook::Phase& phase) {
  const std::lock_guard lock(mutex_);
  if (options_.quiet) return;
  print("\n" + paint(phase.title, "1") + (phase.due ? "  " + format_due(*phase.due) : "") + "\n");
}

void TextScreen::note(const runbook::Step& step) {
  const std::lock_guard lock(mutex_);
  if (options_.quiet) return;
  std::string out;
  for (const auto line : base::lines(step.text)) {
    if (base::trim(line).empty()) continue;
    out += paint("    " + base::shorten(line, options_.width - 4), "2") + "\n";
  }
  print(out);
}

void TextScreen::step(const runbook::Step& step, std::size_t number, std::size_t of) {
  const std::lock_guard lock(mutex_);
  const auto digits = std::to_string(of).size();
  place_ = fmt::format("[{:>{}}/{}]", number, digits, of);
  id_ = step.id;
  does_ = step.kind == "command" || step.kind == "query" ? does(step) : "";
  headed_ = false;
  line_open_ = false;
  shown_ = 0;
  expect_output();
}

// A step that prints nothing for so long is shown all the same: whoever reads a log sees what is going on.
static constexpr std::chrono::seconds long_silence{2};

void TextScreen::expect_output() {
  if (does_.empty() || headed_ || options_.quiet) return;
  head_at_ = std::chrono::steady_clock::now() + long_silence;
  changed_.notify_all();
  if (!watching_.joinable()) watching_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

void TextScreen::watch(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    const auto at = head_at_;
    const auto other = [&] { return head_at_ != at; };
    if (!at)
      changed_.wait(lock, stop, other);
    else if (!changed_.wait_until(lock, stop, *at, other) && !stop.stop_requested())
      head();
  }
}

TextScreen::~TextScreen() {
  watching_.request_stop();
  if (watching_.joinable()) watching_.join();
}

// What a person can read; the rest is in the record, and all of it in a file.
static constexpr std::size_t most_shown = 1024UL * 1024;

void TextScreen::head() {
  head_at_.reset();
  if (headed_ || options_.quiet) return;
  headed_ = true;
  print(base::shorten(fmt::format("{} ▸ {}  {}", place_, id_, does_), options_.width) + "\n");
}

void TextScreen::output(const runbook::Step& /*step*/, base::Stream stream, std::string_view piece) {
  const std::lock_guard lock(mutex_);
  if (options_.quiet || shown_ > most_shown) return;
  head();
  shown_ += piece.size();
  std::string out;
  // Pieces end anywhere, also within a character.
  auto& unfinished = unfinished_.at(stream == base::Stream::output ? 0 : 1);
  const auto whole = base::printable(base::replace_all(unfinished + std::string(piece), "\r", ""), &unfinished);
  for (const char c : whole) {
    if (!line_open_) out += "  │ ";
    line_open_ = true;
    out += c;
    if (c == '\n') line_open_ = false;
  }
  if (shown_ > most_shown) {
    out += line_open_ ? "\n" : "";
    line_open_ = false;
    out += "  │ … and more, which is no longer shown\n";
  }
  print(out);
}

void TextScreen::end_output() {
  unfinished_ = {};
  if (line_open_) print("\n");
  line_open_ = false;
}

static const char* sign_of(std::string_view state) {
  if (state == "passed") return "✓";
  if (state == "failed") return "✗";
  if (state == "skipped") return "–";
  return state == "waived" ? "~" : "!";
}

static const char* colour_of(std::string_view state) {
  if (state == "passed") return "32";
  if (state == "failed") return "31";
  return state == "skipped" ? "2" : "33";
}

void TextScreen::event(const journal::Event& event) {
  const std::lock_guard lock(mutex_);
  if (journal::is_one_of<journal::QuestionAsked>(event)) {
    end_output();
    head_at_.reset();  // nothing into the middle of what a person types
  }
  if (journal::is_one_of<journal::QuestionAnswered>(event)) expect_output();
  if (const auto raised = journal::as<journal::EscalationRaised>(event)) escalation(*raised);
  if (const auto approved = journal::as<journal::StepApproved>(event); approved && !options_.quiet)
    print(fmt::format("  {}\n", base::shorten(journal::summary(event), options_.width - 2)));
  const auto finished = journal::as<journal::StepFinished>(event);
  if (!finished || options_.quiet) return;
  end_output();
  head_at_.reset();
  const auto& state = finished->state;
  const auto span = finished->duration.value_or(base::Milliseconds(0));
  // How long a person took to answer is not a property of the step.
  const std::string took = does_.empty() || state == "skipped" ? "" : "  " + base::format_span(span);
  const std::string start = fmt::format("{} {} {}", place_, paint(sign_of(state), colour_of(state)), id_);
  const std::size_t used = base::display_width(place_) + 3 + base::display_width(id_) + took.size();
  const std::size_t room = std::max(options_.width, used + 30) - used;
  std::string what = headed_ || does_.empty() ? "" : "  " + does_;
  std::string why = finished->verdict;
  if (!why.empty()) why = "  " + why;
  if (state != "failed") why = base::shorten(why, what.empty() ? room : std::max<std::size_t>(room / 2, 24));
  const std::size_t rest = room - std::min(room, base::display_width(why));
  what = rest > 12 ? base::shorten(what, rest) : "";
  print(start + what + why + took + "\n");
  if (state == "failed") {
    for (const auto line : base::lines(finished->evidence)) print(fmt::format("    {}\n", line));
  }
  headed_ = true;
}

// How the question is answered from another terminal.
static std::string way_to_answer(const Question& question, const std::string& run) {
  if (question.by_vote) return fmt::format("lockkeeper vote {} GO|NO-GO", run);
  std::string out = fmt::format("lockkeeper answer {} {}", run, base::shell_quote(question.step));
  for (const auto& field : question.fields) out += fmt::format(" --field {}=…", base::shell_quote(field.name));
  std::vector<std::string> keys;
  for (const auto& choice : question.choices) keys.push_back(choice.key);
  return keys.empty() ? out : fmt::format("{} {}", out, fmt::join(keys, "|"));
}

void TextScreen::waits(const Question& question, const std::string& run) {
  const std::lock_guard lock(mutex_);
  end_output();
  std::string out = fmt::format("  ? {}  ({})\n", question.text, question.step);
  if (!question.role.empty()) out += fmt::format("    to be answered by: {}\n", question.role);
  for (const auto line : base::lines(question.about)) out += fmt::format("    {}\n", line);
  print(out + fmt::format("    answer with: {}\n", way_to_answer(question, run)));
}

void TextScreen::escalation(const journal::EscalationRaised& raised) {
  end_output();
  const auto after = base::format_span(raised.after.value_or(base::Milliseconds(0)));
  print(paint(fmt::format("  ! escalation {}: {} is open for {}: {}", raised.level.value_or(0), raised.step, after,
                          raised.text),
              "33") +
        "\n");
}

// One line for what another terminal does.
void TextScreen::elsewhere(const journal::Event& event) {
  const std::lock_guard lock(mutex_);
  if (options_.quiet) return;
  const bool shown =
      journal::is_one_of<journal::StepBegan, journal::StepFinished, journal::StepOutput, journal::QuestionAsked,
                         journal::QuestionAnswered, journal::VoteCast, journal::EscalationRaised, journal::RunJoined,
                         journal::RunPaused, journal::RunScheduled, journal::RunFinished, journal::ProcedureBegan,
                         journal::ProcedureFinished>(event);
  if (!shown) return;
  end_output();
  const auto what = fmt::format("{}: {} {}", event.actor, event.kind, journal::summary(event));
  print(fmt::format("  {} {}\n", paint("·", "2"), base::shorten(what, options_.width - 4)));
}

void TextScreen::message(std::string_view message) {
  const std::lock_guard lock(mutex_);
  if (!options_.quiet) print(fmt::format("{}\n", message));
}

}  // namespace runner
