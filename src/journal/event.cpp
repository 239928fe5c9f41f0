#include "journal/event.h"

#include "journal/record.h"

namespace journal {

std::string canonical(const Event& event, const std::string& previous_hash) {
  return canonical(record_of(event, previous_hash));
}

std::string step_of(const Event& event) {
  return base::text_at(event.data, "step");
}

std::string person_of(const Event& event) {
  auto by = base::text_at(event.data, "by");
  return by.empty() ? event.actor : by;
}

bool is_own(const Event& event) {
  const auto own = base::own_identity();
  return event.process ? *event.process == own : event.pid == own.pid;
}

base::Json to_json(const Event& event) {
  base::Json out{{"seq", event.seq},     {"time", base::format_instant(event.time)},
                 {"run", event.run},     {"kind", event.kind},
                 {"actor", event.actor}, {"pid", event.pid},
                 {"data", event.data}};
  if (event.process) out["process"] = to_json(*event.process);
  if (!(event.database == pg::Identity{})) out["database"] = to_json(event.database);
  out["hash"] = event.hash;
  return out;
}

}  // namespace journal
