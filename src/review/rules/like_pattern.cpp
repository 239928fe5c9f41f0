// LIKE 'idx_%': the underscore stands for any character.
#include "base/text.h"
#include "review/rule.h"

namespace review {

static std::optional<std::size_t> pattern_in(std::string_view text) {
  for (auto at = text.find('\''); at != std::string_view::npos; at = text.find('\'', at + 1)) {
    auto before = base::trim(text.substr(0, at));
    const auto word = before.substr(
        before.find_last_of(" \t\n(") == std::string_view::npos ? 0 : before.find_last_of(" \t\n(") + 1);
    const auto end = text.find('\'', at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const auto lower = base::to_lower(word);
    const auto pattern = text.substr(at + 1, end - at - 1);
    const auto underscore = pattern.find('_');
    const bool meant = underscore != std::string_view::npos && underscore > 0 && pattern[underscore - 1] != '\\' &&
                       pattern.find_first_of("% ") != std::string_view::npos &&
                       pattern.find(' ') == std::string_view::npos;
    if ((lower == "like" || lower == "ilike") && meant) return at;
    at = end;
  }
  return std::nullopt;
}

static void look_like_pattern(const RuleContext& context, Sink& out) {
  const auto text = context.statement.text;
  if (text.size() > 100'000) return;
  if (text.find("IKE") == std::string_view::npos && text.find("ike") == std::string_view::npos) return;
  const auto lower = base::to_lower(text);
  if (lower.find("like") == std::string::npos) return;
  const auto at = pattern_in(text);
  if (!at) return;
  const bool drops = context.statement.as<sql::DoBlock>() && lower.find("drop ") != std::string::npos;
  out.say(context.statement.offset + *at,
          drops ? "_ stands for any character and the pattern for every name like it, whoever made it: this drops "
                  "more than one "
                  "migration created"
                : "_ stands for any character here",
          drops ? "name what is to go, one by one" : "\\_ where the character itself is meant",
          drops ? Severity::error : Severity::advice);
}

extern const Rule like_pattern{.severity = Severity::advice, .statement = look_like_pattern};

}  // namespace review
