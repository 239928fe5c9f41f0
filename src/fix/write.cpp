#include "fix/write.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "migration/reading.h"

namespace fix {

namespace fs = std::filesystem;

Placing moved(Placing placing, const fs::path& root, const fs::path& output) {
  const auto move = [&](const fs::path& file) { return output / file.lexically_relative(root); };
  for (auto& placed : placing.files) {
    placed.file = move(placed.file);
    if (placed.down_file) placed.down_file = move(*placed.down_file);
  }
  return placing;
}

static void refuse_to_overwrite(const fs::path& file) {
  if (!fs::exists(file)) return;
  throw base::Error{base::Code::migration,
                    fmt::format("{} is there already; nothing was written", migration::shown(file)),
                    "Remove it, or say another folder with --output."};
}

void write(const Placing& placing) {
  for (const auto& placed : placing.files) {
    refuse_to_overwrite(placed.file);
    if (placed.down_file) refuse_to_overwrite(*placed.down_file);
  }
  constexpr unsigned readable = 0644;
  for (const auto& placed : placing.files) {
    base::write_file(placed.file, placed.text, readable);
    if (placed.down_file) base::write_file(*placed.down_file, placed.down_text, readable);
  }
}

static void move_into(const fs::path& from, const fs::path& attic) {
  std::error_code failed;
  fs::create_directories(attic, failed);
  fs::rename(from, attic / from.filename(), failed);
  if (failed)
    throw base::Error{
        base::Code::file,
        fmt::format("cannot move {} to {}: {}", migration::shown(from), migration::shown(attic), failed.message()),
        "Move it out of the migrations by hand: the new files take its place."};
}

void put_away(const migration::Migration& migration, bool whole_folder, const fs::path& attic) {
  if (whole_folder) return move_into(migration.up.file.parent_path(), attic);
  move_into(migration.up.file, attic);
  if (migration.down) move_into(migration.down->file, attic);
}

}  // namespace fix
