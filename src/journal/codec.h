// From a description to reading, writing and the page. Inside events/ only.
//
// A kind is described by one function, which an archive is called through: `archive(key, member, about)` for what is
// always written, `archive.maybe(…)` for what is left out where there is nothing to say.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "base/clock.h"
#include "journal/events.h"
#include "journal/fields.h"
#include "journal/typed.h"

namespace journal {

class Writer;
class Reader;
class Lister;

template <class Value>
concept Described = requires(Writer& writer, Value& value) { describe(writer, value); };

// Each has a `read` that says whether `json` is such a value, and leaves `value` alone where it is not.
base::Json written(const std::string& value);
base::Json written(bool value);
base::Json written(long long value);
base::Json written(double value);
base::Json written(base::Milliseconds value);
base::Json written(base::Instant value);
inline base::Json written(const base::Json& value) {
  return value;
}
/// Numbers and truths are written out, lists and objects become lines: what was a text once may be more today.
bool read(const base::Json& json, std::string& value);
bool read(const base::Json& json, bool& value);
/// A list or an object counts by its length.
bool read(const base::Json& json, long long& value);
bool read(const base::Json& json, double& value);
bool read(const base::Json& json, base::Milliseconds& value);
bool read(const base::Json& json, base::Instant& value);
inline bool read(const base::Json& json, base::Json& value) {
  value = json;
  return true;
}

template <class Value>
base::Json written(const std::optional<Value>& value);
template <class Value>
base::Json written(const std::vector<Value>& values);
template <class Value>
base::Json written(const Pairs<Value>& values);
template <Described Value>
base::Json written(const Value& value);
template <class Value>
bool read(const base::Json& json, std::optional<Value>& value);
template <class Value>
bool read(const base::Json& json, std::vector<Value>& values);
template <class Value>
bool read(const base::Json& json, Pairs<Value>& values);
template <Described Value>
bool read(const base::Json& json, Value& value);

class Writer {
 public:
  template <class Value>
  void operator()(const char* key, const Value& value, std::string_view /*about*/ = {}) {
    json_[key] = written(value);
  }
  template <class Value>
  void maybe(const char* key, const Value& value, std::string_view /*about*/ = {}) {
    if (!(value == Value{})) json_[key] = written(value);
  }
  base::Json take() { return std::move(json_); }

 private:
  base::Json json_ = base::Json::object();
};

class Reader {
 public:
  explicit Reader(const base::Json& json) : json_(json) {}
  template <class Value>
  void operator()(const char* key, Value& value, std::string_view /*about*/ = {}) {
    if (!json_.is_object()) return;
    const auto found = json_.find(key);
    if (found != json_.end() && !found->is_null()) read(*found, value);
  }
  template <class Value>
  void maybe(const char* key, Value& value, std::string_view /*about*/ = {}) {
    (*this)(key, value);
  }

 private:
  const base::Json& json_;
};

class Lister {
 public:
  template <class Value>
  void operator()(const char* key, Value& value, std::string_view about = {}) {
    list(key, value, about, false);
  }
  template <class Value>
  void maybe(const char* key, Value& value, std::string_view about = {}) {
    list(key, value, about, true);
  }
  std::vector<FieldDescription> take() { return std::move(fields_); }

 private:
  template <class Value>
  void list(const char* key, Value& value, std::string_view about, bool maybe) {
    FieldDescription field{.key = key, .about = std::string(about), .maybe = maybe};
    shape(field, value);
    fields_.push_back(std::move(field));
  }
  template <class Value>
  static void shape(FieldDescription& /*field*/, const Value& /*value*/) {}
  template <Described Value>
  static void shape(FieldDescription& field, Value& value) {
    Lister inner;
    describe(inner, value);
    field.shape = "{}";
    field.within = inner.take();
  }
  template <class Value>
  static void shape(FieldDescription& field, std::optional<Value>& /*value*/) {
    Value each{};
    shape(field, each);
  }
  template <class Value>
  static void shape(FieldDescription& field, std::vector<Value>& /*values*/) {
    Value each{};
    shape(field, each);
    field.shape = "[]";
  }
  template <class Value>
  static void shape(FieldDescription& field, Pairs<Value>& /*values*/) {
    field.shape = "{}";
  }

  std::vector<FieldDescription> fields_;
};

template <class Value>
base::Json written(const std::optional<Value>& value) {
  return value ? written(*value) : base::Json(nullptr);
}

template <class Value>
base::Json written(const std::vector<Value>& values) {
  auto out = base::Json::array();
  for (const auto& value : values) out.push_back(written(value));
  return out;
}

template <class Value>
base::Json written(const Pairs<Value>& values) {
  auto out = base::Json::object();
  for (const auto& [key, value] : values) out[key] = written(value);
  return out;
}

template <Described Value>
base::Json written(const Value& value) {
  Writer writer;
  describe(writer, const_cast<Value&>(value));  // one description for both directions: a writer only reads
  return writer.take();
}

template <class Value>
bool read(const base::Json& json, std::optional<Value>& value) {
  Value found{};
  if (!read(json, found)) return false;
  value = std::move(found);
  return true;
}

/// What does not fit is passed over; one value is a list of one.
template <class Value>
bool read(const base::Json& json, std::vector<Value>& values) {
  const auto take = [&](const base::Json& each) {
    Value found{};
    if (!each.is_null() && read(each, found)) values.push_back(std::move(found));
  };
  values.clear();
  if (json.is_object()) return false;
  if (!json.is_array()) take(json);
  for (const auto& each : json.is_array() ? json : base::Json::array()) take(each);
  return true;
}

template <class Value>
bool read(const base::Json& json, Pairs<Value>& values) {
  if (!json.is_object()) return false;
  values.clear();
  for (const auto& [key, each] : json.items()) {
    Value found{};
    if (read(each, found)) values.emplace_back(key, std::move(found));
  }
  return true;
}

template <Described Value>
bool read(const base::Json& json, Value& value) {
  if (!json.is_object()) return false;
  Reader reader(json);
  describe(reader, value);
  return true;
}

template <class Kind>
base::Json Codec<Kind>::write(const Kind& data) {
  return written(data);
}

template <class Kind>
Kind Codec<Kind>::read(const base::Json& data) {
  Kind out{};
  journal::read(data, out);
  return out;
}

enum class Told { after_its_kind, by_itself };

template <class Kind>
const std::vector<FieldDescription>& fields_of() {
  static const auto fields = [] {
    Kind nothing{};
    Lister lister;
    describe(lister, nothing);
    return lister.take();
  }();
  return fields;
}

/// The kind's entry of the catalogue. Its file has `describe` and `sentence` for it, and makes its Codec.
template <class Kind>
constexpr EventKind kind_of(std::string_view about, Told told = Told::after_its_kind) {
  return {.kind = Kind::kind,
          .about = about,
          .of_database = OfDatabase<Kind>,
          .stands_alone = told == Told::by_itself,
          .sentence = [](const base::Json& data) { return sentence(Codec<Kind>::read(data)); },
          .fields = &fields_of<Kind>};
}

}  // namespace journal
