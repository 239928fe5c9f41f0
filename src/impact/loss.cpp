#include "impact/loss.h"

#include <fmt/format.h>

#include "impact/simulate/schema.h"

namespace impact {

std::string_view name(Loss::Kind kind) {
  switch (kind) {
    case Loss::Kind::dropped:
      return "dropped";
    case Loss::Kind::dropped_with_type:
      return "dropped_with_type";
    case Loss::Kind::emptied:
      return "emptied";
    case Loss::Kind::all_rows:
      return "all_rows";
    case Loss::Kind::chosen_rows:
      return "chosen_rows";
    case Loss::Kind::referring_rows:
      return "referring_rows";
    case Loss::Kind::merged_rows:
      return "merged_rows";
    case Loss::Kind::narrowed:
      return "narrowed";
    case Loss::Kind::overwritten:
      return "overwritten";
    case Loss::Kind::perhaps_cut:
      return "perhaps_cut";
  }
  return "";
}

// "orders.note", "orders"
static std::string whole(const ObjectAddress& object) {
  return object.part.empty() ? shown(object.name) : shown(object.name, object.part);
}

// How many rows, in brackets; empty where there is nothing to say.
static std::string of_rows(const Loss& loss) {
  if (loss.never_counted)
    return loss.filled ? " (of how many rows is not known: never analysed)"
                       : " (its rows; how many is not known: it was never analysed)";
  if (!loss.rows) return {};
  const auto rows = shown_rows(*loss.rows);
  const double percent = loss.filled.value_or(1) * 100;
  if (percent >= 99.5) return fmt::format(" ({})", rows);
  if (percent > 0 && percent < 1) return fmt::format(" (under 1 % of {} hold a value)", rows);
  return fmt::format(" ({:.0f} % of {} hold a value)", percent, rows);
}

static std::string of_dropped(const Loss& loss) {
  const auto& object = loss.object;
  if (object.kind == "attribute")
    return fmt::format("drops the attribute {} of the type {}", object.part, shown(object.name));
  if (!object.part.empty()) return fmt::format("drops the {} {}{}", object.kind, whole(object), of_rows(loss));
  return fmt::format("drops the {} {} with its {}", object.kind, whole(object),
                     loss.rows ? shown_rows(*loss.rows) : "rows");
}

std::string sentence(const Loss& loss) {
  const auto object = whole(loss.object);
  switch (loss.kind) {
    case Loss::Kind::dropped:
      return of_dropped(loss);
    case Loss::Kind::dropped_with_type:
      return fmt::format("drops the column {} with the type {}", object, loss.text);
    case Loss::Kind::emptied:
      return fmt::format("empties {}{}", object, of_rows(loss));
    case Loss::Kind::all_rows:
      return fmt::format("deletes every row of {}{}", object, of_rows(loss));
    case Loss::Kind::chosen_rows:
      return fmt::format("deletes the rows of {} that the condition picks", object);
    case Loss::Kind::referring_rows:
      return fmt::format("deletes the rows of {} that refer to deleted ones", object);
    case Loss::Kind::merged_rows:
      return fmt::format("MERGE deletes rows of {}", object);
    case Loss::Kind::narrowed:
      return fmt::format("{} keeps less of each value as {}{}", object, loss.text, of_rows(loss));
    case Loss::Kind::overwritten:
      return fmt::format("overwrites every value of {} with {}{}", object, loss.text, of_rows(loss));
    case Loss::Kind::perhaps_cut:
      return fmt::format(
          "nothing proves that USING {} keeps the values of {} apart: what it cuts, rounds or makes equal is lost{}",
          loss.text, object, of_rows(loss));
  }
  return {};
}

std::vector<std::string> sentences(const std::vector<Loss>& losses) {
  std::vector<std::string> all;
  for (const auto& loss : losses) all.push_back(sentence(loss));
  return all;
}

}  // namespace impact
