// The names that backups and the databases of a restore get. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"

namespace backup {

/// "shop-20261206T020005Z-3f9a": a slug of the database's name, UTC, `suffix`. Good as a folder's name.
std::string backup_id(std::string_view database, base::Instant now, std::string_view suffix);
/// With four random hexadecimal digits.
std::string new_backup_id(std::string_view database, base::Instant now);

/// "shop_restore_<id>": where a backup is restored before it takes the database's place. At most 63 bytes, as
/// PostgreSQL's names are; the database's part is cut, never the id.
std::string beside_name(std::string_view database, std::string_view id);
/// "shop_before_20261206T021500Z": what the replaced database is called from then on. At most 63 bytes.
std::string kept_name(std::string_view database, base::Instant now);

}  // namespace backup
