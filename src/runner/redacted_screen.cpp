#include "runner/redacted_screen.h"

#include <algorithm>
#include <array>

#include "base/redact.h"
#include "base/text.h"

namespace runner {

static constexpr std::size_t longest_shown_line = 65'536;

// Without one of these nothing is redacted: most lines go on at once, dots of a progress among them.
static bool may_hold_secret(std::string_view line) {
  static constexpr std::array<std::string_view, 13> words{"pass",       "pw",   "secret", "token",    "key",
                                                          "credential", "pin",  "://",    "authoriz", "bearer",
                                                          "curl",       "wget", "-----"};
  const auto lower = base::to_lower(line);
  return std::ranges::any_of(words, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

std::string RedactedLines::shown_of(std::string_view whole) {
  auto clean = base::redact(whole);
  const auto before = whole.substr(0, shown_);
  shown_ = 0;
  return clean.starts_with(before) ? clean.substr(before.size()) : clean;
}

std::string RedactedLines::add(std::string_view piece) {
  line_ += piece;
  const auto end = line_.find_last_of("\r\n");
  std::string out;
  if (end != std::string::npos) {
    out = shown_of(std::string_view(line_).substr(0, end + 1));
    line_.erase(0, end + 1);
  }
  if (line_.size() > longest_shown_line) return out + this->end();
  if (may_hold_secret(line_)) return out;
  out += line_.substr(shown_);
  shown_ = line_.size();
  return out;
}

std::string RedactedLines::end() {
  auto out = shown_of(line_);
  line_.clear();
  return out;
}

Question redacted(Question question, const Secrets& secrets) {
  question.text = base::redact(secrets.hide(question.text));
  question.about = base::redact(secrets.hide(question.about));
  return question;
}

void RedactedScreen::flush() {
  for (auto& [stream, lines] : lines_) {
    const auto rest = lines.end();
    if (step_ && !rest.empty()) screen_.output(*step_, stream, rest);
  }
  step_ = nullptr;
}

void RedactedScreen::begins(const runbook::Runbook& runbook, const RunState& state, bool resumed) {
  screen_.begins(runbook, state, resumed);
}

void RedactedScreen::phase(const runbook::Phase& phase) {
  flush();
  auto shown = phase;
  shown.title = base::redact(secrets_.hide(phase.title));
  screen_.phase(shown);
}

static runbook::Step shown_step(const runbook::Step& step, const Secrets& secrets) {
  auto shown = step;
  shown.title = base::redact(secrets.hide(step.title));
  shown.text = base::redact(secrets.hide(step.text));
  return shown;
}

void RedactedScreen::note(const runbook::Step& step) {
  flush();
  screen_.note(shown_step(step, secrets_));
}

void RedactedScreen::step(const runbook::Step& step, std::size_t number, std::size_t of) {
  flush();
  screen_.step(shown_step(step, secrets_), number, of);
}

void RedactedScreen::output(const runbook::Step& step, base::Stream stream, std::string_view piece) {
  step_ = &step;
  const auto shown = lines_[stream].add(piece);
  if (!shown.empty()) screen_.output(step, stream, shown);
}

void RedactedScreen::event(const journal::Event& event) {
  flush();
  screen_.event(event);
}

void RedactedScreen::message(std::string_view text) {
  flush();
  screen_.message(base::redact(secrets_.hide(text)));
}

void RedactedScreen::waits(const Question& question, const std::string& run) {
  flush();
  screen_.waits(redacted(question, secrets_), run);
}

void RedactedScreen::elsewhere(const journal::Event& event) {
  flush();
  screen_.elsewhere(event);
}

}  // namespace runner
