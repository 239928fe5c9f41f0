#include "backup/disk_space.h"

#include <fmt/format.h>

#include "base/clock.h"

namespace backup {

Room room_for_dump(long long data_bytes, long long free_bytes) {
  const auto sizes = fmt::format("{} of data are to be dumped and {} are free", base::format_bytes(data_bytes),
                                 base::format_bytes(free_bytes));
  if (free_bytes < data_bytes / 4) return {.enough = false, .message = sizes};
  if (free_bytes < data_bytes)
    return {.enough = true, .message = sizes + ": the disk may fill up if the data compress badly"};
  return {};
}

Room room_for_restore(long long database_bytes, long long free_bytes) {
  const auto needed = database_bytes + database_bytes / 10;
  if (free_bytes >= needed) return {};
  return {.enough = false,
          .message = fmt::format("the restored database needs {} and {} are free", base::format_bytes(needed),
                                 base::format_bytes(free_bytes))};
}

}  // namespace backup
