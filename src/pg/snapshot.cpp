#include "pg/snapshot.h"

#include <iostream>
#include <iterator>

#include "base/clock.h"
#include "base/error.h"
#include "base/files.h"

namespace pg {

using base::Code;
using base::Error;
using base::Json;

constexpr int format = 1;

// One description of each value serves both directions: `Out` puts a member into JSON, `In` takes it from there. A
// member that is missing keeps its default, so that an older snapshot stays readable.
namespace {

struct Out {
  Json json = Json::object();
  template <class Value>
  void operator()(const char* key, const Value& value);
};

struct In {
  const Json& json;
  template <class Value>
  void operator()(const char* key, Value& value) const;
};

}  // namespace

template <class Archive>
static void describe(Archive& archive, Name& name) {
  archive("schema", name.schema);
  archive("name", name.name);
}

template <class Archive>
static void describe(Archive& archive, Column& column) {
  archive("name", column.name);
  archive("type", column.type);
  archive("not_null", column.not_null);
  archive("default", column.default_expression);
  archive("identity", column.identity);
  archive("generated", column.generated);
  archive("null_fraction", column.null_fraction);
}

template <class Archive>
static void describe(Archive& archive, Index& index) {
  archive("name", index.name);
  archive("columns", index.columns);
  archive("unique", index.unique);
  archive("primary", index.primary);
  archive("valid", index.valid);
  archive("ready", index.ready);
  archive("bytes", index.bytes);
  archive("definition", index.definition);
}

template <class Archive>
static void describe(Archive& archive, Constraint& constraint) {
  archive("name", constraint.name);
  archive("kind", constraint.kind);
  archive("validated", constraint.validated);
  archive("columns", constraint.columns);
  archive("references", constraint.references);
  archive("referenced_columns", constraint.referenced_columns);
  archive("definition", constraint.definition);
}

template <class Archive>
static void describe(Archive& archive, Trigger& trigger) {
  archive("name", trigger.name);
  archive("definition", trigger.definition);
  archive("enabled", trigger.enabled);
}

template <class Archive>
static void describe(Archive& archive, std::pair<Name, std::string>& use) {
  archive("relation", use.first);
  archive("column", use.second);
}

template <class Archive>
static void describe(Archive& archive, Relation& relation) {
  archive("name", relation.name);
  archive("kind", relation.kind);
  archive("rows", relation.estimated_rows);
  archive("heap_bytes", relation.heap_bytes);
  archive("total_bytes", relation.total_bytes);
  archive("dead_rows", relation.dead_rows);
  archive("columns", relation.columns);
  archive("indexes", relation.indexes);
  archive("constraints", relation.constraints);
  archive("triggers", relation.triggers);
  archive("partition_of", relation.partition_of);
  archive("default_partition", relation.default_partition);
  archive("inherits", relation.inherits);
  archive("reads", relation.reads);
  archive("reads_columns", relation.reads_columns);
  archive("owned_by", relation.owned_by);
  archive("owner", relation.owner);
}

template <class Archive>
static void describe(Archive& archive, Domain& domain) {
  archive("base", domain.base);
  archive("constrained", domain.constrained);
}

template <class Archive>
static void describe(Archive& archive, Extension& extension) {
  archive("name", extension.name);
  archive("version", extension.version);
}

template <class Archive>
static void describe(Archive& archive, Catalog& catalog) {
  archive("server_version_num", catalog.server_version);
  archive("server_version", catalog.server_version_text);
  archive("taken_at", catalog.taken_at);
  archive("database", catalog.database);
  archive("database_bytes", catalog.database_bytes);
  archive("role", catalog.role);
  archive("superuser", catalog.superuser);
  archive("in_recovery", catalog.in_recovery);
  archive("search_path", catalog.search_path);
  archive("time_zone", catalog.time_zone);
  archive("schemas", catalog.schemas);
  archive("extensions", catalog.extensions);
  archive("relations", catalog.relations);
  archive("enums", catalog.enums);
  archive("types", catalog.types);
  archive("domains", catalog.domains);
  archive("functions", catalog.functions);
}

// ---- Writing. ----

template <class Value>
static Json put(const Value& value) {
  if constexpr (std::is_arithmetic_v<Value> || std::is_same_v<Value, std::string>) {
    return value;
  } else if constexpr (std::is_same_v<Value, base::Instant>) {
    return base::format_instant(value);
  } else if constexpr (std::is_same_v<Value, RelationKind>) {
    return std::string(1, static_cast<char>(value));
  } else if constexpr (std::is_enum_v<Value>) {
    return static_cast<int>(value);
  } else {
    Out out;
    describe(out, const_cast<Value&>(value));  // one description for both directions: Out only reads
    return std::move(out.json);
  }
}

template <class Value>
static Json put(const std::optional<Value>& value) {
  return value ? put(*value) : Json(nullptr);
}

template <class Value>
static Json put(const std::vector<Value>& values) {
  Json out = Json::array();
  for (const auto& value : values) out.push_back(put(value));
  return out;
}

static Json put(const std::map<Name, Relation>& relations) {
  Json out = Json::array();
  for (const auto& [name, relation] : relations) out.push_back(put(relation));
  return out;
}

template <class Value>
static Json put(const std::map<Name, Value>& values) {
  Json out = Json::array();
  for (const auto& [name, value] : values) out.push_back({{"name", put(name)}, {"is", put(value)}});
  return out;
}

template <class Value>
void Out::operator()(const char* key, const Value& value) {
  json[key] = put(value);
}

// ---- Reading. ----

template <class Value>
static void take(const Json& json, Value& value) {
  if constexpr (std::is_arithmetic_v<Value> || std::is_same_v<Value, std::string>) {
    value = json.get<Value>();
  } else if constexpr (std::is_same_v<Value, base::Instant>) {
    if (const auto instant = base::parse_instant(json.get<std::string>())) value = *instant;
  } else if constexpr (std::is_same_v<Value, RelationKind>) {
    const auto letter = json.get<std::string>();
    if (letter.size() == 1) value = static_cast<RelationKind>(letter[0]);
  } else if constexpr (std::is_enum_v<Value>) {
    value = static_cast<Value>(json.get<int>());
  } else {
    In in{json};
    describe(in, value);
  }
}

template <class Value>
static void take(const Json& json, std::optional<Value>& value) {
  value.reset();
  if (!json.is_null()) take(json, value.emplace());
}

template <class Value>
static void take(const Json& json, std::vector<Value>& values) {
  values.clear();
  for (const auto& item : json.get_ref<const Json::array_t&>()) take(item, values.emplace_back());
}

static void take(const Json& json, std::map<Name, Relation>& relations) {
  for (const auto& item : json.get_ref<const Json::array_t&>()) {
    Relation relation;
    take(item, relation);
    auto name = relation.name;
    relations.emplace(std::move(name), std::move(relation));
  }
}

template <class Value>
static void take(const Json& json, std::map<Name, Value>& values) {
  for (const auto& item : json.get_ref<const Json::array_t&>()) {
    Name name;
    take(item.at("name"), name);
    take(item.at("is"), values[name]);
  }
}

template <class Value>
void In::operator()(const char* key, Value& value) const {
  if (const auto found = json.find(key); found != json.end()) take(*found, value);
}

Json to_snapshot(const Catalog& catalog) {
  Json out{{"format", format}};
  out.update(put(catalog));
  return out;
}

Catalog from_snapshot(const Json& json) {
  const auto not_one = [](const std::string& why) {
    return Error{Code::configuration, fmt::format("this is no snapshot of a catalog: {}", why),
                 "Take one with 'lockkeeper snapshot > FILE'."};
  };
  if (!json.is_object() || !json.contains("format")) throw not_one("it has no \"format\"");
  if (json["format"] != format) {
    throw Error{Code::configuration,
                fmt::format("the snapshot's format is {}, this program reads {}", json["format"].dump(), format),
                "Take it again with this version of 'lockkeeper snapshot'."};
  }
  try {
    Catalog catalog;
    take(json, catalog);
    return catalog;
  } catch (const nlohmann::json::exception& error) {
    throw not_one(error.what());
  }
}

Catalog read_snapshot(const std::filesystem::path& file) {
  const auto text = file == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {}) : base::read_file(file);
  return base::while_doing(fmt::format("reading {}", file == "-" ? "standard input" : file.string()), [&] {
    const auto json = Json::parse(text, nullptr, false);
    return from_snapshot(json.is_discarded() ? Json() : json);
  });
}

}  // namespace pg
