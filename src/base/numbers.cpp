#include "base/numbers.h"

namespace base {

std::string grouped(long long number, std::string_view separator) {
  const std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > sign && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string grouped(long long number) {
  return grouped(number, ",");
}

}  // namespace base
