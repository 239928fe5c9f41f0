#include "maintenance/steps.h"

#include <fmt/format.h>

#include "journal/typed.h"
#include "maintenance/saved.h"
#include "pg/system_identifier.h"

namespace maintenance {

Place place_of(pg::Session& session) {
  return {
      .database = session.database(),
      .server = fmt::format("{}:{}", session.host(), session.port()),
      .cluster = pg::system_identifier_of(session),
      .oid = session.query("SELECT oid::text AS oid FROM pg_catalog.pg_database WHERE datname = current_database()")
                 .text(0, "oid")};
}

std::optional<Record> newest_here(const Surroundings& surroundings) {
  return newest(surroundings.journal.read({.kind = "maintenance."}), place_of(surroundings.session));
}

void append(const Surroundings& surroundings, journal::Event event) {
  try {
    surroundings.journal.append(std::move(event));
  } catch (const base::Error& error) {
    if (error.code() != base::Code::journal || !surroundings.unrecorded) throw;
    *surroundings.unrecorded = error.message();
  }
}

pg::Identity database_of(const Record& record) {
  return {.cluster = record.cluster, .oid = record.oid, .database = record.database};
}

void note(const Surroundings& surroundings, const Record& record, journal::MaintenanceChanged change) {
  change.id = record.id;
  append(surroundings, journal::event(change, database_of(record)));
}

void run_declared(const Surroundings& surroundings, const Record& record, const std::string& what,
                  const std::string& line) {
  surroundings.progress(fmt::format("{}: {}", what, line));
  step(surroundings, record, what, [&]() -> journal::MaintenanceChanged {
    const auto outcome = run_line({.line = line,
                                   .folder = surroundings.config.folder,
                                   .environment = environment_of(surroundings.journal, record),
                                   .timeout = surroundings.config.maintenance.timeout},
                                  surroundings.stop);
    if (const auto why = trouble(outcome); !why.empty()) {
      throw base::Error{base::Code::command, fmt::format("the command to {} '{}' {}", what, line, why),
                        what == "enter"
                            ? "Mend it and enter again, or undo what it did with 'lockkeeper maintenance leave'."
                            : "Mend it, then run 'lockkeeper maintenance leave' again."};
    }
    return {.command = line, .duration = outcome.duration};
  });
}

}  // namespace maintenance
