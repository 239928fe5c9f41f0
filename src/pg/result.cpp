// Reading an answer: by row and column, as text, numbers and truth values.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "pg/session.h"

namespace pg {

const Value& Result::at(std::size_t row, std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) {
    throw base::Error{base::Code::internal, fmt::format("the answer has no column {}", column)};
  }
  return at(row, static_cast<std::size_t>(found - columns_.begin()));
}

std::string Result::text(std::size_t row, std::string_view column) const {
  return at(row, column).value_or("");
}

template <class Number>
static Number parse(const Value& value, std::string_view column) {
  if (!value) return 0;
  Number number{};
  const auto* end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, number);
  if (error != std::errc{} || stop != end) {
    throw base::Error{base::Code::internal,
                      fmt::format("column {} does not hold a number of the kind asked for", column)};
  }
  return number;
}

long long Result::integer(std::size_t row, std::string_view column) const {
  return parse<long long>(at(row, column), column);
}

double Result::number(std::size_t row, std::string_view column) const {
  return parse<double>(at(row, column), column);
}

bool Result::boolean(std::size_t row, std::string_view column) const {
  const auto& value = at(row, column);
  return value && (*value == "t" || *value == "true");
}

}  // namespace pg
