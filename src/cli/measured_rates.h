// The speeds that estimates about one server use.
#pragma once

#include <optional>

#include "cli/command.h"
#include "pg/cluster.h"
#include "rates/rates.h"

namespace cli {

/// The newest measurement of the session's server that this project's journal holds; makes no journal.
inline std::optional<rates::Measured> measured_rates(Context& context, pg::Session& session) {
  if (!std::filesystem::exists(context.journal_file())) return std::nullopt;
  return rates::newest(context.journal(), pg::cluster_or_address(session));
}

}  // namespace cli
