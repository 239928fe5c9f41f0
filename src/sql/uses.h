// Which relations a statement mentions.
#pragma once

#include <vector>

#include "sql/slices.h"
#include "sql/tree.h"

namespace sql {

/// Every mention of a relation in the statement, in file order. Names bound by a WITH are none, nor are OLD and NEW
/// of a rule. Bodies of functions in quotes are not looked into. `calls`, where given, gets the functions called.
std::vector<RelationUse> find_uses(const raw::Node* statement, const Source& source,
                                   std::vector<FunctionCall>* calls = nullptr);

}  // namespace sql
