#include "runner/terminal.h"

#include <cerrno>
#include <cstdio>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include "base/printable.h"
#include "base/redact.h"
#include "base/text.h"
#include "runner/questions.h"
#include "runner/roles.h"

namespace runner {

bool Terminal::is_there() {
  return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0;
}

namespace {

// What is typed stays unseen as long as this lives.
class WithoutEcho {
 public:
  explicit WithoutEcho(bool wanted) : on_(wanted && ::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!on_) return;
    auto now = before_;
    now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    now.c_lflag |= ECHONL;
    on_ = ::tcsetattr(STDIN_FILENO, TCSADRAIN, &now) == 0;
  }
  ~WithoutEcho() {
    if (on_) ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;

 private:
  termios before_{};
  bool on_;
};

}  // namespace

std::optional<std::string> Terminal::line(const std::string& prompt) {
  fmt::print(stderr, "{}", base::printable(prompt));
  std::fflush(stderr);
  for (;;) {
    if (const auto end = pending_.find('\n'); end != std::string::npos) {
      std::string out(base::trim(std::string_view(pending_).substr(0, end)));
      pending_.erase(0, end + 1);
      while (const auto bad = base::first_invalid_utf8(out)) out[*bad] = '?';
      return out;
    }
    if (stop_.stop_requested()) {
      fmt::print(stderr, "\n");
      return std::nullopt;
    }
    if (moot_ && moot_()) {
      // What was typed for this question must not answer the next one.
      ::tcflush(STDIN_FILENO, TCIFLUSH);
      pending_.clear();
      fmt::print(stderr, "\n  (answered elsewhere)\n");
      return std::nullopt;
    }
    pollfd watched{STDIN_FILENO, POLLIN, 0};
    const int ready = ::poll(&watched, 1, 100);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    std::array<char, 1024> buffer{};
    const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return std::nullopt;
    pending_.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

static void tell(std::string_view text) {
  fmt::print(stderr, "{}", base::printable(text));
}

// Lines of at most `width` columns, broken at blanks; a word that is wider stands alone.
static std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> out(1);
  for (const auto word : base::split(text, ' ')) {
    if (word.empty()) continue;
    if (out.back().empty()) {
      out.back() = word;
    } else if (base::display_width(out.back()) + 1 + base::display_width(word) > width) {
      out.emplace_back(word);
    } else {
      out.back() += ' ';
      out.back() += word;
    }
  }
  return out;
}

static void tell_wrapped(std::string_view first, std::string_view text, std::string_view next) {
  const auto width = terminal_width({});
  for (const auto& part : wrap(text, width - std::min(width / 2, first.size()))) {
    tell(fmt::format("{}{}\n", first, part));
    first = next;
  }
}

// Why a step asks before it runs: each reason on a line of its own.
static void show_reasons(std::string_view text) {
  for (auto rest = text.substr(0, text.rfind(": ")); !rest.empty();) {
    const auto end = std::min(rest.find("; "), rest.size());
    tell_wrapped("    - ", rest.substr(0, end), "      ");
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
}

// So much of a step's text stands with its question; "show" prints all of it.
static constexpr std::size_t most_lines = 8;

static void show_text(const Question& question, std::size_t most) {
  const auto lines = base::lines(question.about);
  const auto shown = lines.size() > most + 1 ? most : lines.size();
  for (std::size_t i = 0; i < shown; ++i) tell(fmt::format("    {}\n", lines[i]));
  if (shown < lines.size())
    tell(fmt::format("    … and {} more\n", base::count_of(std::ssize(lines) - static_cast<long>(shown), "line")));
}

static bool can_be_shown(const Question& question) {
  return question.when == "dangerous" && !question.about.empty();
}

static void show(const Question& question) {
  const auto asked = question.text.rfind(": ");
  if (question.when == "dangerous" && asked != std::string::npos) {
    tell(fmt::format("\n  ? {}  ({})\n", question.text.substr(asked + 2), question.step));
    show_reasons(question.text);
  } else {
    tell("\n");
    tell_wrapped("  ? ", fmt::format("{}  ({})", question.text, question.step), "    ");
  }
  if (!question.database.empty()) tell(fmt::format("    database: {}\n", question.database));
  if (!question.role.empty()) tell(fmt::format("    to be answered by: {}\n", question.role));
  show_text(question, can_be_shown(question) ? most_lines : std::string::npos / 2);
}

// A word that stands for leaving something undone or as it is wants a reason.
static bool wants_reason(const std::string& key) {
  return key == "skip" || key == "accept" || key == "waive";
}

// The two-person rule, a second vote: whoever sits here has spoken already.
bool Terminal::is_taken(const Question& question) const {
  const auto same = [&](const std::string& name) { return same_name(name, by_); };
  return std::any_of(question.not_by.begin(), question.not_by.end(), same) ||
         std::any_of(question.voted.begin(), question.voted.end(), same);
}

// The beginning of one key is enough: "r" for run; y for the first, where that is what is asked.
static std::optional<std::string> key_meant(const Question& question, std::string_view said) {
  if (said.empty()) return std::nullopt;
  const bool yes_or_no = question.when == "task" || question.when == "dangerous";
  const auto lower = base::to_lower(said);
  if (yes_or_no || (lower != "y" && lower != "yes" && lower != "ok")) {
    if (auto meant = choice_meant(question, said)) return meant;
  }
  std::optional<std::string> found;
  for (const auto& choice : question.choices) {
    if (!base::starts_with_ignoring_case(choice.key, said)) continue;
    if (found) return std::nullopt;
    found = choice.key;
  }
  return found;
}

// "s" may be skip, stop or show.
static std::string not_understood(const Question& question, std::string_view word) {
  std::vector<std::string> begin;
  for (const auto& choice : question.choices) {
    if (!word.empty() && base::starts_with_ignoring_case(choice.key, word)) begin.push_back(choice.key);
  }
  if (begin.size() > 1) return fmt::format("  '{}' may be {}\n", word, fmt::join(begin, " or "));
  return fmt::format("  '{}' is not one of them\n", word);
}

std::optional<Answer> Terminal::answer_with(const Question& question, const std::string& key,
                                            std::string_view reason) {
  Answer answer{
      .answer = key, .by = by_, .role = role_, .reason = std::string(base::trim(reason)), .source = "terminal"};
  if (is_taken(question)) {
    const auto name = line("  the other person's name?> ");
    if (!name) return std::nullopt;
    answer.by = *name;
    answer.role.clear();
  }
  while (wants_reason(key) && answer.reason.empty()) {
    const auto why = line("  why?> ");
    if (!why) return std::nullopt;
    answer.reason = *why;
  }
  return answer;
}

std::optional<Answer> Terminal::choose(const Question& question) {
  // What only looks is no answer, and so is none of the question's own choices.
  auto offered = question;
  if (can_be_shown(question)) offered.choices.push_back({"show", "all of its text"});
  show(question);
  std::vector<std::string> keys;
  for (const auto& choice : offered.choices) {
    keys.push_back(choice.key);
    if (question.when != "choice" && question.when != "gate")
      tell(fmt::format("      {}: {}\n", choice.key, choice.title));
  }
  const std::string prompt = fmt::format("  [{}]> ", fmt::join(keys, " | "));
  for (;;) {
    const auto said = line(prompt);
    if (!said) return std::nullopt;
    const auto word = std::string_view(*said).substr(0, said->find(' '));
    const auto meant = key_meant(offered, word);
    if (!meant) {
      if (!said->empty()) tell(not_understood(offered, word));
    } else if (*meant == "show" && can_be_shown(question)) {
      show_text(question, std::string::npos / 2);
    } else {
      return answer_with(question, *meant, std::string_view(*said).substr(word.size()));
    }
  }
}

std::optional<Answer> Terminal::fill(const Question& question) {
  show(question);
  Answer answer{.answer = "filled in", .by = by_, .role = role_, .source = "terminal"};
  for (const auto& field : question.fields) {
    std::string prompt = "  " + field.name;
    if (!field.unit.empty()) prompt += fmt::format(" in {}", field.unit);
    if (!field.expected.empty()) prompt += fmt::format(" (expected {})", field.expected);
    if (!field.choices.empty()) prompt += fmt::format(" [{}]", fmt::join(field.choices, " | "));
    for (;;) {
      const WithoutEcho unseen(base::is_secret_name(field.name));
      const auto said = line(prompt + "> ");
      if (!said) return std::nullopt;
      if (said->empty()) continue;
      answer.fields[field.name] = *said;
      // Ticks are hard to type: y and n do, and so does the number of the choice.
      if (field.choices.size() == 2) {
        const auto lower = base::to_lower(*said);
        if (lower == "y" || lower == "yes" || lower == "ok" || lower == "1")
          answer.fields[field.name] = field.choices[0];
        if (lower == "n" || lower == "no" || lower == "2") answer.fields[field.name] = field.choices[1];
      }
      break;
    }
  }
  return answer;
}

std::optional<Answer> Terminal::ask(const Question& question) {
  moot_ = question.moot;
  auto answer = question.when == "field" ? fill(question) : choose(question);
  moot_ = {};
  return answer;
}

}  // namespace runner
