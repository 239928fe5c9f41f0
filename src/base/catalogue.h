// One row of a catalogue: see cmake/catalogue.cmake, which writes the tables.
#pragma once

#include <span>
#include <string_view>

namespace base {

template <class Item>
struct Entry {
  std::string_view id;    // the file's stem with dashes: "replication-lag"
  const Item* item;       // lives as long as the program
  std::string_view page;  // the .md beside it: what, why, what to do
};

/// The entry called `id`, or null.
template <class Item>
const Entry<Item>* find(std::span<const Entry<Item>> catalogue, std::string_view id) {
  for (const auto& entry : catalogue) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

}  // namespace base
