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

/// The last word of "SAVEPOINT a", "ROLLBACK TO SAVEPOINT a", in lower case.
std::string savepoint_name(std::string_view statement);
bool begins_transaction(const sql::TransactionControl& control);
bool rolls_back(const sql::TransactionControl& control);

template <class State>
class Savepoints {
 public:
  struct Back {
    State state;
    bool goes_on = false;  // ROLLBACK TO: the transaction is not over
  };

  /// `now()` gives the state as it is; it is asked only where it is kept. What to go back to, where the statement
  /// does.
  template <class Now>
  std::optional<Back> follow(const sql::TransactionControl& control, std::string_view text, Now&& now) {
    if (begins_transaction(control) || control.command == "COMMIT") all_.clear();
    if (begins_transaction(control)) all_.push_back({"", now()});
    if (control.command == "SAVEPOINT") all_.push_back({savepoint_name(text), now()});
    if (!rolls_back(control)) return std::nullopt;
    const auto name = control.command == "ROLLBACK TO" ? savepoint_name(text) : "";
    while (!all_.empty() && all_.back().first != name) all_.pop_back();
    if (all_.empty()) return std::nullopt;
    Back back{all_.back().second, !name.empty()};
    if (name.empty()) all_.clear();
    return back;
  }
  void clear() { all_.clear(); }

 private:
  std::vector<std::pair<std::string, State>> all_;  // the transaction's own beginning has no name
};

}  // namespace impact
