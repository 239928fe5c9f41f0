#include "commands/state.h"

#include <algorithm>

#include "commands/judgement.h"
#include "commands/program.h"

namespace commands {

void merge(State& into, const State& other) {
  std::vector<std::string> differ;
  for (const auto& [name, value] : into.variables) {
    const auto found = other.variables.find(name);
    if (found == other.variables.end() || found->second != value) differ.push_back(name);
  }
  for (const auto& [name, value] : other.variables) {
    if (!into.variables.contains(name)) differ.push_back(name);
  }
  for (const auto& name : differ) into.variables[name] = std::string(1, unknown_piece);
  for (const auto& [name, node] : other.functions) {
    const auto found = into.functions.find(name);
    if (found == into.functions.end())
      into.functions[name] = node;
    else if (found->second != node)
      into.functions[name] = nullptr;  // one of two: not known which
  }
  into.function_files.insert(other.function_files.begin(), other.function_files.end());
  into.aliases.insert(other.aliases.begin(), other.aliases.end());
  into.written.insert(other.written.begin(), other.written.end());
  into.sourced.insert(other.sourced.begin(), other.sourced.end());
  std::erase_if(into.made, [&](const std::string& path) { return !other.made.contains(path); });
  into.moved = into.moved || other.moved || into.folder != other.folder;
  into.files_changed = into.files_changed || other.files_changed;
  for (const auto& trap : other.traps) {
    if (std::find(into.traps.begin(), into.traps.end(), trap) == into.traps.end()) into.traps.push_back(trap);
  }
  if (into.positional != other.positional) into.positional.reset();
}

std::shared_ptr<State> fresh_state() {
  return std::make_shared<State>();
}

std::vector<std::string> files_behind(const State& state) {
  return {state.sourced.begin(), state.sourced.end()};
}

std::shared_ptr<State> in_folder(const std::shared_ptr<State>& state, const std::string& folder) {
  auto out = copy_of(state);
  out->folder = folder;
  out->moved = false;
  return out;
}

std::shared_ptr<State> in_folder_of(const std::shared_ptr<State>& state, const std::shared_ptr<State>& other) {
  auto out = copy_of(state);
  out->folder = other->folder;
  out->moved = other->moved;
  return out;
}

std::vector<std::string> temporary_files_written(const State& state) {
  std::vector<std::string> out;
  for (auto path : state.written) {
    if (!is_temporary_path(path) || path.find(made_piece) != std::string::npos) continue;
    std::ranges::replace(path, unknown_piece, '*');
    out.push_back(std::move(path));
  }
  return out;
}

std::shared_ptr<State> copy_of(const std::shared_ptr<State>& state) {
  return std::make_shared<State>(*state);
}

std::shared_ptr<State> carried_on(const std::shared_ptr<State>& before, const std::shared_ptr<State>& after,
                                  bool certain) {
  auto out = copy_of(after);
  if (!certain) merge(*out, *before);
  out->made.clear();
  // Before a step begins, the files that it was judged by are looked at again.
  out->written.clear();
  out->files_changed = false;
  // A script that failed and was left out has gone nowhere.
  out->moved = out->moved || !out->folder.empty();
  out->folder.clear();
  std::vector<std::string> names;
  for (const auto& [name, value] : out->variables) {
    if (value.find(made_piece) != std::string::npos) names.push_back(name);
  }
  for (const auto& name : names) {
    auto& value = out->variables[name];
    std::replace(value.begin(), value.end(), made_piece, unknown_piece);
  }
  return out;
}

}  // namespace commands
