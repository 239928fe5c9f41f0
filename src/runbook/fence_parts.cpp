#include "runbook/fence_parts.h"

#include <algorithm>

#include "base/text.h"
#include "runbook/shell.h"
#include "runbook/words.h"

namespace runbook {

namespace {

// A comment at the left edge with nothing right above it.
struct Head {
  std::size_t line = 0;
  std::string_view text;
  bool after_blank = false;
};

}  // namespace

static std::vector<Head> heads_in(const std::vector<std::string_view>& lines, const std::vector<bool>& begins) {
  std::vector<Head> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = lines[i];
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    const auto comment = begins[i] && !indented ? comment_of(line) : std::nullopt;
    if (!comment || comment->empty() || line.starts_with("#!")) continue;
    const bool below_another = i > 0 && comment_of(lines[i - 1]).has_value();
    if (!below_another) out.push_back({i, *comment, i > 0 && base::trim(lines[i - 1]).empty()});
  }
  return out;
}

// "UP", "Apply", "Forward migration": what follows is the way there again.
static bool goes_forward(std::string_view comment) {
  const auto words = words_of(comment);
  if (words.list.empty() || words.list.size() > 3) return false;
  for (const std::string_view each : {"up", "apply", "forward", "migrate", "upgrade", "change", "deploy", "good",
                                      "right", "correct", "better", "instead", "recommended", "do"}) {
    if (words.list.front() == each) return true;
  }
  return false;
}

static bool begins_with(std::string_view line, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    return base::starts_with_ignoring_case(line, word) &&
           (line.size() == word.size() || std::isalnum(static_cast<unsigned char>(line[word.size()])) == 0);
  });
}

// Lines of a transaction that is open there, and those that are typed into a session: what belongs together is not
// parted, whatever a comment among them says.
static std::vector<bool> held_lines(std::string_view text, const std::vector<std::string_view>& lines,
                                    std::string_view language) {
  std::vector<bool> out(lines.size());
  for (const auto& part : sessions_in({std::string(text), 0}, language)) {
    if (part.opened_by.empty()) continue;
    const auto first = static_cast<std::size_t>(part.piece.line);
    const auto count = static_cast<std::size_t>(std::ranges::count(part.piece.text, '\n'));
    for (auto i = first + 1; i < std::min(first + count, lines.size()); ++i) out[i] = true;
  }
  bool open = false;
  for (std::size_t i = 0; language == "sql" && i < lines.size(); ++i) {
    const auto line = base::trim(lines[i]);
    if (open) out[i] = true;
    if (begins_with(line, {"begin", "start transaction"}))
      open = true;
    else if (begins_with(line, {"commit", "end", "abort"}) ||
             (begins_with(line, {"rollback"}) && !begins_with(base::trim(line.substr(8)), {"to"})))
      open = false;
  }
  return out;
}

// "-- Roll back" right above ROLLBACK tells what that does.
static bool tells_statement(const std::vector<std::string_view>& lines, std::size_t comment) {
  for (std::size_t i = comment + 1; i < lines.size(); ++i) {
    const auto line = base::trim(lines[i]);
    if (!line.empty() && !comment_of(line)) return begins_with(line, {"rollback", "abort"});
  }
  return false;
}

static bool parts_off(Meaning meaning) {
  return meaning == Meaning::rollback || meaning == Meaning::failure || meaning == Meaning::forbidden ||
         meaning == Meaning::example;
}

std::vector<FencePart> parts_in(std::string_view text, std::string_view language, int first_line,
                                const Tongue& tongue, bool on_demand) {
  const auto lines = base::lines(text);
  std::vector<FencePart> out;
  std::size_t begin = 0;
  FencePart now;
  const auto end_at = [&](std::size_t end) {
    std::string piece;
    for (std::size_t i = begin; i < end; ++i) piece += std::string(lines[i]) + "\n";
    now.piece = {std::move(piece), first_line + static_cast<int>(begin)};
    if (!base::trim(now.piece.text).empty()) out.push_back(now);
    begin = end;
  };
  const auto held = held_lines(text, lines, language);
  for (const auto& head : heads_in(lines, beginnings(text, lines, language == "bash"))) {
    if (held[head.line]) continue;
    const int number = first_line + static_cast<int>(head.line);
    auto meaning = tongue.meaning_of(head.text, Where::comment);
    if (on_demand && (meaning == Meaning::rollback || meaning == Meaning::failure)) meaning = Meaning::work;
    FencePart next{.piece = {}, .meaning = meaning, .comment = std::string(head.text), .line = number};
    if (parts_off(meaning)) {
      end_at(head.line);
      now = std::move(next);
    } else if (parts_off(now.meaning) && (goes_forward(head.text) || head.after_blank)) {
      const bool forward = goes_forward(head.text);
      const auto asks = fmt::format("stands below \"{}\" (line {})", base::shorten(now.comment, 40), now.line);
      end_at(head.line);
      now = {.piece = {}, .asks = forward ? "" : asks};
    }
  }
  end_at(lines.size());
  if (out.size() == 1 && !parts_off(out.front().meaning)) out.front().piece = {std::string(text), first_line};
  if (out.empty()) out.push_back({.piece = {std::string(text), first_line}});
  return out;
}

// What stands behind a command in its line: "./warm   # only if needed".
static std::string_view trailing_comment(std::string_view line, bool shell) {
  const auto at = line.rfind(shell ? " # " : " -- ");
  return at == std::string_view::npos ? std::string_view() : base::trim(line.substr(at + (shell ? 3 : 4)));
}

std::vector<std::string> limits_in(std::string_view text, std::string_view language, int first_line,
                                   const Tongue& tongue) {
  const auto lines = base::lines(text);
  std::vector<std::string> out;
  const auto held = held_lines(text, lines, language);
  for (const auto& head : heads_in(lines, beginnings(text, lines, language == "bash"))) {
    const auto meaning = tongue.meaning_of(head.text, Where::comment);
    if (meaning == Meaning::work || meaning == Meaning::approval) continue;
    if (parts_off(meaning) && (!held[head.line] || tells_statement(lines, head.line))) continue;
    out.push_back(reason_of(meaning, head.text, first_line + static_cast<int>(head.line)));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto comment = lines[i].size() < 500 ? trailing_comment(lines[i], language == "bash") : std::string_view();
    const auto meaning = comment.empty() ? Meaning::work : tongue.meaning_of(comment, Where::comment);
    if (meaning == Meaning::condition || meaning == Meaning::optional || meaning == Meaning::limited ||
        meaning == Meaning::forbidden || meaning == Meaning::stop)
      out.push_back(reason_of(meaning, comment, first_line + static_cast<int>(i)));
  }
  return out;
}

}  // namespace runbook
