// Whether a disk can take what is coming. Pure.
#pragma once

#include <string>

namespace backup {

struct Room {
  bool enough = true;
  std::string message = {};  // why not, or a warning where it is enough but may turn out not to be; empty: plenty
};

/// For a compressed dump of `data_bytes` in tables. Data that does not compress needs as much as it has, most needs a
/// third or less: less than a quarter free is refused, less than all of it warned about.
Room room_for_dump(long long data_bytes, long long free_bytes);

/// For a database of `database_bytes` restored beside the present one. A tenth more is asked for, for the write-ahead
/// log and sorts.
Room room_for_restore(long long database_bytes, long long free_bytes);

}  // namespace backup
