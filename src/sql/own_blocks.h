// Transactions that a file begins and ends by itself. Pure.
#pragma once

#include <span>
#include <string_view>

#include "sql/statement.h"

namespace sql {

/// `inner`: savepoints. `rollback`: also what only looks like an end: COMMIT AND CHAIN, COMMIT PREPARED.
enum class Control { none, begin, commit, rollback, inner };

/// Whatever the spelling: END, START TRANSACTION, ABORT.
Control control_of(const Statement& statement);

/// Whether the file parts its work by BEGIN … COMMIT: several such blocks, or one beside other statements. Not where
/// one block is all of it, or where a BEGIN or COMMIT has no partner.
bool has_blocks_of_its_own(std::span<const Statement> statements);
/// The same of a text; false where it does not parse.
bool has_blocks_of_its_own(std::string_view text);

}  // namespace sql
