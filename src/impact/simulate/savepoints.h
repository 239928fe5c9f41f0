// Where BEGIN and SAVEPOINT were, so that ROLLBACK can go back to there. Source: the page of ROLLBACK TO SAVEPOINT in
// PostgreSQL's documentation: a savepoint stays after going back to it, and what is younger goes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/statement.h"

namespace impact {

template <class State>
class Savepoints {
 public:
  struct Back {
    State state;
    bool goes_on = false;  // ROLLBACK TO: the transaction is not over
  };

  /// `now()` gives the state as it is; it is asked only where it is kept. What to go back to, where the statement
  /// does. AND CHAIN begins the next transaction where this one ends.
  template <class Now>
  std::optional<Back> follow(const sql::TransactionControl& control, Now&& now) {
    using Kind = sql::TransactionControl::Kind;
    const bool back_to_beginning = control.kind == Kind::rollback;
    if (control.begins() || (control.ends() && !back_to_beginning)) all_.clear();
    if (control.begins() || (control.kind == Kind::commit && control.chain)) all_.push_back({"", now()});
    if (control.kind == Kind::savepoint) all_.push_back({control.savepoint, now()});
    if (!back_to_beginning && control.kind != Kind::rollback_to) return std::nullopt;
    while (!all_.empty() && all_.back().first != control.savepoint) all_.pop_back();
    if (all_.empty()) return std::nullopt;
    Back back{all_.back().second, !back_to_beginning};
    if (back_to_beginning && !control.chain) all_.clear();
    return back;
  }
  void clear() { all_.clear(); }

 private:
  std::vector<std::pair<std::string, State>> all_;  // the transaction's own beginning has no name
};

}  // namespace impact
