#include "pg/pg_result.h"

#include <array>
#include <cstdlib>
#include <utility>

#include "base/text.h"

namespace pg {

static std::string field(const PGresult* answer, int code) {
  const char* text = PQresultErrorField(answer, code);
  return text ? text : "";
}

Result to_result(const PGresult* answer) {
  Result out;
  const int columns = PQnfields(answer);
  const int rows = PQntuples(answer);
  for (int column = 0; column < columns; ++column) {
    const char* name = PQfname(answer, column);  // null in the answer to COPY
    out.columns_.emplace_back(name ? name : "");
  }
  out.values_.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(answer, row, column)) {
        out.values_.emplace_back(std::nullopt);
      } else {
        out.values_.emplace_back(std::in_place, PQgetvalue(answer, row, column),
                                 static_cast<std::size_t>(PQgetlength(answer, row, column)));
      }
    }
  }
  // PQcmdStatus and PQcmdTuples take a non-const pointer and change nothing.
  auto* mutable_answer = const_cast<PGresult*>(answer);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  out.command_ = PQcmdStatus(mutable_answer);
  out.affected_ = std::strtoll(PQcmdTuples(mutable_answer), nullptr, 10);
  return out;
}

base::Error to_error(const PGresult* answer) {
  std::string message = field(answer, PG_DIAG_MESSAGE_PRIMARY);
  if (message.empty()) message = base::trim(PQresultErrorMessage(answer));
  base::Error error{base::Code::server, std::move(message)};
  error.sqlstate(field(answer, PG_DIAG_SQLSTATE));
  constexpr std::array facts{std::pair{"severity", PG_DIAG_SEVERITY_NONLOCALIZED},
                             std::pair{"detail", PG_DIAG_MESSAGE_DETAIL}, std::pair{"hint", PG_DIAG_MESSAGE_HINT},
                             std::pair{"context", PG_DIAG_CONTEXT},
                             std::pair{"position", PG_DIAG_STATEMENT_POSITION}};
  for (const auto& [label, code] : facts) {
    if (auto text = field(answer, code); !text.empty()) error.with(label, std::move(text));
  }
  return error;
}

Notice to_notice(const PGresult* answer) {
  return {.severity = field(answer, PG_DIAG_SEVERITY_NONLOCALIZED),
          .sqlstate = field(answer, PG_DIAG_SQLSTATE),
          .message = field(answer, PG_DIAG_MESSAGE_PRIMARY)};
}

}  // namespace pg
