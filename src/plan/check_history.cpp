// validate: what the history says against the files, and the dependencies that headers name.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "plan/findings.h"
#include "plan/migration_status.h"

namespace plan {

using migration::Finding;

void check_history(const std::vector<Line>& lines, Findings& findings) {
  for (const auto& line : lines) {
    const auto name = name_of(line);
    const base::Place place{.file = line.migration ? line.migration->up.shown : ""};
    switch (line.standing) {
      case Standing::changed:
        findings.add(
            {.rule = "changed-checksum",
             .place = place,
             .message = fmt::format("{} was changed after it was applied on {}", name,
                                    base::format_for_people(line.applied->applied_at)),
             .hint = fmt::format("'lockkeeper status --verbose' shows what was edited. Restore the file from "
                                 "version control and put the change into a new "
                                 "migration; if the database already has it, "
                                 "record the file as it is with 'lockkeeper resolve --applied {}'.",
                                 name)});
        break;
      case Standing::missing:
        findings.add({.rule = "missing-file",
                      .place = place,
                      .message = fmt::format("{} is in the history, but its file is gone", name),
                      .hint = fmt::format("Restore the file from version control, or take it off the record with "
                                          "'lockkeeper resolve --rolled-back {}'.",
                                          name)});
        break;
      case Standing::failed:
        findings.add(
            {.rule = "failed-migration",
             .place = place,
             .message = fmt::format("{} failed when it was last tried{}{}{}", name,
                                    line.migration ? "" : ", and its file is gone",
                                    line.applied->error.empty() ? "" : ": ", line.applied->error),
             .hint = line.migration
                         ? fmt::format("Mend the cause, then say 'lockkeeper resolve --rolled-back {0}' to try "
                                       "it again, or 'lockkeeper resolve --applied {0}' if its work was "
                                       "finished by hand.",
                                       name)
                         : fmt::format("Restore the file from version control; or make sure that nothing of "
                                       "it is left, and say 'lockkeeper resolve --rolled-back {}'.",
                                       name)});
        break;
      case Standing::out_of_order: {
        const auto later = std::find_if(lines.rbegin(), lines.rend(),
                                        [](const Line& other) { return other.migration && in_place(other); });
        findings.add({.rule = "out-of-order",
                      .place = place,
                      .message = fmt::format("{} comes before {}, which is applied already", name, name_of(*later)),
                      .hint = fmt::format("Give it a later version, or record it with 'lockkeeper resolve --applied "
                                          "{}' if its work is in the database.",
                                          name)});
        break;
      }
      case Standing::interrupted:
        findings.add({.severity = Finding::Severity::warning,
                      .rule = "interrupted-migration",
                      .place = place,
                      .message = fmt::format("{} was interrupted: {} of {} statements are known to be done", name,
                                             line.applied->statements_done, line.applied->statements_total),
                      .hint = "Run 'lockkeeper up': it goes on where it stopped."});
        break;
      default:
        break;
    }
  }
}

// The header's line that names the dependency; the file's beginning if it cannot be found.
// Of a word behind a key in the header comment.
static base::Place place_in_header(const migration::Script& script, std::string_view key, const std::string& name) {
  std::size_t offset = 0;
  for (const auto line : base::lines(script.text)) {
    offset = static_cast<std::size_t>(line.data() - script.text.data());
    const auto at = line.find(name);
    if (at != line.npos && base::to_lower(line).find(key) != std::string::npos) return place_of(script, offset + at);
    if (!base::trim(line).empty() && !base::trim(line).starts_with("--") && !base::trim(line).starts_with("/*") &&
        !base::trim(line).starts_with("*"))
      break;
  }
  return {.file = script.shown, .line = 1};
}

static base::Place place_of_dependency(const migration::Script& script, const std::string& name) {
  const auto place = place_in_header(script, "depend", name);
  return place.column > 0 ? place : place_in_header(script, "require", name);
}

static bool is_called(const migration::Migration& migration, std::string_view name) {
  return migration.name == name || migration.version == name || migration.up.file.filename() == name ||
         migration.up.file.stem() == name || migration.up.shown == name;
}

// Where among `folder.migrations` the dependency stands, or nothing with the reason in `hint`.
static std::optional<std::size_t> find_dependency(const migration::Folder& folder, const std::string& name,
                                                  std::string& hint) {
  for (std::size_t at = 0; at < folder.migrations.size(); ++at) {
    if (is_called(folder.migrations[at], name)) return at;
  }
  try {
    const auto& found = migration::find(folder, name);
    return static_cast<std::size_t>(&found - folder.migrations.data());
  } catch (const base::Error& error) {
    hint = error.hint();
  }
  return std::nullopt;
}

void check_dependencies(const migration::Folder& folder, const std::vector<Line>& lines, Findings& findings) {
  std::unordered_set<const migration::Migration*> done;
  for (const auto& line : lines) {
    if (line.migration && in_place(line)) done.insert(line.migration);
  }
  for (std::size_t at = 0; at < folder.migrations.size(); ++at) {
    const auto& migration = folder.migrations[at];
    if (done.contains(&migration)) continue;
    if (const auto& text = migration.header.contract_no_day; !text.empty())
      findings.add({.rule = "contract-date",
                    .place = place_in_header(migration.up, "contract", text),
                    .message = fmt::format("{} is to wait until '{}', which is not a day", migration.name, text),
                    .hint = "Write it as -- Contract: from 2026-01-31."});
    for (const auto& name : migration.header.depends) {
      std::string hint;
      const auto found = find_dependency(folder, name, hint);
      if (!found) {
        const bool applied = std::any_of(lines.begin(), lines.end(), [&](const Line& each) {
          return each.applied && (each.applied->name == name || each.applied->version == name);
        });
        if (applied) continue;  // its file is missing, which is told of already
        if (!migration::looks_like_a_migration(name) && !hint.starts_with("Did you mean")) {
          findings.add({.severity = migration::Finding::Severity::warning,
                        .rule = "missing-dependency",
                        .place = place_of_dependency(migration.up, name),
                        .message = fmt::format("'{}' is not the name of a migration: whether {} can do without it is "
                                               "not known",
                                               name, migration.name),
                        .hint = "Name the migration that it depends on, or take the line out."});
          continue;
        }
        findings.add(
            {.rule = "missing-dependency",
             .place = place_of_dependency(migration.up, name),
             .message = fmt::format("{} depends on {}, which is not among the migrations", migration.name, name),
             .hint = hint.empty() ? "Add the missing migration, or correct the name in the header." : hint});
      } else if (*found == at) {
        findings.add({.rule = "missing-dependency",
                      .place = place_of_dependency(migration.up, name),
                      .message = fmt::format("{} depends on itself", migration.name),
                      .hint = "Correct the name in the header."});
      } else if (*found > at) {
        const auto& later = folder.migrations[*found];
        findings.add({.rule = "order-conflict",
                      .place = place_of_dependency(migration.up, name),
                      .message = fmt::format("{} depends on {}, which runs later", migration.name, later.name),
                      .hint = how_to_reorder(folder, migration, later)});
      }
    }
  }
}

std::string how_to_reorder(const migration::Folder& folder, const migration::Migration& first,
                           const migration::Migration& needed) {
  if (folder.layout == "prisma")
    return fmt::format("Put {} before {} in 'order' under [migrations] of lockkeeper.toml.", needed.name, first.name);
  return fmt::format("Give {} a version after {}, or {} one before it.", first.name, needed.name, needed.name);
}

}  // namespace plan
