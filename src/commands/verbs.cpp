#include "commands/verbs.h"

#include <algorithm>

#include "base/text.h"

namespace commands {

static bool is_any(std::string_view patterns, const Argument& word) {
  if (patterns.empty() || !word.known()) return false;
  const auto all = base::split(patterns, '|');
  return std::any_of(all.begin(), all.end(),
                     [&](std::string_view one) { return base::glob_matches(one, word.text); });
}

static std::string words_with(const Call& call, const Options& options) {
  std::string out = call.name();
  for (std::size_t at = 0; at < options.operands.size() && at < 5; ++at) out += " " + options.operands[at].shown;
  return out;
}

void judge_by_verb(Call& call, const Verbs& verbs) {
  const auto options = call.options();
  const auto& operands = options.operands;
  const auto said = words_with(call, options);
  const auto first = [&](std::string_view patterns) {
    return std::find_if(operands.begin(), operands.end(), [&](const auto& word) { return is_any(patterns, word); }) -
           operands.begin();
  };
  const auto none = std::ssize(operands);
  const auto destroys = first(verbs.destroys);
  const auto changes = first(verbs.changes);
  const auto session = first(verbs.sessions);
  const auto endless = first(verbs.never_ends);
  const auto reads = first(verbs.reads);
  const auto earliest = std::min({destroys, changes, session, endless, reads});
  if (destroys < none) return call.add_with_marks(options, {.effect = Effect::destroys, .does = "runs " + said});
  if (earliest < none && changes == earliest)
    return call.add_with_marks(options, {.effect = Effect::changes, .does = "runs " + said});
  if (earliest < none && session == earliest)
    return call.add_with_marks(options, {.session = "a session with " + said});
  const bool help =
      std::any_of(options.given.begin(), options.given.end(), [](const auto& each) { return each.mark == "only"; });
  if (earliest == none && !help) return call.not_known("what " + said + " does");
  const bool unsure = options.any && static_cast<std::ptrdiff_t>(options.any->before) <= earliest && !help;
  const bool unknown_before =
      std::any_of(operands.begin(), operands.begin() + earliest, [](const auto& word) { return !word.known(); });
  if (unsure || unknown_before) return call.not_known("what " + said + " does");
  if (call.refuses(options)) return;
  CommandJudgement out;
  if (earliest < none && endless == earliest) out.never_ends = said;
  call.add_with_marks(options, std::move(out));
}

}  // namespace commands
