#include "fix/render_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"

namespace fix {

static constexpr std::string_view steps_header = "-- lockkeeper: no transaction\n";

// The team's own lines, without the one that says how the file runs: that is said anew.
static std::string kept_header(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) {
    if (migration::read_header(line).no_transaction) continue;
    text += line + "\n";
  }
  return text;
}

static std::string statements_of(const std::vector<Line>& lines) {
  std::string text;
  for (const auto& line : lines) {
    text += "\n";
    if (!line.comment.empty()) text += line.comment + "\n";
    text += line.statement + ";\n";
  }
  return text;
}

std::string up_text(const Draft& draft, const Heading& heading, const std::vector<std::string>& team_header) {
  std::string text = heading.number == 1 ? kept_header(team_header) : "";
  text += fmt::format("-- Replaces: {}\n", heading.replaces);
  const auto part =
      heading.count == 1 ? std::string("Safe form") : fmt::format("Part {} of {}", heading.number, heading.count);
  text += fmt::format("-- {}: {}\n", part, fmt::join(draft.does, "; "));
  if (!heading.depends.empty()) text += fmt::format("-- Depends on: {}\n", heading.depends);
  if (draft.contract)
    text +=
        "-- Contract: released by name ('lockkeeper up --through'), once no running code needs what it takes away\n";
  if (draft.running == Running::steps) text += steps_header;
  return text + statements_of(draft.up);
}

std::string down_text(const Draft& draft, const Heading& heading) {
  std::string text = heading.count == 1 ? fmt::format("-- Undo of the safe form of {}\n", heading.replaces)
                                        : fmt::format("-- Undo of part {} of {} of {}\n", heading.number,
                                                      heading.count, heading.replaces);
  if (draft.down.empty()) {
    const auto why = draft.nothing_to_undo.empty() ? "the undo of the migration says nothing of it"
                                                   : fmt::format("{}", fmt::join(draft.nothing_to_undo, "; "));
    return text + fmt::format("-- Nothing to undo: {}\n{}\nSELECT 'nothing to undo';\n", why, steps_header);
  }
  if (draft.down_running == Running::steps) text += steps_header;
  for (const auto& statement : draft.down) text += "\n" + statement + ";\n";
  return text;
}

Draft in_one(const std::vector<Draft>& drafts) {
  Draft all{.title = "safe", .does = {}, .running = Running::steps, .down_running = Running::steps};
  for (const auto& draft : drafts) {
    all.does.insert(all.does.end(), draft.does.begin(), draft.does.end());
    const bool wrap = draft.running == Running::transaction && draft.up.size() > 1;
    if (wrap) all.up.push_back({.statement = "BEGIN"});
    all.up.insert(all.up.end(), draft.up.begin(), draft.up.end());
    if (wrap) all.up.push_back({.statement = "COMMIT"});
  }
  for (auto draft = drafts.rbegin(); draft != drafts.rend(); ++draft) {
    const bool wrap = draft->down_running == Running::transaction && draft->down.size() > 1;
    if (wrap) all.down.emplace_back("BEGIN");
    all.down.insert(all.down.end(), draft->down.begin(), draft->down.end());
    if (wrap) all.down.emplace_back("COMMIT");
  }
  return all;
}

}  // namespace fix
