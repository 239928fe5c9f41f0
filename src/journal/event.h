// What happened: one value per fact, appended and never changed. Everything shown is a projection of these.
// The kinds are a catalogue: journal/events.h; by their types they are written and read: journal/typed.h.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/process_identity.h"
#include "pg/identity.h"

namespace journal {

struct Event {
  long long seq = 0;       // from 1, no gaps; given by the journal
  base::Instant time{};    // given by the journal
  std::string run = {};    // where empty the context's (RunContext); empty in the record: outside any run
  std::string kind = {};   // "step.finished"
  std::string actor = {};  // person or account; where empty the context's, else user@host
  int pid = 0;             // given by the journal
  /// Given by the journal; nothing in events of version 0.1.0.
  std::optional<base::ProcessIdentity> process = {};
  pg::Identity database = {};  // that it is about; empty where it is about none, or the server was not reached
  base::Json data = base::Json::object();  // gets the context's "step" where it has none
  std::string hash = {};                   // SHA-256 over the previous hash and this event; given by the journal
};

/// The bytes that the hash covers: one JSON object with keys in a fixed order. See docs/journal.md.
std::string canonical(const Event& event, const std::string& previous_hash);

/// What events of any kind may say: the step of a run that it happened in, "" where in none; and who is behind it,
/// which is the actor where no person is named.
std::string step_of(const Event& event);
std::string person_of(const Event& event);

/// Whether this process wrote it. Events of version 0.1.0 have no more than its number to go by, which another
/// machine or a later process may have as well.
bool is_own(const Event& event);

/// {seq, time, run, kind, actor, pid, data, process?, database?, hash}: the event as every command's --json shows it.
base::Json to_json(const Event& event);

}  // namespace journal
