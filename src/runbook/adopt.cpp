#include "runbook/adopt.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "commands/judgement.h"
#include "runbook/shell.h"
#include "shell/script.h"

namespace runbook {

using commands::Made;

namespace {

struct Ours {
  std::string_view command;
  std::string_view adds;
};

}  // namespace

// A restore into a database of its own proves the backup; into the run's it is a rollback, which people decide.
static bool is_scratch(const Made& made) {
  const auto lower = base::to_lower(made.database);
  for (const char* word : {"test", "scratch", "verify", "restore", "tmp", "temp", "check", "proof"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

// As lockkeeper finds its database itself: what names another one keeps its own command.
static bool names_no_other(const Made& made) {
  auto database = made.database;
  std::erase_if(database, [](char c) { return c == '{' || c == '}' || c == '"'; });
  return made.elsewhere.empty() && made.host.empty() && (database.empty() || database == "$DATABASE_URL");
}

static const Ours* ours_for(const Made& made, bool rolls_back) {
  static constexpr Ours create{"lockkeeper backup create",
                               "checksums of every file, and a record that ticks, gates and the report go by"};
  static constexpr Ours verify{"lockkeeper backup verify",
                               "a restore on a private server, compared by tables and rows, and the proof on record"};
  static constexpr Ours up{
      "lockkeeper up", "one runner at a time, lock timeouts with retries, and a history that resumes after a crash"};
  static constexpr Ours down{"lockkeeper down",
                             "a count of what would be lost before it asks, and a record of what was undone"};
  switch (made.what) {
    case Made::What::backup:
      return names_no_other(made) ? &create : nullptr;
    case Made::What::backup_read:
      return &verify;
    case Made::What::restore:
      return !rolls_back && is_scratch(made) ? &verify : nullptr;
    case Made::What::migrations: {
      // psql with a file: a migration only where it says so; a backup put into a scratch database is a test restore.
      if (is_scratch(made)) return rolls_back ? nullptr : &verify;
      const bool named = made.shown.empty() || base::to_lower(made.shown).find("migrat") != std::string::npos;
      return named ? &up : nullptr;
    }
    case Made::What::undo:
      return made.command.find("reset") == std::string::npos && made.command.find("drop") == std::string::npos
                 ? &down
                 : nullptr;
    case Made::What::replicas:
      return nullptr;
  }
  return nullptr;
}

// The line holds this one command or pipeline and nothing else: what stands beside it would be lost.
static bool stands_alone(const std::string& line) {
  const auto script = shell::parse(line + "\n");
  if (!script.problems.empty()) return false;
  const auto* node = &script.root;
  while (node->kind == shell::Node::Kind::sequence && node->children.size() == 1) node = &node->children.front();
  return node->kind == shell::Node::Kind::command || node->kind == shell::Node::Kind::pipeline;
}

static std::string margin_of(std::string_view line) {
  const auto end = line.find_first_not_of(" \t>");
  return std::string(line.substr(0, std::min(end, line.size())));
}

static void offer_for(const Step& step, bool rolls_back, const std::vector<std::string_view>& lines,
                      std::vector<Adoption>& out) {
  if (step.kind != "command" || !step.problem.empty()) return;
  commands::Surroundings surroundings;
  const auto made = commands::judge_shell(step.text, step.text_line, surroundings).makes;
  for (const auto& line : script_lines(step.text)) {
    const int first = step.text_line + line.first;
    const int last = first + line.count - 1;
    if (line.kind != ScriptLine::Kind::command || first < 1 || last > std::ssize(lines)) continue;
    const auto found = std::ranges::find_if(
        made, [&](const Made& each) { return each.line >= first && each.line <= last && each.certain; });
    if (found == made.end() || !stands_alone(line.text)) continue;
    const auto* ours = ours_for(*found, rolls_back);
    if (!ours) continue;
    Adoption adoption{.first = first,
                      .last = last,
                      .step = step.id,
                      .command = std::string(ours->command),
                      .margin = margin_of(lines[static_cast<std::size_t>(first - 1)]),
                      .adds = std::string(ours->adds)};
    for (int at = first; at <= last; ++at) adoption.was.emplace_back(lines[static_cast<std::size_t>(at - 1)]);
    out.push_back(std::move(adoption));
  }
}

std::vector<Adoption> find_adoptions(std::string_view text, const Runbook& book) {
  const auto lines = base::lines(text);
  std::vector<Adoption> out;
  for (const auto& step : book.steps) {
    const bool back = step.section < book.sections.size() && book.sections[step.section].purpose != Purpose::main;
    offer_for(step, back, lines, out);
  }
  for (const auto& procedure : book.procedures) {
    for (const auto& step : procedure.steps) offer_for(step, true, lines, out);
  }
  std::ranges::sort(out, {}, &Adoption::first);
  // Alternatives of one fence may be read from the same lines.
  const auto same = std::ranges::unique(out, {}, &Adoption::first);
  out.erase(same.begin(), same.end());
  return out;
}

std::string adopted(std::string_view text, const std::vector<Adoption>& accepted) {
  std::string out;
  std::size_t at = 0;
  int number = 1;
  auto next = accepted.begin();
  while (at < text.size()) {
    const auto end = text.find('\n', at);
    const auto line = text.substr(at, end == std::string_view::npos ? std::string_view::npos : end - at + 1);
    while (next != accepted.end() && next->last < number) ++next;
    const bool inside = next != accepted.end() && number >= next->first;
    if (!inside) out += line;
    if (inside && number == next->last) {
      out += next->margin + next->command;
      out += line.ends_with("\r\n") ? "\r\n" : line.ends_with('\n') ? "\n" : "";
    }
    at += line.size();
    ++number;
  }
  return out;
}

std::string diff_of(std::string_view text, const std::string& file, const std::vector<Adoption>& adoptions,
                    const std::vector<std::size_t>& numbers) {
  if (adoptions.empty()) return {};
  const auto lines = base::lines(text);
  const int count = static_cast<int>(lines.size());
  // In front of a diff there may stand what one likes.
  std::string out;
  for (std::size_t at = 0; at < adoptions.size(); ++at)
    out += fmt::format("{}: line {}: {} adds {}\n", numbers.at(at), adoptions[at].first, adoptions[at].command,
                       adoptions[at].adds);
  out += fmt::format("--- {}\n+++ {}\n", file, file);
  int moved = 0;
  for (std::size_t i = 0; i < adoptions.size();) {
    // Those that stand near are one hunk, as a diff has it.
    std::size_t end = i + 1;
    while (end < adoptions.size() && adoptions[end].first - adoptions[end - 1].last <= 6) ++end;
    const int from = std::max(1, adoptions[i].first - 3);
    const int to = std::min(count, adoptions[end - 1].last + 3);
    std::string body;
    std::string names;
    int gone = 0;
    int line = from;
    for (std::size_t at = i; at < end; ++at) {
      const auto& each = adoptions[at];
      names += fmt::format("{}{}", names.empty() ? "" : ", ", numbers.at(at));
      for (; line < each.first; ++line) body += fmt::format(" {}\n", lines[static_cast<std::size_t>(line - 1)]);
      for (; line <= each.last; ++line) body += fmt::format("-{}\n", lines[static_cast<std::size_t>(line - 1)]);
      body += fmt::format("+{}{}\n", each.margin, each.command);
      gone += each.last - each.first;
    }
    for (; line <= to; ++line) body += fmt::format(" {}\n", lines[static_cast<std::size_t>(line - 1)]);
    out += fmt::format("@@ -{},{} +{},{} @@ {}\n{}", from, to - from + 1, from - moved, to - from + 1 - gone, names,
                       body);
    moved += gone;
    i = end;
  }
  return out;
}

}  // namespace runbook
