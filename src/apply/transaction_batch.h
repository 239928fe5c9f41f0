// A script's statements as requests of one flight, and which request is which statement.
#pragma once

#include <optional>
#include <vector>

#include "apply/script.h"
#include "config/config.h"
#include "pg/session.h"

namespace apply {

struct Body {
  std::vector<pg::Request> requests;
  std::vector<std::optional<std::size_t>> statements;  // of each request, the script's statement; nothing: ours

  void add(pg::Request request, std::optional<std::size_t> statement = {});
};

/// `begin`, then the statements [first, last), the long ones freed of the statement timeout, and the role put back at
/// the end, so that records can follow. No COMMIT.
Body body_of(const Script& script, const std::string& begin, std::size_t first, std::size_t last,
             const config::Timeouts& timeouts);

/// All that runs in the script's one transaction.
Body body_of(const Script& script, const config::Timeouts& timeouts);

}  // namespace apply
