#include "report/event_database.h"

namespace report {

std::string database_of(const journal::Event& event) {
  return event.database.database.empty() ? base::text_at(event.data, "database") : event.database.database;
}

}  // namespace report
