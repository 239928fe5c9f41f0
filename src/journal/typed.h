// Events by their type. Writing: `journal.append(event(Note{.text = "replica caught up"}))`. Reading:
// `if (const auto note = as<Note>(event)) …`. A kind's fields are described once, in its file of events/.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "journal/event.h"

namespace journal {

/// Between a kind's struct and the data of an event; made for each kind where it is described.
template <class Kind>
struct Codec {
  static base::Json write(const Kind& data);
  /// A key that is missing, or holds something else, leaves the field as it is by default; others are passed over.
  static Kind read(const base::Json& data);
};

/// A kind whose events name the database they are about.
template <class Kind>
concept OfDatabase = requires { requires Kind::of_database; };

/// Ready to be appended.
template <class Kind>
  requires(!OfDatabase<Kind>)
Event event(const Kind& data) {
  Event out;
  out.kind = Kind::kind;
  out.data = Codec<Kind>::write(data);
  return out;
}

/// `database`: the one it is about, as the server told.
template <class Kind>
  requires OfDatabase<Kind>
Event event(const Kind& data, pg::Identity database) {
  Event out;
  out.kind = Kind::kind;
  out.database = std::move(database);
  out.data = Codec<Kind>::write(data);
  return out;
}

/// What the event says; nothing where it is of another kind.
template <class Kind>
std::optional<Kind> as(const Event& event) {
  if (event.kind != Kind::kind) return std::nullopt;
  return Codec<Kind>::read(event.data);
}

template <class... Kinds>
bool is_one_of(const Event& event) {
  return ((event.kind == Kinds::kind) || ...);
}

inline Event in_run(std::string run, Event event) {
  event.run = std::move(run);
  return event;
}

}  // namespace journal
