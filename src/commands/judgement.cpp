#include "commands/judgement.h"

#include <algorithm>

namespace commands {

std::string_view name(Effect effect) {
  switch (effect) {
    case Effect::reads:
      return "reads";
    case Effect::own:
      return "own";
    case Effect::ours:
      return "ours";
    case Effect::unknown:
      return "unknown";
    case Effect::changes:
      return "changes";
    case Effect::destroys:
      return "destroys";
  }
  return "unknown";
}

bool CommandJudgement::harmless() const {
  return effect < Effect::unknown && terminal.empty() && session.empty() && never_ends.empty();
}

static std::string why_without_file(const CommandJudgement& command) {
  if (command.effect == Effect::unknown) return command.not_known + " is not known";
  if (command.effect > Effect::unknown)
    return command.elsewhere.empty() ? command.does : command.does + ", on " + command.elsewhere;
  if (!command.session.empty()) return "opens " + command.session;
  if (!command.never_ends.empty()) return command.never_ends + " and never ends";
  return command.terminal;
}

std::string CommandJudgement::why() const {
  auto out = why_without_file(*this);
  return out.empty() || file.empty() ? out : file + ": " + out;
}

bool Judgement::harmless() const {
  return std::all_of(commands.begin(), commands.end(), [](const auto& command) { return command.harmless(); });
}

const CommandJudgement* Judgement::worst() const {
  const CommandJudgement* out = nullptr;
  const auto rank = [](const CommandJudgement& command) {
    return 2 * static_cast<int>(command.effect) + (command.harmless() ? 0 : 1);
  };
  for (const auto& command : commands) {
    if (!out || rank(command) > rank(*out)) out = &command;
  }
  return out;
}

}  // namespace commands
