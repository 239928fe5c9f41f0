#include "migration/sqitch_plan.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/files.h"
#include "base/text.h"

namespace migration {

// "project p\nchange users\n…": what the id is made of.
static std::string info_of(const SqitchPlan& plan, const SqitchChange& change) {
  std::vector<std::string> lines{"project " + plan.project};
  if (!plan.uri.empty()) lines.push_back("uri " + plan.uri);
  lines.push_back("change " + change.name);
  if (!change.parent.empty()) lines.push_back("parent " + change.parent);
  lines.push_back("planner " + change.planner);
  lines.push_back("date " + change.at);
  if (!change.requires_.empty())
    lines.push_back(fmt::format("requires\n  + {}", fmt::join(change.requires_, "\n  + ")));
  if (!change.conflicts.empty())
    lines.push_back(fmt::format("conflicts\n  - {}", fmt::join(change.conflicts, "\n  - ")));
  if (!change.note.empty()) lines.push_back("\n" + change.note);
  return fmt::format("{}", fmt::join(lines, "\n"));
}

static std::string id_of(const SqitchPlan& plan, const SqitchChange& change) {
  const auto info = info_of(plan, change);
  return base::sha1(fmt::format("change {}", info.size()) + '\0' + info);
}

// The next word, cut off.
static std::string_view take_word(std::string_view& rest) {
  rest = base::trim(rest);
  const auto end = std::min(rest.find_first_of(" \t"), rest.size());
  const auto word = rest.substr(0, end);
  rest = base::trim(rest.substr(end));
  return word;
}

// In notes "\n" stands for the end of a line, and "\\" for itself.
static std::string unescaped(std::string_view note) {
  std::string out;
  for (std::size_t at = 0; at < note.size(); ++at) {
    const bool escape = note[at] == '\\' && at + 1 < note.size();
    if (escape && note[at + 1] == 'n')
      out += '\n';
    else if (escape && note[at + 1] == 'r')
      out += '\r';
    else if (escape && note[at + 1] == '\\')
      out += '\\';
    else {
      out += note[at];
      continue;
    }
    ++at;
  }
  return out;
}

static void take_dependencies(std::string_view& rest, SqitchChange& change) {
  if (!rest.starts_with('[')) return;
  const auto close = rest.find(']');
  if (close == std::string_view::npos) return;
  auto list = rest.substr(1, close - 1);
  rest = base::trim(rest.substr(close + 1));
  for (auto word = take_word(list); !word.empty(); word = take_word(list)) {
    if (word.starts_with('!'))
      change.conflicts.emplace_back(word.substr(1));
    else
      change.requires_.emplace_back(word.starts_with(':') ? word.substr(1) : word);
  }
}

// "name [deps] 2013-12-31T17:26:40Z Name <mail> # note"; false where it is no such line.
static bool read_change(std::string_view line, SqitchChange& change) {
  const auto hash = line.find('#');  // no name has one
  if (hash != std::string_view::npos) {
    change.note = unescaped(base::trim(line.substr(hash + 1)));
    line = line.substr(0, hash);
  }
  auto rest = base::trim(line);
  if (rest.starts_with('+')) rest.remove_prefix(1);
  change.name = take_word(rest);
  take_dependencies(rest, change);
  change.at = take_word(rest);
  change.planner = rest;
  return !change.name.empty() && change.at.find('T') != std::string::npos && change.planner.ends_with('>');
}

// "@v1.0 2013-12-31T17:26:40Z Name <mail> # note"
static void add_tag(SqitchPlan& plan, std::string_view line) {
  SqitchTag tag;
  const auto hash = line.find('#');
  if (hash != std::string_view::npos) {
    tag.note = unescaped(base::trim(line.substr(hash + 1)));
    line = line.substr(0, hash);
  }
  auto rest = base::trim(line);
  tag.name = take_word(rest).substr(1);
  tag.at = take_word(rest);
  tag.planner = rest;
  auto& change = plan.changes.back();
  std::vector<std::string> lines{"project " + plan.project};
  if (!plan.uri.empty()) lines.push_back("uri " + plan.uri);
  for (const auto& one : {"tag @" + tag.name, "change " + change.id, "planner " + tag.planner, "date " + tag.at})
    lines.push_back(one);
  if (!tag.note.empty()) lines.push_back("\n" + tag.note);
  const auto info = fmt::format("{}", fmt::join(lines, "\n"));
  tag.id = base::sha1(fmt::format("tag {}", info.size()) + '\0' + info);
  change.tags.push_back(std::move(tag));
}

SqitchPlan read_sqitch_plan(std::string_view text) {
  SqitchPlan plan;
  int number = 0;
  for (const auto raw : base::lines(text)) {
    ++number;
    auto line = base::trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('%')) {
      const auto equals = line.find('=');
      const auto key = base::trim(line.substr(1, equals == std::string_view::npos ? line.size() : equals - 1));
      const auto value = equals == std::string_view::npos ? "" : base::trim(line.substr(equals + 1));
      if (key == "project") plan.project = value;
      if (key == "uri") plan.uri = value;
      continue;
    }
    if (line.starts_with('@')) {
      if (plan.changes.empty())
        plan.problems.push_back({number, "a tag stands before the first change"});
      else
        add_tag(plan, line);
      continue;
    }
    SqitchChange change{.line = number};
    if (!read_change(line, change)) {
      plan.problems.push_back({number, fmt::format("'{}' is not a change of a plan", line)});
      continue;
    }
    if (!plan.changes.empty()) change.parent = plan.changes.back().id;
    change.id = id_of(plan, change);
    plan.changes.push_back(std::move(change));
  }
  return plan;
}

std::vector<std::string> file_names(const SqitchPlan& plan, std::size_t at) {
  const auto& name = plan.changes[at].name;
  std::vector<std::string> names;
  for (auto later = at; later < plan.changes.size(); ++later) {
    if (later > at && plan.changes[later].name == name) return names.empty() ? std::vector{name} : names;
    for (const auto& tag : plan.changes[later].tags) names.push_back(name + "@" + tag.name);
  }
  return {name};
}

std::string required_id(const SqitchPlan& plan, std::size_t at, std::string_view required) {
  const auto sign = required.find('@');
  const auto name = required.substr(0, sign);
  const auto tag = sign == std::string_view::npos ? std::string_view() : required.substr(sign + 1);
  std::string found;
  for (std::size_t each = 0; each < at; ++each) {
    const auto& change = plan.changes[each];
    if (name.empty() || change.name == name) found = change.id;
    const bool here = std::ranges::any_of(change.tags, [&](const auto& one) { return one.name == tag; });
    if (!tag.empty() && here) return found;
  }
  return found;
}

namespace fs = std::filesystem;

// The keys of [core] in sqitch.conf.
static std::map<std::string, std::string> core_in(const fs::path& conf) {
  std::map<std::string, std::string> core;
  if (!fs::is_regular_file(conf)) return core;
  bool within = false;
  const auto text = base::read_file(conf);
  for (const auto raw : base::lines(text)) {
    const auto line = base::trim(raw);
    if (line.starts_with('[')) within = line == "[core]";
    const auto equals = line.find('=');
    if (!within || equals == std::string_view::npos || line.starts_with('#') || line.starts_with(';')) continue;
    core[std::string(base::trim(line.substr(0, equals)))] = base::trim(line.substr(equals + 1));
  }
  return core;
}

SqitchFolders sqitch_folders(const fs::path& folder) {
  auto core = core_in(folder / "sqitch.conf");
  const auto top = folder / core["top_dir"];
  const auto or_top = [&](const std::string& key, const char* name) {
    return core[key].empty() ? top / name : folder / core[key];
  };
  SqitchFolders out{.plan = or_top("plan_file", "sqitch.plan"),
                    .deploy = or_top("deploy_dir", "deploy"),
                    .revert = or_top("revert_dir", "revert"),
                    .reworked = core["reworked_dir"].empty() ? fs::path() : folder / core["reworked_dir"]};
  if (!core["extension"].empty()) out.ending = "." + core["extension"];
  return out;
}

}  // namespace migration
