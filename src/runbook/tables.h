// Tables that mean something: who to call, how long it takes, what has to hold.
#pragma once

#include <string>
#include <vector>

#include "runbook/runbook.h"

namespace runbook {

/// By the words of its header: "Metric | Target | Actual" is criteria, "Role | Contact | Phone" contacts.
TableKind kind_of_table(const std::vector<std::string>& header);

/// A row of a criteria table. `actual` is empty until somebody knows.
struct Criterion {
  std::string metric;
  std::string target;
  std::string actual;
  int line = 0;
};
/// Rows without a metric or a target are left out. Other kinds of tables have none.
std::vector<Criterion> criteria_of(const Table& table);

/// A row of a contacts or an owners table. `ways`: the other columns with something in them, by their header.
struct Contact {
  std::string role;
  std::string name;
  std::vector<Fact> ways;
  int line = 0;
};
std::vector<Contact> contacts_of(const Table& table);

/// "phase30_sync | 10-15 min": how long something is planned to take; a single number is both ends.
struct PlannedTime {
  std::string what;
  base::Milliseconds least{0};
  base::Milliseconds most{0};
  int line = 0;
};
std::vector<PlannedTime> planned_times_of(const Table& table);

/// "10-15 min", "~2 hours", "90s", "1h 30m", "< 30 min": nothing for text that is no span of time.
std::optional<PlannedTime> read_span(std::string_view text);

/// Cells that somebody fills in: empty ones and check boxes of columns such as "Actual", "Status", "Signature", and
/// of columns that are empty from top to bottom; blanks wherever they are.
std::vector<Field> fields_of(const Table& table);

}  // namespace runbook
