// Reading the raw tree: casts by tag, lists, names, options, and the children of any node.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/postgres18.h"
#include "sql/statement.h"

namespace sql {

/// The node as a T, or null when it is another kind of node (or null).
template <class T>
const T* as(const raw::Node* node) {
  return node && node->type == raw::tag_of<T> ? reinterpret_cast<const T*>(node) : nullptr;
}

/// Any node, seen as a Node. Every struct of the tree begins with its tag.
template <class T>
const raw::Node* node_of(const T* typed) {
  return reinterpret_cast<const raw::Node*>(typed);
}
template <class T>
const raw::Node* node_of(const raw::Ptr<T>& typed) {
  return node_of(typed.get());
}

/// The nodes of a list, which may be null (PostgreSQL's empty list); single nodes may be null as well.
class Items {
 public:
  class Iterator {
   public:
    explicit Iterator(const raw::ListCell* cell) : cell_(cell) {}
    const raw::Node* operator*() const { return static_cast<const raw::Node*>(cell_->ptr_value.get()); }
    Iterator& operator++() {
      ++cell_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const raw::ListCell* cell_;
  };
  explicit Items(const raw::List* list) : list_(list) {}
  [[nodiscard]] Iterator begin() const { return Iterator(list_ ? list_->elements.get() : nullptr); }
  [[nodiscard]] Iterator end() const { return Iterator(list_ ? list_->elements.get() + list_->length : nullptr); }
  [[nodiscard]] std::size_t size() const { return list_ ? static_cast<std::size_t>(list_->length) : 0; }
  [[nodiscard]] const raw::Node* operator[](std::size_t i) const {
    return static_cast<const raw::Node*>(list_->elements.get()[i].ptr_value.get());
  }

 private:
  const raw::List* list_;
};

/// "" for null.
inline std::string text_of(const char* text) {
  return text ? text : "";
}
/// The string in a String node, else "".
std::string text_of(const raw::Node* node);
/// The strings of a list of String nodes.
std::vector<std::string> texts_of(const raw::List* list);

QualifiedName name_of(const raw::RangeVar* relation);
/// A dotted name, as a list of strings; of a longer one (catalog.schema.name) the last two.
/// `drop_last` names are left off the end: of table.column the table.
QualifiedName name_of(const raw::List* parts, std::size_t drop_last = 0);
/// The same for a node that is a list, a TypeName, an ObjectWithArgs or a String.
QualifiedName name_of(const raw::Node* node);
std::vector<QualifiedName> names_of(const raw::List* relations);           // a list of RangeVars; others are skipped
std::vector<QualifiedName> names_behind_only(const raw::List* relations);  // of those, the ones with ONLY

/// The option `name` of a list of DefElems, or null.
const raw::DefElem* find_option(const raw::List* options, std::string_view name);
/// Whether the option is there and on: FULL, FULL true, FULL on, FULL 1.
bool option_is_on(const raw::List* options, std::string_view name, bool when_missing = false);

/// Where in a node of this kind the pointers to its children lie: children.cpp.
std::span<const std::uint16_t> child_offsets(raw::NodeTag tag);

/// Calls `visit` with every child that is there, lists opened. What the walk over relations has to treat by itself is
/// left out: see uses.cpp.
template <class Visit>
void for_each_child(const raw::Node* node, Visit&& visit) {
  if (const auto* list = as<raw::List>(node)) {
    for (const auto* item : Items(list)) {
      if (item) visit(item);
    }
    return;
  }
  for (const auto offset : child_offsets(node->type)) {
    const auto* place = reinterpret_cast<const char*>(node) + offset;
    if (const auto* child = reinterpret_cast<const raw::Ptr<raw::Node>*>(place)->get()) visit(child);
  }
}

/// Whether `wanted(node, deeper)` is true for the expression or anything below it, asked in the order of the text;
/// what lies below a node is left out where it sets `deeper` to false. A loop, since expressions nest as deep as a
/// file's author likes.
template <class Wanted>
bool any_of(const raw::Node* expression, Wanted&& wanted) {
  std::vector<const raw::Node*> open;
  if (expression) open.push_back(expression);
  while (!open.empty()) {
    const auto* node = open.back();
    open.pop_back();
    bool deeper = true;
    if (wanted(node, deeper)) return true;
    if (!deeper) continue;
    const auto below = static_cast<std::ptrdiff_t>(open.size());
    for_each_child(node, [&](const raw::Node* child) { open.push_back(child); });
    std::reverse(open.begin() + below, open.end());
  }
  return false;
}

/// How deep a statement's tree is read beyond loops over it. PostgreSQL itself gives up sooner: with its stack of 2
/// MB at a sum of 4,000 terms, a UNION of 7,000 queries, 13,000 casts of a cast.
inline constexpr int deepest = 10'000;

/// Whether the tree goes deeper than that.
bool is_too_deep(const raw::Node* tree, int limit = deepest);

}  // namespace sql
