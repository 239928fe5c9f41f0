#include "commands/state.h"

#include <algorithm>

#include "commands/judgement.h"
#include "commands/program.h"

namespace commands {

void merge(State& into, const State& other) {
  for (auto& [name, value] : into.variables) {
    const auto found = other.variables.find(name);
    if (found == other.variables.end() || found->second != value) value = std::string(1, unknown_piece);
  }
  for (const auto& [name, value] : other.variables) into.variables.try_emplace(name, 1, unknown_piece);
  for (const auto& [name, node] : other.functions) {
    const auto [found, added] = into.functions.try_emplace(name, node);
    if (!added && found->second != node) found->second = nullptr;  // one of two: not known which
  }
  into.aliases.insert(other.aliases.begin(), other.aliases.end());
  into.written.insert(other.written.begin(), other.written.end());
  std::erase_if(into.made, [&](const std::string& path) { return !other.made.contains(path); });
  into.moved = into.moved || other.moved;
  into.files_changed = into.files_changed || other.files_changed;
  for (const auto& trap : other.traps) {
    if (std::find(into.traps.begin(), into.traps.end(), trap) == into.traps.end()) into.traps.push_back(trap);
  }
  if (into.positional != other.positional) into.positional.reset();
}

std::shared_ptr<State> fresh_state() {
  return std::make_shared<State>();
}

std::shared_ptr<State> copy_of(const std::shared_ptr<State>& state) {
  return std::make_shared<State>(*state);
}

std::shared_ptr<State> carried_on(const std::shared_ptr<State>& before, const std::shared_ptr<State>& after,
                                  bool certain) {
  auto out = copy_of(after);
  if (!certain) merge(*out, *before);
  out->made.clear();
  for (auto& [name, value] : out->variables) std::replace(value.begin(), value.end(), made_piece, unknown_piece);
  return out;
}

}  // namespace commands
