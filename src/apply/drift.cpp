#include "apply/drift.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

namespace apply {

using Object = pg::SchemaObject;
using Key = std::tuple<std::string, pg::Name, std::string>;
using Objects = std::map<Key, const Object*>;

static std::string fact(const Object& object, const std::string& name) {
  const auto found = object.facts.find(name);
  return found == object.facts.end() ? "" : found->second;
}

// What is compared; what else the catalog says of an object is its owner's, the operator's or the server's business.
static std::span<const std::string_view> compared(std::string_view kind) {
  static constexpr std::array<std::string_view, 9> table{
      "kind",    "persistence",   "options",           "row_security", "of", "partition_bound",
      "parents", "partition_key", "force_row_security"};
  static constexpr std::array<std::string_view, 6> column{"type",     "not_null",  "default",
                                                          "identity", "generated", "collation"};
  static constexpr std::array<std::string_view, 2> valid{"definition", "valid"};
  static constexpr std::array<std::string_view, 2> enabled{"definition", "enabled"};
  static constexpr std::array<std::string_view, 5> policy{"command", "permissive", "roles", "using", "check"};
  static constexpr std::array<std::string_view, 7> sequence{"type", "start", "increment", "min",
                                                            "max",  "cache", "cycle"};
  static constexpr std::array<std::string_view, 7> type{"kind",     "labels", "attributes", "type",
                                                        "not_null", "checks", "of"};
  static constexpr std::array<std::string_view, 3> other{"definition", "options", "result"};
  if (kind == "table") return table;
  if (kind == "column") return column;
  if (kind == "index" || kind == "constraint") return valid;
  if (kind == "trigger" || kind == "rule") return enabled;
  if (kind == "policy") return policy;
  if (kind == "sequence") return sequence;
  if (kind == "type" || kind == "domain") return type;
  return other;
}

// A partition has it from its parent, where it is said; NOT NULL is said of the column; extended statistics are for
// the planner alone.
static bool is_left_out(const Object& object, const std::string& history_schema) {
  if (object.kind == "schema") return object.name.name == "public" || object.name.name == history_schema;
  if (object.kind == "column") return fact(object, "local") == "false";
  if (object.kind == "index") return object.facts.contains("parents") || fact(object, "of_constraint") == "true";
  if (object.kind == "constraint") return fact(object, "local") == "false" || fact(object, "type") == "n";
  if (object.kind == "trigger") return fact(object, "cloned") == "true";
  return object.kind == "statistics";
}

static Objects objects_of(const std::vector<Object>& all, const std::string& history_schema) {
  Objects out;
  for (const auto& object : all) {
    if (!is_left_out(object, history_schema)) out[{object.kind, object.name, object.part}] = &object;
  }
  return out;
}

static std::string name_of(const Object& object) {
  const auto name = pg::shown(object.name);
  if (object.kind == "schema") return object.name.name;
  if (object.kind == "column") return name + "." + object.part;
  if (object.kind == "function" || object.kind == "procedure" || object.kind == "aggregate")
    return fmt::format("{}({})", name, object.part);
  return object.part.empty() ? name : fmt::format("{} of {}", object.part, name);
}

namespace {

// Objects that one side has and the other has not.
class OneSided {
 public:
  OneSided(const Objects& here, const Objects& there) {
    for (const auto& [key, object] : here) {
      if (!there.contains(key)) gone_.insert(key);
    }
  }
  [[nodiscard]] bool has(const Object& object) const {
    return gone_.contains({object.kind, object.name, object.part}) && !goes_with_another(object);
  }

 private:
  [[nodiscard]] bool is_gone(const pg::Name& relation) const {
    return gone_.contains({"table", relation, ""}) || gone_.contains({"view", relation, ""}) ||
           gone_.contains({"materialized view", relation, ""});
  }
  [[nodiscard]] static pg::Name read_name(const std::string& text, const std::string& schema) {
    const auto dot = text.find('.');
    return dot == std::string::npos ? pg::Name{schema, text} : pg::Name{text.substr(0, dot), text.substr(dot + 1)};
  }
  [[nodiscard]] bool goes_with_another(const Object& object) const {
    if (!object.part.empty() && is_gone(object.name)) return true;
    const bool on_table = object.kind == "index";
    if (on_table && is_gone(read_name(fact(object, "table"), object.name.schema))) return true;
    if (const auto owner = fact(object, "owned_by"); !owner.empty()) {
      const auto table = read_name(owner, object.name.schema);
      const auto column = fact(object, "owned_by_column");
      if (is_gone(table) || gone_.contains({"column", table, column.substr(0, column.rfind(' '))})) return true;
    }
    return object.kind != "schema" && gone_.contains({"schema", {object.name.schema, object.name.schema}, ""});
  }

  std::set<Key> gone_;
};

}  // namespace

static void add_one_sided(const Objects& here, const Objects& there, Drift::Kind kind, std::vector<Drift>& out) {
  const OneSided missing(here, there);
  for (const auto& [key, object] : here) {
    if (missing.has(*object)) out.push_back({.kind = kind, .object = object->kind, .name = name_of(*object)});
  }
}

static void add_differences(const Object& found, const Object& expected, std::vector<Drift>& out) {
  for (const auto name : compared(found.kind)) {
    const std::string key(name);
    if (fact(found, key) == fact(expected, key)) continue;
    out.push_back({.kind = Drift::Kind::other,
                   .object = found.kind,
                   .name = name_of(found),
                   .fact = key,
                   .found = fact(found, key),
                   .expected = fact(expected, key)});
  }
}

std::vector<Drift> drift(const std::vector<Object>& database, const std::vector<Object>& replayed,
                         const std::string& history_schema) {
  const auto found = objects_of(database, history_schema);
  const auto expected = objects_of(replayed, history_schema);
  std::vector<Drift> out;
  add_one_sided(found, expected, Drift::Kind::not_made, out);
  add_one_sided(expected, found, Drift::Kind::missing, out);
  for (const auto& [key, object] : found) {
    const auto other = expected.find(key);
    if (other != expected.end()) add_differences(*object, *other->second, out);
  }
  return out;
}

// A definition of several lines says little beside another; JSON has both.
static bool is_long(const std::string& text) {
  return text.size() > 120 || text.find('\n') != std::string::npos;
}

static std::string in_words(const std::string& fact, const std::string& value) {
  static const std::map<std::pair<std::string_view, std::string_view>, std::string_view> words{
      {{"not_null", "true"}, "NOT NULL"},
      {{"not_null", "false"}, "nullable"},
      {{"valid", "true"}, "valid"},
      {{"valid", "false"}, "not valid"},
      {{"persistence", "p"}, "logged"},
      {{"persistence", "u"}, "unlogged"},
      {{"kind", "r"}, "an ordinary table"},
      {{"kind", "p"}, "a partitioned table"},
      {{"kind", "f"}, "a foreign table"},
      {{"enabled", "O"}, "enabled"},
      {{"enabled", "D"}, "disabled"},
      {{"enabled", "A"}, "enabled always"},
      {{"enabled", "R"}, "enabled on replicas"},
  };
  if (const auto found = words.find({fact, value}); found != words.end()) return std::string(found->second);
  auto label = fact;
  std::ranges::replace(label, '_', ' ');
  if (value.empty() || value == "false") return "no " + label;
  if (value == "true") return label;
  return fact == "type" || fact == "definition" ? value : fmt::format("{} {}", label, value);
}

std::string to_text(const Drift& drift) {
  const auto head = fmt::format("{} {}: ", drift.object, drift.name);
  if (drift.kind == Drift::Kind::not_made) return head + "in the database, made by no migration";
  if (drift.kind == Drift::Kind::missing) return head + "made by the migrations, not in the database";
  if (is_long(drift.found) || is_long(drift.expected))
    return fmt::format("{}its {} is another than the migrations make", head, drift.fact);
  const bool of_it =
      drift.fact == "valid" || drift.fact == "not_null" || drift.fact == "persistence" || drift.fact == "enabled";
  return fmt::format("{}{}, the migrations make {}{}", head, in_words(drift.fact, drift.found), of_it ? "it " : "",
                     in_words(drift.fact, drift.expected));
}

static std::string_view name_of(Drift::Kind kind) {
  switch (kind) {
    case Drift::Kind::not_made:
      return "made by no migration";
    case Drift::Kind::missing:
      return "not in the database";
    case Drift::Kind::other:
      return "not the same";
  }
  return "";
}

base::Json to_json(const Drift& drift) {
  base::Json json{{"kind", name_of(drift.kind)}, {"object", drift.object}, {"name", drift.name}};
  if (drift.kind != Drift::Kind::other) return json;
  json["what"] = drift.fact;
  json["database"] = drift.found.empty() ? base::Json(nullptr) : base::Json(drift.found);
  json["migrations"] = drift.expected.empty() ? base::Json(nullptr) : base::Json(drift.expected);
  return json;
}

}  // namespace apply
