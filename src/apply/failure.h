// What the server said of a statement, as a person needs it: the place in the file, and what was kept. Pure.
#pragma once

#include <string>
#include <string_view>

#include "apply/script.h"
#include "base/error.h"
#include "base/json.h"
#include "journal/events/migration_failed.h"

namespace apply {

/// The server's error of statement number `statement` with file, line, column and text of the place it points at
/// ("position" counts characters within the statement), the statement's number and kind, its SQLSTATE and what to do.
/// `kept`: a sentence on what is left of the migration in the database.
base::Error explain(const base::Error& server, const Script& script, std::size_t statement, std::string_view kept);

/// The same for a failure at the COMMIT: deferred constraints and triggers speak there.
base::Error explain_commit(const base::Error& server, const Script& script, std::string_view kept);

/// Worth another try by itself: the statement did not get its lock in time, was the victim of a deadlock, or could
/// not be serialized.
bool lost_to_a_lock(const base::Error& error);

/// The server refused it only because it ran in a transaction block.
bool wants_no_transaction(const base::Error& error);

/// The history row or the progress note was refused because the lease is not ours any more.
bool fenced_off(const base::Error& error);

/// For the journal.
journal::MigrationFailed failed(const std::string& version, const std::string& name, const base::Error& error);

/// Message, SQLSTATE and place in one text: what the history keeps of a failed attempt.
std::string summary(const base::Error& error);

}  // namespace apply
