// From libpq's PGresult to our values.
#pragma once

#include <memory>

#include <libpq-fe.h>

#include "base/error.h"
#include "pg/session.h"

namespace pg {

struct ClearAnswer {
  void operator()(PGresult* answer) const { PQclear(answer); }
};
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

Result to_result(const PGresult* answer);
/// Error{Code::server} with the fields PostgreSQL gave.
base::Error to_error(const PGresult* answer);
Notice to_notice(const PGresult* answer);

}  // namespace pg
