// A fence that holds more than one thing: the way there and back, what runs here and what runs in a session. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runbook/fence.h"
#include "runbook/meaning.h"

namespace runbook {

/// What the comment at the head of some lines says they are for.
struct FencePart {
  Piece piece;
  Meaning meaning = Meaning::work;
  std::string comment = {};  // as written: "Rollback (only if needed)"
  int line = 0;              // of the comment
  std::string asks = {};     // why nobody can tell whether it belongs to what stands before it
};
/// Parts a fence at comments that begin a way back or an example: "-- UP", "-- DOWN", "# Rollback". A fence without
/// them is one part. `first_line`: of the text, in the file.
/// `on_demand`: the fence itself is part of a way back, so that another one in it parts nothing.
std::vector<FencePart> parts_in(std::string_view text, std::string_view language, int first_line,
                                const Tongue& tongue, bool on_demand);

/// What a fence's comments say that a person decides: "optional: … (line 9)".
std::vector<std::string> limits_in(std::string_view text, std::string_view language, int first_line,
                                   const Tongue& tongue);

/// Lines that are typed into a session somewhere else, or those around them.
struct SessionPart {
  Piece piece;
  std::string opened_by = {};  // the command, where these lines belong to the session; it is the first of them
  std::string behind = {};     // the command of the session that ended right before
};
/// Parts a script at commands that open a session (`ssh db1`, `su - postgres`, `psql`) and at its `exit`. An opening
/// command with nothing behind it stays where it is. Of sql, `\c` and a psql that names a server open one.
std::vector<SessionPart> sessions_in(const Piece& piece, std::string_view language);

/// The command of a session that is still open where the script ends, with nothing typed into it; else "".
std::string left_open(std::string_view script);

}  // namespace runbook
