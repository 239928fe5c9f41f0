// A backup's description is a file like any other: whoever may write there may have written it. What it says is used
// as a path and in SQL only after it was looked at here.
#pragma once

#include <optional>
#include <string>

#include "backup/entry.h"
#include "journal/journal.h"

namespace backup {

/// Whether `path` stays inside the folder that it is relative to: no root, no "..", nothing empty.
bool stays_inside(const std::string& path);

/// Why the description cannot be what this program wrote about the backup in `folder`; nothing where it can.
std::optional<std::string> misfit(const Entry& entry, const base::fs::path& folder);

/// The sum (seal) that the journal has for the backup: of its making, else of the last proof that held; empty where
/// it knows none.
std::string journalled_seal(const journal::Journal& journal, const std::string& id);

/// Why the backup on disk is not the one that the journal knows; nothing where it is, or where the journal knows
/// none.
std::optional<std::string> exchanged(const Entry& entry, const journal::Journal& journal);

}  // namespace backup
