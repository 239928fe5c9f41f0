#include "runbook/fence_parts.h"

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
  for (const std::string_view each : {"up", "apply", "forward", "migrate", "upgrade", "change", "deploy"}) {
    if (words.list.front() == each) return true;
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
  for (const auto& head : heads_in(lines, beginnings(text, lines, language == "bash"))) {
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

std::vector<std::string> limits_in(std::string_view text, std::string_view language, int first_line,
                                   const Tongue& tongue) {
  const auto lines = base::lines(text);
  std::vector<std::string> out;
  for (const auto& head : heads_in(lines, beginnings(text, lines, language == "bash"))) {
    const auto meaning = tongue.meaning_of(head.text, Where::comment);
    if (meaning == Meaning::work || meaning == Meaning::approval || parts_off(meaning)) continue;
    out.push_back(reason_of(meaning, head.text, first_line + static_cast<int>(head.line)));
  }
  return out;
}

}  // namespace runbook
