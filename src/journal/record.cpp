#include "journal/record.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"

namespace journal {

static std::string dump(const base::Json& json) {
  return json.dump(-1, ' ', false, base::Json::error_handler_t::replace);
}

static std::string quoted(const std::string& text) {
  return dump(base::Json(text));
}

// What version 0.1.0 wrote has neither, and its hash does not cover them.
static std::string identities(const Record& record) {
  if (record.process.empty()) return {};
  return fmt::format(R"(,"process":{},"database":{})", record.process,
                     record.database.empty() ? "null" : record.database);
}

std::string canonical(const Record& record) {
  return fmt::format(R"({{"prev":{},"seq":{},"time":{},"run":{},"kind":{},"actor":{},"pid":{},"data":{}{}}})",
                     quoted(record.prev), record.seq, quoted(record.time), quoted(record.run), quoted(record.kind),
                     quoted(record.actor), record.pid, record.data, identities(record));
}

std::string hash_of(const Record& record) {
  return base::sha256(canonical(record));
}

base::Json to_json(const base::ProcessIdentity& process) {
  return {{"host", process.host}, {"boot", process.boot}, {"pid", process.pid}, {"started", process.started}};
}

base::Json to_json(const pg::Identity& database) {
  base::Json out = base::Json::object();
  if (!database.cluster.empty()) out["cluster"] = database.cluster;
  if (!database.oid.empty()) out["oid"] = database.oid;
  out["name"] = database.database;
  return out;
}

static std::optional<base::ProcessIdentity> process_of(const std::string& text) {
  const auto json = base::Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto number = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<long long>() : 0;
  };
  return base::ProcessIdentity{.host = base::text_at(json, "host"),
                               .boot = base::text_at(json, "boot"),
                               .pid = static_cast<int>(number("pid")),
                               .started = number("started")};
}

static pg::Identity database_of(const std::string& text) {
  const auto json = base::Json::parse(text, nullptr, false);
  if (!json.is_object()) return {};
  return {.cluster = base::text_at(json, "cluster"),
          .oid = base::text_at(json, "oid"),
          .database = base::text_at(json, "name")};
}

Record record_of(const Event& event, const std::string& previous_hash) {
  return {.seq = event.seq,
          .time = base::format_instant(event.time),
          .run = event.run,
          .kind = event.kind,
          .actor = event.actor,
          .pid = event.pid,
          .data = dump(event.data),
          .process = event.process ? dump(to_json(*event.process)) : "",
          .database = event.database == pg::Identity{} ? "" : dump(to_json(event.database)),
          .prev = previous_hash,
          .hash = event.hash};
}

Event event_of(const Record& record) {
  const auto time = base::parse_instant(record.time);
  auto data = base::Json::parse(record.data, nullptr, false);
  if (!time || data.is_discarded()) {
    throw base::Error{base::Code::journal, fmt::format("event {} of the journal cannot be read", record.seq),
                      "Run 'lockkeeper audit verify': it names the first event that is not as it was written."};
  }
  return {.seq = record.seq,
          .time = *time,
          .run = record.run,
          .kind = record.kind,
          .actor = record.actor,
          .pid = static_cast<int>(record.pid),
          .process = process_of(record.process),
          .database = database_of(record.database),
          .data = std::move(data),
          .hash = record.hash};
}

}  // namespace journal
