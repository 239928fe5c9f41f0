// What is gone for good, as a value. The sentence is made where a person reads it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "impact/object_address.h"

namespace impact {

struct Loss {
  enum class Kind {
    dropped,            // a table, a column, an attribute of a type
    dropped_with_type,  // a column goes with its type: `text`
    emptied,            // TRUNCATE
    all_rows,           // DELETE without a condition
    chosen_rows,        // the condition picks them
    referring_rows,     // they refer to deleted ones
    merged_rows,        // MERGE … DELETE
    narrowed,           // the new type `text` keeps less of each value
    overwritten,        // every value becomes `text`
    perhaps_cut,        // nothing proves that the expression `text` keeps the values apart
  };
  Kind kind = Kind::dropped;
  ObjectAddress object = {};
  std::optional<long long> rows = {};  // that lose something, as last counted; nothing: not known
  bool never_counted = false;          // not known because the table was never analysed
  std::optional<double> filled = {};   // of a column: the share of the rows that hold a value, 0 to 1
  std::string text = {};
  bool operator==(const Loss&) const = default;
};
/// "dropped_with_type": the name used in JSON.
std::string_view name(Loss::Kind kind);

/// "drops the column orders.note (3 % of 150 000 rows hold a value)"
std::string sentence(const Loss& loss);
std::vector<std::string> sentences(const std::vector<Loss>& losses);

}  // namespace impact
