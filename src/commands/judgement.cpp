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
  const auto& [line, text, file, effect, does, not_known, elsewhere, terminal, session, never_ends] = command;
  if (effect == Effect::unknown) return not_known + " is not known";
  if (effect > Effect::unknown) return elsewhere.empty() ? does : does + ", on " + elsewhere;
  if (!session.empty()) return "opens " + session;
  if (!never_ends.empty()) return never_ends + " and never ends";
  return terminal;
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
