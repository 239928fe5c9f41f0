#include "apply/transaction_batch.h"

#include <fmt/format.h>

namespace apply {

void Body::add(pg::Request request, std::optional<std::size_t> statement) {
  requests.push_back(std::move(request));
  statements.push_back(statement);
}

// A long reader inside a transaction loses the statement timeout only: the locks taken so far are held, so waiting
// for one more without limit would make everybody wait.
Body body_of(const Script& script, const std::string& begin, std::size_t first, std::size_t last,
             const config::Timeouts& timeouts) {
  Body body;
  body.add({.sql = begin});
  for (std::size_t i = first; i < last; ++i) {
    const bool long_one = takes_long_by_nature(script.statements[i]);
    if (long_one) body.add({.sql = "SET LOCAL statement_timeout = 0"});
    body.add({.sql = std::string(script.statements[i].text), .rows = script.statements[i].rows}, i);
    if (long_one) body.add({.sql = fmt::format("SET LOCAL statement_timeout = {}", timeouts.statement.count())});
  }
  if (script.may_change_role) {
    body.add({.sql = "SET LOCAL SESSION AUTHORIZATION DEFAULT"});
    body.add({.sql = "SET LOCAL ROLE NONE"});
  }
  return body;
}

Body body_of(const Script& script, const config::Timeouts& timeouts) {
  return body_of(script, script.begin, script.body_first, script.body_last, timeouts);
}

}  // namespace apply
