// The lines of two texts against each other: the longest common subsequence between what they begin and end with
// alike.
#include "base/line_diff.h"

#include <algorithm>

#include "base/text.h"

namespace base {

static constexpr std::size_t most_lines = 1000;  // of each side in the middle; more are taken as wholly new

using Lines = std::vector<std::string_view>;

static void add(std::vector<LineChange>& out, char sign, const Lines& lines, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) out.push_back({sign, std::string(lines[i])});
}

// lengths[i][j]: of the longest common subsequence of a[i…] and b[j…].
static std::vector<std::vector<unsigned>> lengths_of(const Lines& a, const Lines& b) {
  std::vector<std::vector<unsigned>> lengths(a.size() + 1, std::vector<unsigned>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      lengths[i][j] = a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

static void compare_middle(const Lines& a, const Lines& b, std::vector<LineChange>& out) {
  if (a.size() > most_lines || b.size() > most_lines) {
    add(out, '-', a, 0, a.size());
    add(out, '+', b, 0, b.size());
    return;
  }
  const auto lengths = lengths_of(a, b);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      out.push_back({' ', std::string(a[i])});
      ++i;
      ++j;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
      out.push_back({'-', std::string(a[i++])});
    } else {
      out.push_back({'+', std::string(b[j++])});
    }
  }
  add(out, '-', a, i, a.size());
  add(out, '+', b, j, b.size());
}

static std::vector<LineChange> near_changes(const std::vector<LineChange>& all, std::size_t around) {
  std::vector<bool> keep(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].sign == ' ') continue;
    for (std::size_t j = i > around ? i - around : 0; j <= std::min(i + around, all.size() - 1); ++j) keep[j] = true;
  }
  std::vector<LineChange> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (keep[i]) out.push_back(all[i]);
  }
  return out;
}

std::vector<LineChange> compare_lines(std::string_view before, std::string_view after, std::size_t around) {
  const Lines a = base::lines(before);
  const Lines b = base::lines(after);
  std::size_t head = 0;
  while (head < std::min(a.size(), b.size()) && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < std::min(a.size(), b.size()) - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head), lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  std::vector<LineChange> all;
  add(all, ' ', a, 0, head);
  compare_middle(middle(a), middle(b), all);
  add(all, ' ', a, a.size() - tail, a.size());
  return near_changes(all, around);
}

}  // namespace base
