// The speeds that estimates about one server use.
#pragma once

#include <optional>

#include "app/project.h"
#include "pg/system_identifier.h"
#include "rates/rates.h"

namespace app {

/// The newest measurement of the session's server that this project's journal holds; makes no journal.
inline std::optional<rates::Measured> measured_rates(Project& project, pg::Session& session) {
  if (!project.has_journal()) return std::nullopt;
  return rates::newest(project.journal(), pg::cluster_or_address(session));
}

}  // namespace app
