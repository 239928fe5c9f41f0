// An event as the table holds it: texts, byte for byte, because that is what the hash covers.
#pragma once

#include <string>
#include <string_view>

#include "journal/event.h"

namespace journal {

/// The previous hash of the first event.
inline constexpr std::string_view genesis = "0000000000000000000000000000000000000000000000000000000000000000";

struct Record {
  long long seq = 0;
  std::string time;
  std::string run;
  std::string kind;
  std::string actor;
  long long pid = 0;
  std::string data;      // JSON
  std::string process;   // JSON; "" in events of version 0.1.0
  std::string database;  // JSON; "" where the event is about none
  std::string prev;
  std::string hash;
};

std::string canonical(const Record& record);
/// SHA-256 of canonical(record), lower-case hex. `record.hash` plays no part.
std::string hash_of(const Record& record);

/// Invalid UTF-8 in the event's texts becomes U+FFFD, so that a program's output never stops the record.
Record record_of(const Event& event, const std::string& previous_hash);
/// Throws Error{Code::journal} naming the event when its time or data are not what the journal writes.
Event event_of(const Record& record);

/// {host, boot, pid, started} and {cluster?, oid?, name}.
base::Json to_json(const base::ProcessIdentity& process);
base::Json to_json(const pg::Identity& database);

}  // namespace journal
