// A person's remark for the record.
#pragma once

#include <string>

#include "app/project.h"

namespace app {

struct NoteRequest {
  std::string text;
  std::string run = {};    // as run_meant() takes it; empty: the one the request belongs to
  std::string by = {};     // empty: whoever asks
  bool action = false;     // something to do: it goes into the post-mortem's action items
  std::string owner = {};  // who will do it; makes it one
  std::string due = {};    // until when; makes it one
  [[nodiscard]] bool is_action() const { return action || !owner.empty() || !due.empty(); }
};

/// The event as written, the run's secrets hidden. Throws Error{Code::usage} for an empty one.
journal::Event note(Project& project, const NoteRequest& request);

}  // namespace app
