#include "fix/name_files.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "fix/render_file.h"
#include "migration/reading.h"

namespace fix {

namespace fs = std::filesystem;

static std::optional<unsigned long long> number_in(std::string_view version) {
  const auto key = migration::number_key(version);
  if (!key) return std::nullopt;
  unsigned long long value = 0;
  const auto [end, failed] = std::from_chars(key->data(), key->data() + key->size(), value);
  return failed == std::errc{} && end == key->data() + key->size() ? std::optional(value) : std::nullopt;
}

// The next number; of a moment to the second (20250115235959) the next second, so that it stays a moment.
static unsigned long long after(unsigned long long version, std::size_t digits) {
  if (digits != 14) return version + 1;
  const auto part = [&](unsigned long long unit, unsigned long long range) { return version / unit % range; };
  const auto second = part(1, 100);
  const auto minute = part(100, 100);
  const auto hour = part(10'000, 100);
  if (second < 59) return version + 1;
  if (minute < 59) return version - second + 100;
  if (hour < 23) return version - second - minute * 100 + 10'000;
  return version + 1;  // midnight: no moment, but in its place
}

namespace {

/// How one layout names the parts.
struct Naming {
  const migration::Migration& migration;
  const migration::Folder* folder;

  [[nodiscard]] bool is_prisma() const { return folder && folder->layout == "prisma"; }

  // "add_key" of 009_add_key
  [[nodiscard]] std::string words() const {
    const auto version = migration::version_of(migration.name);
    if (!version) return migration.name;
    const auto rest = migration.name.find_first_not_of("_-. ", version->size());
    return rest == std::string::npos ? "" : migration.name.substr(rest);
  }

  // Versions for `count` parts, from the migration's own on, before the next migration; nothing if there is no room.
  [[nodiscard]] std::optional<std::vector<std::string>> versions(std::size_t count) const {
    const auto written = migration::version_of(migration.name);
    const auto first = written ? number_in(*written) : std::nullopt;
    if (!first) return std::nullopt;
    std::optional<unsigned long long> next;
    for (const auto& other : folder->migrations) {
      const auto number = number_in(other.version);
      if (number && *number > *first && (!next || *number < *next)) next = number;
    }
    std::vector<std::string> found;
    for (auto number = *first; found.size() < count; number = after(number, written->size())) {
      if (next && number >= *next) return std::nullopt;
      found.push_back(fmt::format("{:0{}}", number, written->size()));
    }
    return found;
  }

  // A folder's name sorts behind the migration's and before the next one's, byte by byte.
  [[nodiscard]] bool sorts_in_place(const std::string& name) const {
    return std::all_of(folder->migrations.begin(), folder->migrations.end(), [&](const auto& other) {
      return other.name == migration.name || (other.name < migration.name) == (other.name < name);
    });
  }

  // The parts' names, or nothing where they would not run one after the other in its place.
  [[nodiscard]] std::optional<std::vector<std::string>> names(const std::vector<Draft>& drafts) const {
    const auto width = std::to_string(drafts.size()).size();
    std::vector<std::string> found;
    const auto numbers = folder && !is_prisma() ? versions(drafts.size()) : std::nullopt;
    if (folder && !is_prisma() && !numbers) return std::nullopt;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      auto name = migration.name;
      if (numbers) name = (*numbers)[i] + (words().empty() ? "" : "_" + words());
      const auto ending = drafts.size() == 1 ? "safe" : fmt::format("{:0{}}_{}", i + 1, width, drafts[i].title);
      found.push_back(fmt::format("{}_{}", name, ending));
      if (is_prisma() && !sorts_in_place(found.back())) return std::nullopt;
    }
    return found;
  }

  [[nodiscard]] fs::path up_file(const std::string& name) const {
    const auto& own = migration.up.file;
    if (is_prisma()) return own.parent_path().parent_path() / name / "migration.sql";
    return own.parent_path() / (name + ending_of(own.filename().string(), own.extension().string()));
  }

  [[nodiscard]] fs::path down_file(const std::string& name) const {
    const auto& own = migration.down->file;
    if (is_prisma()) return own.parent_path().parent_path() / name / "down.sql";
    return own.parent_path() / (name + ending_of(own.filename().string(), "_rollback.sql"));
  }

  // What stands behind the migration's name in a file's: ".up.sql", "_rollback.sql".
  [[nodiscard]] std::string ending_of(const std::string& filename, const std::string& otherwise) const {
    return filename.starts_with(migration.name) ? filename.substr(migration.name.size()) : otherwise;
  }
};

}  // namespace

static std::string as_of_prisma(const std::string& name) {
  return fmt::format(
      "{} has no date in its name: put it into [migrations] order in lockkeeper.toml, in the place of "
      "the one it replaces",
      name);
}

Placing place(const Safe& safe, const migration::Migration& migration, const migration::Folder* folder) {
  const Naming naming{migration, folder};
  Placing placing;
  auto drafts = safe.drafts;
  auto names = naming.names(drafts);
  if (!names) {
    const auto next = fmt::format(
        "there is no room for {} between {} and the next migration: it is one file, which "
        "runs step by step",
        base::count_of(std::ssize(drafts), "file"), migration.name);
    placing.remarks.push_back(next);
    if (std::any_of(drafts.begin(), drafts.end(), [](const Draft& draft) { return draft.contract; }))
      placing.remarks.emplace_back(
          "the part that takes away what old code needs is in it and cannot wait: leave room between the numbers, or "
          "take that part out by hand");
    drafts = {in_one(drafts)};
    names = naming.names(drafts);
  }
  if (!names) {
    throw base::Error{base::Code::migration, fmt::format("no name is free in the place of {}", migration.name),
                      "Write the files elsewhere with --output, and name them by hand."};
  }
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Heading heading{.replaces = migration.name,
                          .number = i + 1,
                          .count = drafts.size(),
                          .depends = i == 0 || !folder ? "" : (*names)[i - 1]};
    Placed placed{.file = naming.up_file((*names)[i]),
                  .text = up_text(drafts[i], heading, safe.header),
                  .name = (*names)[i],
                  .does = drafts[i].does,
                  .contract = drafts[i].contract};
    if (safe.has_undo) {
      placed.down_file = naming.down_file(placed.name);
      placed.down_text = down_text(drafts[i], heading);
    }
    if (naming.is_prisma() && !std::isdigit(static_cast<unsigned char>(placed.name.front())))
      placing.remarks.push_back(as_of_prisma(placed.name));
    placing.files.push_back(std::move(placed));
  }
  return placing;
}

}  // namespace fix
