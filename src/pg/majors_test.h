// Where the servers of the majors that are promised, 13 to 18, are on this machine. For tests only.
#pragma once

#include <filesystem>
#include <optional>

#include <fmt/format.h>

namespace pg {

constexpr int promised_majors[] = {13, 14, 15, 16, 17, 18};

/// The folder of a major's programs, Debian's own or one that tools/pg-matrix fetched; nothing where there is
/// neither.
inline std::optional<std::filesystem::path> programs_of(int major) {
  for (const auto& folder :
       {std::filesystem::path(fmt::format("/usr/lib/postgresql/{}/bin", major)),
        std::filesystem::path(LOCKKEEPER_SOURCE) / fmt::format("build-pg/node_modules/pg{}/native/bin", major)}) {
    if (std::filesystem::exists(folder / "postgres") && std::filesystem::exists(folder / "initdb")) return folder;
  }
  return std::nullopt;
}

}  // namespace pg
