// Which migrations `up` applies, and what forbids it.
#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "plan/migration_status.h"

namespace plan {

static base::Error forbidden(std::string message, std::string hint, const Line& line) {
  base::Error error(base::Code::migration, std::move(message), std::move(hint));
  if (line.migration) error.at({.file = line.migration->up.shown});
  return error;
}

// What a person has to settle before anything may run, whichever migrations are asked for.
static void require_sound(const std::vector<Line>& lines) {
  for (const auto& line : lines) {
    const auto name = name_of(line);
    switch (line.standing) {
      case Standing::changed:
        throw forbidden(fmt::format("{} was changed after it was applied", name),
                        fmt::format("Restore {} from version control and put the change into a new migration; if the "
                                    "database already has it, "
                                    "record the file as it is now with 'lockkeeper resolve --applied {}'.",
                                    line.migration->up.shown, name),
                        line);
      case Standing::missing:
        throw forbidden(fmt::format("{} is applied, but its file is gone", name),
                        fmt::format("Restore the file from version control, or take it off the record with "
                                    "'lockkeeper resolve --rolled-back {}'.",
                                    name),
                        line);
      case Standing::failed: {
        std::string done = line.applied->transactional
                               ? "it left nothing behind"
                               : fmt::format("{} of {} statements are done", line.applied->statements_done,
                                             line.applied->statements_total);
        auto error =
            line.migration
                ? forbidden(
                      fmt::format("{} failed when it was last tried; {}", name, done),
                      fmt::format("Mend the cause, then say 'lockkeeper resolve --rolled-back {0}' to try it again, "
                                  "or 'lockkeeper resolve --applied {0}' if its work was finished by hand.",
                                  name),
                      line)
                : forbidden(
                      fmt::format("{} failed when it was last tried, and its file is gone", name),
                      fmt::format("Restore the file from version control; or make sure that nothing of it is left, "
                                  "and say 'lockkeeper resolve --rolled-back {}'.",
                                  name),
                      line);
        if (!line.applied->error.empty()) error.with("it said", line.applied->error);
        throw error;
      }
      case Standing::interrupted:
        if (line.migration) break;
        throw forbidden(fmt::format("{} was interrupted, and its file is gone", name),
                        fmt::format("Restore the file from version control; or undo by hand what it did, and say "
                                    "'lockkeeper resolve --rolled-back {}'.",
                                    name),
                        line);
      default:
        break;
    }
  }
}

static std::size_t position(const std::vector<Line>& lines, const migration::Migration& wanted) {
  const auto at =
      std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.migration == &wanted; });
  return static_cast<std::size_t>(at - lines.begin());
}

std::vector<const migration::Migration*> held_back(const migration::Folder& folder,
                                                   const std::vector<Applied>& history, const UpRequest& request) {
  const auto lines = compare(folder, history);
  const auto* through = request.through ? &migration::find(folder, *request.through) : nullptr;
  const auto* target = request.target ? &migration::find(folder, *request.target) : nullptr;
  std::size_t released = through ? position(lines, *through) + 1 : 0;
  std::vector<const migration::Migration*> held;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto* migration = lines[at].migration;
    if (!migration || !to_do(lines[at]) || lines[at].standing == Standing::interrupted) continue;
    const auto& header = migration->header;
    const bool due = !header.contract_from.empty() && header.contract_from <= request.today;
    const bool waits = header.contract && at >= released && migration != target && !due;
    const bool needs_one = std::any_of(header.depends.begin(), header.depends.end(), [&](const auto& name) {
      return std::any_of(held.begin(), held.end(), [&](const auto* one) { return names_it(*one, name); });
    });
    if (waits || needs_one) held.push_back(migration);
  }
  return held;
}

const migration::Migration* next_in_code(const migration::Folder& folder, const std::vector<Applied>& history,
                                         const UpRequest& request) {
  const auto held = held_back(folder, history, request);
  const auto* target = request.target ? &migration::find(folder, *request.target) : nullptr;
  for (const auto& line : compare(folder, history)) {
    if (line.migration && line.migration->external && to_do(line) &&
        std::ranges::find(held, line.migration) == held.end())
      return line.migration;
    if (line.migration && line.migration == target) return nullptr;
  }
  return nullptr;
}

base::Error to_do_in_code(const migration::Migration& step) {
  base::Error error(
      base::Code::migration, fmt::format("{} is a step in code, which is not carried out here", step.name),
      fmt::format("Run it with its own tool; then say 'lockkeeper resolve --applied {}' (not needed where "
                  "that tool's table records it), and 'lockkeeper up' goes on after it.",
                  step.name));
  error.at({.file = step.up.shown});
  return error;
}

std::vector<const migration::Migration*> choose_up(const migration::Folder& folder,
                                                   const std::vector<Applied>& history, const UpRequest& request) {
  if (request.steps && *request.steps < 1)
    throw base::Error(base::Code::usage, fmt::format("--steps {} applies nothing", *request.steps),
                      "Give a number from 1 on.");
  const auto lines = compare(folder, history);
  std::size_t end = lines.size();
  if (request.target && request.through)
    throw base::Error(base::Code::usage, "--target and --through both say where to stop", "Give one of them.");
  if (const auto& last = request.target ? request.target : request.through) {
    const auto& target = migration::find(folder, *last);
    const auto at = position(lines, target);
    if (in_place(lines[at]) && !request.through)
      throw base::Error(base::Code::usage, fmt::format("{} is applied already", target.name),
                        "Name a pending migration; 'lockkeeper status' lists them.");
    end = at + 1;
  }
  require_sound(lines);

  const auto held = held_back(folder, history, request);
  std::vector<const migration::Migration*> chosen;
  for (std::size_t at = 0; at < end; ++at) {
    const auto& line = lines[at];
    if (!to_do(line) || std::find(held.begin(), held.end(), line.migration) != held.end()) continue;
    if (line.migration->external) break;
    if (request.steps && chosen.size() >= static_cast<std::size_t>(*request.steps)) break;
    if (line.standing == Standing::out_of_order && !request.allow_out_of_order) {
      const auto later = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(at), lines.end(),
                                      [](const Line& other) { return in_place(other) && other.migration; });
      throw forbidden(fmt::format("{} comes before {}, which is applied already", name_of(line), name_of(*later)),
                      fmt::format("Give it a later version, or apply it all the same with --allow-out-of-order; if "
                                  "its work is in the database, "
                                  "record it with 'lockkeeper resolve --applied {}'.",
                                  name_of(line)),
                      line);
    }
    chosen.push_back(line.migration);
  }
  return chosen;
}

// Newest first, as the history says; a baseline of many has one moment and its rows' order.
static std::vector<const Line*> undo_order(const std::vector<Line>& lines) {
  std::vector<const Line*> applied;
  for (const auto& line : lines) {
    if (in_place(line)) applied.push_back(&line);
  }
  std::ranges::reverse(applied);
  // What another tool applied has no place in our own sequence, and often no time: the files' order counts then.
  if (std::ranges::any_of(applied, [](const Line* line) { return line->applied->sequence == 0; })) return applied;
  std::stable_sort(applied.begin(), applied.end(), [](const Line* a, const Line* b) {
    if (a->applied->sequence != b->applied->sequence) return a->applied->sequence > b->applied->sequence;
    return a->applied->applied_at > b->applied->applied_at;
  });
  return applied;
}

static Undo undo_of(const Line& line, const DownRequest& request) {
  const auto name = name_of(line);
  if (line.standing == Standing::changed && !request.force)
    throw forbidden(fmt::format("{} was changed after it was applied, so its undo may not fit", name),
                    fmt::format("Restore {} from version control, or undo it all the same with --force.",
                                line.migration->up.shown),
                    line);
  if (line.migration && line.migration->down && !line.migration->down->text.empty())
    return {.applied = *line.applied,
            .sql = line.migration->down->text,
            .source = line.migration->down->shown,
            .alone = line.migration->undo_alone};
  if (!line.applied->down_text.empty())
    return {.applied = *line.applied, .sql = line.applied->down_text, .source = "kept in the history"};
  throw forbidden(fmt::format("{} has no undo", name),
                  line.migration
                      ? fmt::format("Write one beside {} (see 'lockkeeper help down' for its name), or restore the "
                                    "backup taken before it.",
                                    line.migration->up.shown)
                      : "Restore its file and the undo from version control, or restore the backup taken before it.",
                  line);
}

static std::size_t count_wanted(const std::vector<const Line*>& applied, const migration::Folder& folder,
                                const DownRequest& request) {
  if (request.all) return applied.size();
  if (!request.target) {
    const int steps = request.steps.value_or(1);
    if (steps < 1)
      throw base::Error(base::Code::usage, fmt::format("--steps {} undoes nothing", steps),
                        "Give a number from 1 on.");
    return std::min(applied.size(), static_cast<std::size_t>(steps));
  }
  // The history's own names first: the target may be one whose file is gone.
  auto at = std::find_if(applied.begin(), applied.end(), [&](const Line* line) {
    return name_of(*line) == *request.target || line->applied->version == *request.target;
  });
  if (at == applied.end()) {
    const auto& target = migration::find(folder, *request.target);
    at = std::find_if(applied.begin(), applied.end(), [&](const Line* line) { return line->migration == &target; });
    if (at == applied.end())
      throw base::Error(base::Code::usage,
                        fmt::format("{} is not applied, so nothing can be undone down to it", target.name),
                        "Name an applied migration; it stays, and everything after it is undone.");
  }
  return static_cast<std::size_t>(at - applied.begin());
}

std::vector<Undo> choose_down(const migration::Folder& folder, const std::vector<Applied>& history,
                              const DownRequest& request) {
  const auto lines = compare(folder, history);
  for (const auto& line : lines) {
    if ((line.standing == Standing::failed && !line.applied->transactional) ||
        line.standing == Standing::interrupted) {
      if (request.force) continue;
      throw forbidden(
          fmt::format("{} is half done, so what came before it cannot be undone yet", name_of(line)),
          fmt::format("Finish it with 'lockkeeper up', or settle it with 'lockkeeper resolve --rolled-back {}'.",
                      name_of(line)),
          line);
    }
  }
  const auto applied = undo_order(lines);
  const auto count = count_wanted(applied, folder, request);
  std::vector<Undo> undos;
  for (std::size_t at = 0; at < count; ++at) undos.push_back(undo_of(*applied[at], request));
  return undos;
}

}  // namespace plan
