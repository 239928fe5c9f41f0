#include "app/rates.h"

#include <fmt/format.h>

#include "app/measured_rates.h"
#include "base/numbers.h"
#include "journal/typed.h"
#include "pg/identity.h"

namespace app {

std::optional<rates::Measured> rates(Project& project) {
  auto session = project.connect();
  return measured_rates(project, session);
}

std::optional<rates::Measured> measure_rates(Project& project, long long rows) {
  auto session = project.connect();
  const auto largest = rates::largest_table(session);
  const auto question = fmt::format("Measure {} by some seconds of work on a table of {} rows that is rolled back{}?",
                                    session.described(), base::grouped(rows, " "),
                                    largest.empty() ? "" : ", and reading up to 256 MB of " + largest);
  if (!project.agreed(question, session.database())) return std::nullopt;
  auto measured = rates::measure(session, {.rows = rows, .largest = largest});
  project.journal().append(journal::event(rates::recorded(measured), pg::identity_of(session)));
  return measured;
}

}  // namespace app
