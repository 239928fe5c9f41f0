#include "backup/entry.h"

#include <fmt/format.h>

#include "backup/fit.h"
#include "base/error.h"

namespace backup {

static constexpr auto file_name = "lockkeeper.json";
static constexpr int format = 1;

std::string Entry::rpo() const {
  return fmt::format("writes after {}{} are not in this backup", base::format_for_people(snapshot_at),
                     lsn.empty() ? "" : fmt::format(" (LSN {})", lsn));
}

static base::Json instant(base::Instant time) {
  return base::format_instant(time);
}

static base::Instant instant_from(const base::Json& json) {
  const auto found = base::parse_instant(json.get<std::string>());
  if (!found) throw base::Error{base::Code::backup, fmt::format("{} is not a time", json.dump())};
  return *found;
}

static base::Milliseconds span_from(const base::Json& json) {
  return base::Milliseconds(json.get<long long>());
}

base::Json to_json(const Proof& proof) {
  return {{"at", instant(proof.at)},
          {"ok", proof.ok},
          {"restore_ms", proof.restore_duration.count()},
          {"duration_ms", proof.duration.count()},
          {"server_version", proof.server_version},
          {"tables", proof.tables},
          {"rows", proof.rows},
          {"differences", proof.differences},
          {"notes", proof.notes}};
}

static Proof proof_from_json(const base::Json& json) {
  return {.at = instant_from(json.at("at")),
          .ok = json.at("ok"),
          .restore_duration = span_from(json.at("restore_ms")),
          .duration = span_from(json.at("duration_ms")),
          .server_version = json.at("server_version"),
          .tables = json.at("tables"),
          .rows = json.at("rows"),
          .differences = json.at("differences").get<std::vector<std::string>>(),
          .notes = json.at("notes").get<std::vector<std::string>>()};
}

base::Json to_json(const Entry& entry) {
  base::Json json{{"format", format},
                  {"id", entry.id},
                  {"database", entry.database},
                  {"host", entry.host},
                  {"port", entry.port},
                  {"server", entry.server},
                  {"server_version", entry.server_version_text},
                  {"server_version_number", entry.server_version},
                  {"pg_dump_version", entry.pg_dump_version},
                  {"started", instant(entry.started)},
                  {"duration_ms", entry.duration.count()},
                  {"snapshot_at", instant(entry.snapshot_at)},
                  {"lsn", entry.lsn},
                  {"rpo", entry.rpo()},
                  {"size_bytes", entry.bytes},
                  {"database_bytes", entry.database_bytes},
                  {"sha256", entry.sha256},
                  {"tables", entry.contents.rows.size()},
                  {"rows", entry.contents.total_rows()},
                  {"attributes", to_json(entry.attributes)},
                  {"roles", to_json(entry.roles)},
                  {"tablespaces", entry.tablespaces},
                  {"warnings", entry.warnings}};
  json["extensions"] = base::Json::array();
  for (const auto& extension : entry.extensions)
    json["extensions"].push_back({{"name", extension.name}, {"version", extension.version}});
  json["proof"] = entry.proof ? to_json(*entry.proof) : base::Json(nullptr);
  json["contents"] = to_json(entry.contents);
  json["files"] = base::Json::array();
  for (const auto& [path, bytes, sum] : entry.files) {
    json["files"].push_back({{"path", path}, {"bytes", bytes}, {"sha256", sum}});
  }
  return json;
}

Entry entry_from_json(const base::Json& json) {
  if (json.at("format") != format) {
    throw base::Error{base::Code::backup,
                      fmt::format("it has format {}, this program reads {}", json.at("format").dump(), format),
                      "Use the version of lockkeeper that made the backup, or a newer one."};
  }
  Entry out{.id = json.at("id"),
            .database = json.at("database"),
            .host = json.at("host"),
            .port = json.at("port"),
            .server = json.at("server"),
            .server_version = json.at("server_version_number"),
            .server_version_text = json.at("server_version"),
            .pg_dump_version = json.at("pg_dump_version"),
            .started = instant_from(json.at("started")),
            .duration = span_from(json.at("duration_ms")),
            .snapshot_at = instant_from(json.at("snapshot_at")),
            .lsn = json.at("lsn"),
            .bytes = json.at("size_bytes"),
            .database_bytes = json.at("database_bytes"),
            .sha256 = json.at("sha256"),
            .contents = contents_from_json(json.at("contents")),
            .attributes = attributes_from_json(json.at("attributes")),
            .roles = roles_from_json(json.at("roles")),
            .tablespaces = json.at("tablespaces").get<std::vector<std::string>>(),
            .warnings = json.at("warnings").get<std::vector<std::string>>()};
  for (const auto& each : json.at("extensions")) out.extensions.push_back({each.at("name"), each.at("version")});
  for (const auto& each : json.at("files"))
    out.files.push_back({each.at("path"), each.at("bytes"), each.at("sha256")});
  if (const auto& proof = json.at("proof"); !proof.is_null()) out.proof = proof_from_json(proof);
  return out;
}

static std::string dumped(const base::Json& json, int indent) {
  return json.dump(indent, ' ', false, base::Json::error_handler_t::replace);
}

std::string seal(const Entry& entry) {
  std::string all;
  for (const auto& file : entry.files) all += fmt::format("{}  {} {}\n", file.sha256, file.bytes, file.path);
  return base::sha256(all + dumped(to_json(entry.contents), -1) + dumped(to_json(entry.attributes), -1));
}

Entry load(const base::fs::path& folder) {
  const auto path = folder / file_name;
  const auto refuse = [&](std::string_view why) {
    return base::Error{base::Code::backup,
                       fmt::format("the backup's description {} cannot be read: {}", path.string(), why),
                       "Use another backup ('lockkeeper backup list'), or fetch an undamaged copy of this one."};
  };
  try {
    auto entry = entry_from_json(base::Json::parse(base::read_file(path)));
    if (const auto why = misfit(entry, folder)) throw base::Error{base::Code::backup, *why};
    return entry;
  } catch (const base::Json::exception& problem) {
    throw refuse(problem.what());
  } catch (const base::Error& problem) {
    throw refuse(problem.message());
  }
}

void save(const Entry& entry, const base::fs::path& folder) {
  base::write_file(folder / file_name, dumped(to_json(entry), 1) + "\n");
}

}  // namespace backup
