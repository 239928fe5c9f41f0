// Which relations a statement mentions.
#pragma once

#include <vector>

#include "sql/slices.h"
#include "sql/tree.h"

namespace sql {

/// What a walk over a statement's tree meets beside relations.
struct Seen {
  std::vector<FunctionCall> calls = {};  // each once, sorted
  Need needs = {};                       // the newest
  int depth = 0;                         // of the tree
};

/// Every mention of a relation in the statement, in file order. Names bound by a WITH are none, nor are OLD and NEW
/// of a rule. Bodies of functions in quotes are not looked into. `seen`, where given, gets what else the walk met.
std::vector<RelationReference> find_uses(const raw::Node* statement, const Source& source, Seen* seen = nullptr);

}  // namespace sql
