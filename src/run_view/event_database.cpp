#include "run_view/event_database.h"

namespace run_view {

std::string database_of(const journal::Event& event) {
  return event.database.database.empty() ? base::text_at(event.data, "database") : event.database.database;
}

}  // namespace run_view
