// Words that several entries share, as pieces of patterns.
#pragma once

#include <string>
#include <string_view>

#include "facts/fact.h"

namespace facts {

/// Whether the text is about a backup of this database at all: not of files, of another system, nor a person who
/// stands in, and not about where backups are kept or how they are planned.
bool is_about_backup(const Text& text);
/// Whether it says that one has been taken, in any words.
bool says_backup_taken(const Text& text);
/// Whether it says that one has been looked at; `restored`: by restoring it.
bool says_backup_verified(const Text& text, bool& restored);

/// "orders_archive" in "Backup of orders_archive verified": what the text says was backed up, where it is a name.
std::string name_backed_up(const Text& text);

/// The newest backup, null where there is none.
const Backup* newest(const Evidence& evidence);
/// "no backup of shop is on record".
std::string no_backup(const Evidence& evidence);
/// "b-17, taken 2 h ago".
std::string told(const Backup& backup, const Evidence& evidence);
/// "2 h ago".
std::string ago(base::Instant then, const Evidence& evidence);

}  // namespace facts
