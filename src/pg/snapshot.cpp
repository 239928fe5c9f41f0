#include "pg/snapshot.h"

#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/files.h"
#include "pg/snapshot_members.h"

namespace pg {

using base::Code;
using base::Error;
using base::Json;

// 2: routines, statistics objects, members of extensions and what else a table has. 1 lacks them and is still read.
constexpr int format = 2;

namespace {

// Puts members into JSON.
struct Out {
  Json json = Json::object();
  template <class Value>
  void put_one(const char* key, const Value& value);
  template <class Value, class... More>
  void operator()(const char* key, const Value& value, const More&... more) {
    put_one(key, value);
    if constexpr (sizeof...(more) > 0) (*this)(more...);
  }
};

// Takes members from JSON.
struct In {
  const Json& json;
  template <class Value>
  void take_one(const char* key, Value& value) const;
  template <class Value, class... More>
  void operator()(const char* key, Value& value, More&... more) const {
    take_one(key, value);
    if constexpr (sizeof...(more) > 0) (*this)(more...);
  }
};

// Enumerations over char are PostgreSQL's own letters.
template <class Value>
constexpr bool is_letter() {
  if constexpr (std::is_enum_v<Value>) {
    return std::is_same_v<std::underlying_type_t<Value>, char>;
  } else {
    return std::is_same_v<Value, char>;
  }
}

}  // namespace

// ---- Writing. ----

template <class Value>
static Json put(const Value& value) {
  if constexpr (is_letter<Value>()) {
    return std::string(1, static_cast<char>(value));
  } else if constexpr (std::is_arithmetic_v<Value> || std::is_same_v<Value, std::string>) {
    return value;
  } else if constexpr (std::is_same_v<Value, base::Instant>) {
    return base::format_instant(value);
  } else if constexpr (std::is_same_v<Value, NumberOrNone>) {
    return value.value.value_or(value.none);
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

static Json put(const Relations& relations) {
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

static Json put(const std::map<std::string, std::string>& values) {
  return values;
}

template <class Value>
void Out::put_one(const char* key, const Value& value) {
  json[key] = put(value);
}

// ---- Reading. ----

template <class Value>
static void take(const Json& json, Value& value) {
  if constexpr (is_letter<Value>()) {
    const auto letter = json.get<std::string>();
    if (letter.size() == 1) value = static_cast<Value>(letter[0]);
  } else if constexpr (std::is_arithmetic_v<Value> || std::is_same_v<Value, std::string>) {
    value = json.get<Value>();
  } else if constexpr (std::is_same_v<Value, base::Instant>) {
    if (const auto instant = base::parse_instant(json.get<std::string>())) value = *instant;
  } else if constexpr (std::is_same_v<Value, NumberOrNone>) {
    const auto number = json.get<int>();
    value.value = number == value.none ? std::nullopt : std::optional(number);
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

static void take(const Json& json, Relations& relations) {
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

static void take(const Json& json, std::map<std::string, std::string>& values) {
  values = json.get<std::map<std::string, std::string>>();
}

template <class Value>
void In::take_one(const char* key, Value& value) const {
  if (const auto found = json.find(key); found != json.end()) take(*found, value);
}

Json to_snapshot(const Catalog& catalog) {
  Json out{{"format", format}};
  out.update(put(catalog));
  return out;
}

Catalog from_snapshot(const Json& json) {
  const auto not_one = [](const std::string& why) {
    return Error{Code::configuration, fmt::format("this is not a snapshot of a catalog: {}", why),
                 "Take one with 'lockkeeper snapshot > FILE'."};
  };
  if (!json.is_object() || !json.contains("format")) throw not_one("it has no \"format\"");
  const auto& written = json["format"];
  if (!written.is_number_integer() || written.get<int>() < 1 || written.get<int>() > format) {
    throw Error{Code::configuration,
                fmt::format("the snapshot's format is {}, this program reads 1 to {}", written.dump(), format),
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
