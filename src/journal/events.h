// The catalogue of event kinds: one file of events/ each, with its fields, what it is for, and how it is told.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.h"
#include "base/json.h"

namespace journal {

/// One field of a kind's data, for the page.
struct FieldDescription {
  std::string key;
  std::string about = {};                     // empty where the key says it all
  bool maybe = false;                         // left out where there is nothing to say
  std::string_view shape = {};                // "[]" a list, "{}" an object
  std::vector<FieldDescription> within = {};  // of an object, or of each element of a list
};

struct EventKind {
  std::string_view kind;   // "step.finished"
  std::string_view about;  // what happened, for the page
  bool of_database;        // an event of this kind names the database it is about
  bool stands_alone;       // its sentence says what happened without the kind before it
  /// One line for people; takes data of any shape.
  std::string (*sentence)(const base::Json& data);
  const std::vector<FieldDescription>& (*fields)();
};

std::span<const base::Entry<EventKind>> events();

/// Null for a kind that this version does not know.
const EventKind* find_kind(std::string_view kind);

/// The table of docs/journal.md.
std::string kinds_table();

}  // namespace journal
