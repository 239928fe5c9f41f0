// Compares what a backup promises with what its restore holds. Pure.
#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "backup/contents.h"
#include "base/text.h"

namespace backup {

using Sentences = std::vector<std::string>;

static void compare_rows(const Contents& expected, const Contents& found, Sentences& out) {
  for (const auto& [table, rows] : expected.rows) {
    const auto there = found.rows.find(table);
    if (there == found.rows.end()) {
      out.push_back(fmt::format("{}: the table is missing, {} in the backup", table, base::count_of(rows, "row")));
    } else if (there->second != rows) {
      out.push_back(
          fmt::format("{}: {} in the backup, {} restored", table, base::count_of(rows, "row"), there->second));
    }
  }
  for (const auto& [table, rows] : found.rows) {
    if (!expected.rows.contains(table)) {
      out.push_back(fmt::format("{}: the table is not in the backup, {} found", table, base::count_of(rows, "row")));
    }
  }
}

static const Sentences& names_of(const Contents& contents, const std::string& kind) {
  static const Sentences none;
  const auto found = contents.objects.find(kind);
  return found == contents.objects.end() ? none : found->second;
}

// One sentence for a kind, naming the first few: a missing schema would otherwise fill the screen.
static void name_some(const std::string& kind, std::string_view what, const Sentences& names, Sentences& out) {
  constexpr std::size_t at_most = 5;
  if (names.empty()) return;
  const Sentences first(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), at_most)));
  const auto more = names.size() > at_most ? fmt::format(" and {} more", names.size() - at_most) : std::string();
  out.push_back(fmt::format("{} {}: {}{}", kind, what, fmt::join(first, ", "), more));
}

static void compare_objects(const Contents& expected, const Contents& found, Sentences& out) {
  std::set<std::string> kinds;
  for (const auto& [kind, names] : expected.objects) kinds.insert(kind);
  for (const auto& [kind, names] : found.objects) kinds.insert(kind);
  for (const auto& kind : kinds) {
    const auto& ours = names_of(expected, kind);
    const auto& theirs = names_of(found, kind);
    Sentences missing;
    Sentences extra;
    std::set_difference(ours.begin(), ours.end(), theirs.begin(), theirs.end(), std::back_inserter(missing));
    std::set_difference(theirs.begin(), theirs.end(), ours.begin(), ours.end(), std::back_inserter(extra));
    name_some(kind, "missing", missing, out);
    name_some(kind, "not in the backup", extra, out);
  }
}

static std::string written(const std::optional<long long>& value) {
  return value ? std::to_string(*value) : "unused";
}

static bool fits(const SequenceValue& promised, const std::optional<long long>& value) {
  if (promised.from == promised.to) return value == promised.from;
  if (!value) return !promised.from || !promised.to;
  return (!promised.from || *value >= *promised.from) && (!promised.to || *value <= *promised.to);
}

static void compare_sequences(const Contents& expected, const Contents& found, Sentences& out) {
  for (const auto& [name, promised] : expected.sequences) {
    const auto there = found.sequences.find(name);
    if (there == found.sequences.end()) continue;  // named among the objects already
    const auto& value = there->second.to;
    if (fits(promised, value)) continue;
    const auto range = promised.from == promised.to
                           ? written(promised.to)
                           : fmt::format("{} to {}", written(promised.from), written(promised.to));
    out.push_back(fmt::format("sequence {}: {} in the backup, {} restored", name, range, written(value)));
  }
}

std::vector<std::string> differences(const Contents& expected, const Contents& found) {
  Sentences out;
  compare_rows(expected, found, out);
  compare_objects(expected, found, out);
  compare_sequences(expected, found, out);
  if (expected.large_objects != found.large_objects) {
    out.push_back(
        fmt::format("large objects: {} in the backup, {} restored", expected.large_objects, found.large_objects));
  }
  return out;
}

}  // namespace backup
