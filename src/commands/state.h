// What the shell knows at a place of the script: variables, functions, what it has made.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shell/script.h"

namespace commands {

/// A map that is copied when it is first changed: every pipe and branch has a state of its own, and few change it.
template <class Map>
class Shared {
 public:
  using Key = typename Map::key_type;
  [[nodiscard]] auto find(const Key& key) const { return map_->find(key); }
  [[nodiscard]] auto begin() const { return map_->begin(); }
  [[nodiscard]] auto end() const { return map_->end(); }
  [[nodiscard]] bool contains(const Key& key) const { return map_->contains(key); }
  [[nodiscard]] const auto& at(const Key& key) const { return map_->at(key); }
  auto& operator[](const Key& key) { return own()[key]; }
  Map& own() {
    if (map_.use_count() > 1) map_ = std::make_shared<Map>(*map_);
    return const_cast<Map&>(*map_);
  }

 private:
  std::shared_ptr<const Map> map_ = std::make_shared<Map>();
};

struct State {
  /// Values with `unknown_piece` and `made_piece` in them. One that is not here comes from outside.
  Shared<std::map<std::string, std::string>> variables = {};
  Shared<std::map<std::string, std::shared_ptr<const shell::Node>>> functions = {};
  std::map<std::string, std::string> function_files = {};  // of those that were read from one
  std::set<std::string> aliases = {};
  std::set<std::string> written = {};   // files that the script may have written, as it names them
  std::set<std::string> sourced = {};   // files that it has read into itself: what it knows rests on them
  std::set<std::string> made = {};      // folders that it has made, and that were not there before
  bool files_changed = false;           // something may have written to files that could be read
  bool moved = false;                   // cd: what stands at a relative path is not known
  std::string folder = {};              // where it has gone with cd, as far as that is known; empty: nowhere
  std::vector<std::string> traps = {};  // what runs when the shell ends
  std::optional<std::vector<std::string>> positional = {};  // $1 …; nothing where they are not known
};

/// Joins what two ways have left: what they do not agree on is not known any more.
void merge(State& into, const State& other);

}  // namespace commands
