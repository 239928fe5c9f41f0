// A stable sort for the short lists of a report; std::stable_sort draws in what C++17 deprecates.
#pragma once

#include <algorithm>
#include <iterator>

namespace run_view {

/// Sorts by `key`; equal elements keep their order.
template <class Items, class Key>
void sort_by(Items& items, Key key) {
  for (auto item = items.begin(); item != items.end(); ++item) {
    const auto later = [&](const auto& value, const auto& other) { return value < key(other); };
    std::rotate(std::upper_bound(items.begin(), item, key(*item), later), item, std::next(item));
  }
}

}  // namespace run_view
