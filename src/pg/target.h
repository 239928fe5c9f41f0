// A connection string taken apart, whatever its form, and put together again as libpq's parameters.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pg/session.h"

namespace pg {

struct Parameter {
  std::string keyword;      // "host", "sslmode"
  std::string environment;  // the variable libpq reads for it: "PGHOST"; empty where it reads none
  std::string value;
};

/// What `options` says, the database replaced and our defaults filled in. Keywords it is silent about are left out,
/// so that libpq's environment and service files still decide them. Throws Error{Code::configuration} for a string
/// that libpq cannot read; no part of a password is in the message.
std::vector<Parameter> parameters(const Options& options);

/// The value of `keyword`, or null.
const std::string* find(const std::vector<Parameter>& parameters, std::string_view keyword);

}  // namespace pg
