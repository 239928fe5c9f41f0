// Looking things up in an event's data without trusting it: a missing key and one of another type are both "not
// said".
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"

namespace report {

/// Texts as they are, numbers and booleans written out, anything else "".
std::string text_at(const base::Json& data, const char* key);
/// Like text_at, and structures become lines: "key: value" for objects, one element a line for lists.
std::string lines_at(const base::Json& data, const char* key);
/// Whole numbers; a list or an object counts by its length.
std::optional<long long> number_at(const base::Json& data, const char* key);
std::optional<base::Milliseconds> span_at(const base::Json& data, const char* key);
std::optional<bool> flag_at(const base::Json& data, const char* key);
/// The texts of a list; one text is a list of one.
std::vector<std::string> texts_at(const base::Json& data, const char* key);
/// An object's entries, or those of a list of {name|key, value} objects, in order.
std::vector<std::pair<std::string, std::string>> pairs_at(const base::Json& data, const char* key);
/// "file:line:column", from a text or from an object with these keys.
std::string place_at(const base::Json& data, const char* key);
/// The object, or an empty one.
const base::Json& object_at(const base::Json& data, const char* key);
/// The list, or an empty one.
const base::Json& list_at(const base::Json& data, const char* key);

}  // namespace report
