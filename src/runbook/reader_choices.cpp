// Alternatives that stand under headings of their own, or with "OR" between two fences.
#include <ranges>

#include "base/text.h"
#include "runbook/reader.h"
#include "runbook/sibling_ways.h"

namespace runbook {

static bool within(const std::vector<Section>& sections, std::size_t section, std::size_t ancestor) {
  for (std::optional<std::size_t> at = section; at; at = sections[*at].parent) {
    if (*at == ancestor) return true;
  }
  return false;
}

void Reader::insert_choice(const std::vector<Alternative>& alternatives,
                           const std::vector<std::vector<std::string>>& members, std::size_t section, int line) {
  std::string title;
  for (const auto& alternative : alternatives) {
    if (title.size() < 80) title += (title.empty() ? "" : " / ") + alternative.title;
  }
  Step choice{.id = unique_id(out_->sections[section].slug, title),
              .title = title,
              .kind = "choice",
              .line = line,
              .last_line = line};
  choice.section = section;
  choice.alternatives = alternatives;
  std::map<std::string_view, std::size_t> way_of;
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (const auto& id : members[i]) way_of.emplace(id, i);
  }
  for (auto& step : steps_) {
    const auto way = way_of.find(step.id);
    if (way == way_of.end() || step.branch) continue;
    // Whoever chooses the way has answered that it is for one system only.
    std::erase_if(step.asks, [](const std::string& each) { return each.starts_with(name(Meaning::limited)); });
    step.branch = Branch{.choice = choice.id, .key = alternatives[way->second].key};
  }
  const auto at = std::find_if(steps_.begin(), steps_.end(), [&](const Step& step) {
    return step.line >= line || (step.branch && step.branch->choice == choice.id);
  });
  steps_.insert(at, std::move(choice));
}

// Nobody can tell whether one stands for the other or comes behind it.
void Reader::ask_whether_one(const std::vector<std::size_t>& sections, const std::vector<Alternative>& ways) {
  std::string titles;
  for (const auto& way : ways) titles += (titles.empty() ? "" : " / ") + way.title;
  for (auto& step : steps_) {
    if (step.kind != "command" && step.kind != "query") continue;
    for (const auto section : sections) {
      if (within(out_->sections, step.section, section))
        step.asks.push_back(fmt::format("may be one way of several: {} (line {})", base::one_line(titles, 60),
                                        out_->sections[sections.front()].line));
    }
  }
}

// "Docker" and "Kubernetes" under one heading: by their titles they are ways of what is done there.
void Reader::name_siblings() {
  auto& sections = out_->sections;
  std::map<std::pair<std::optional<std::size_t>, int>, std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (sections[i].level < label_level) rows[{sections[i].parent, sections[i].level}].push_back(i);
  }
  for (const auto& [parent, row] : rows) {
    std::vector<std::string> titles;
    for (const auto section : row) titles.push_back(sections[section].way ? "" : sections[section].title);
    for (const auto& found : ways_among(titles, tongue_)) {
      const auto first = row.begin() + static_cast<std::ptrdiff_t>(found.first);
      const std::vector<std::size_t> group(first, first + std::ssize(found.ways));
      const bool same_part = std::ranges::all_of(
          group, [&](std::size_t each) { return sections[each].purpose == sections[group.front()].purpose; });
      if (!same_part) continue;
      if (!found.sure) {
        ask_whether_one(group, found.ways);
        continue;
      }
      for (std::size_t i = 0; i < group.size(); ++i) sections[group[i]].way = found.ways[i];
    }
  }
}

// Where the choice itself stands: right before its first way, and within no way of a choice before it.
static std::size_t place_of_choice(const std::vector<Section>& sections, std::size_t first) {
  const auto outside = sections[first].parent;
  if (first == 0) return first;
  const std::size_t before = first - 1;
  const bool same_part =
      sections[before].phase == sections[first].phase && sections[before].purpose == sections[first].purpose;
  for (std::optional<std::size_t> at = before; same_part && at != outside; at = sections[*at].parent) {
    if (!at || sections[*at].way) return outside.value_or(first);
  }
  return same_part ? before : outside.value_or(first);
}

// A way that a label opens ends where the next one begins, and the last one nowhere: what it holds beyond the longest
// of the others may as well come behind all of them.
void Reader::release_what_may_follow(const std::vector<std::size_t>& group,
                                     std::vector<std::vector<std::string>>& members) {
  const auto& last = out_->sections[group.back()];
  if (!last.open_ended) return;
  const auto is_work = [&](const std::string& id) {
    const auto step = std::ranges::find(steps_, id, &Step::id);
    return step->kind != "note" && !step->branch;
  };
  std::ptrdiff_t longest = 1;
  for (std::size_t i = 0; i + 1 < members.size(); ++i)
    longest = std::max(longest, std::ranges::count_if(members[i], is_work));
  std::ptrdiff_t seen = 0;
  std::vector<std::string> kept;
  for (auto& id : members.back()) {
    const bool work = is_work(id);
    seen += work ? 1 : 0;
    if (!work || seen <= longest) {
      kept.push_back(std::move(id));
      continue;
    }
    auto& step = *std::ranges::find(steps_, id, &Step::id);
    if (step.kind == "command" || step.kind == "query")
      step.asks.push_back(fmt::format("may be a part of \"{}\" (line {})", last.title, last.line));
  }
  members.back() = std::move(kept);
}

void Reader::join_group(const std::vector<std::size_t>& group, const std::vector<Alternative>& alternatives) {
  const auto& sections = out_->sections;
  std::vector<std::vector<std::string>> members(group.size());
  bool any = false;
  for (const auto& step : steps_) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (!within(sections, step.section, group[i])) continue;
      members[i].push_back(step.id);
      any = any || step.kind != "note";
    }
  }
  if (!any) return;
  release_what_may_follow(group, members);
  insert_choice(alternatives, members, place_of_choice(sections, group.front()), sections[group.front()].line);
}

// No two ways of a choice answer to the same key.
static void add_way(std::vector<Alternative>& alternatives, Alternative way) {
  const auto taken = [&](const std::string& key) {
    return std::ranges::find(alternatives, key, &Alternative::key) != alternatives.end();
  };
  const auto key = way.key;
  for (int number = 2; taken(way.key); ++number) way.key = fmt::format("{}-{}", key, number);
  alternatives.push_back(std::move(way));
}

// Consecutive sections "Option 1", "Option 2" under one parent. Ways within a way are joined first: what the outer
// choice then takes or leaves is the inner choice, which is asked under its own way only.
void Reader::join_alternatives() {
  const auto& sections = out_->sections;
  std::set<std::size_t> done;
  std::vector<std::pair<std::vector<std::size_t>, std::vector<Alternative>>> groups;
  for (std::size_t first = 0; first < sections.size(); ++first) {
    const auto& alternative = sections[first].way;
    if (!alternative || done.contains(first)) continue;
    std::vector<std::size_t> group{first};
    std::vector<Alternative> alternatives{*alternative};
    for (std::size_t next = first + 1; next < sections.size(); ++next) {
      if (within(sections, next, group.back())) continue;
      if (sections[next].level != sections[first].level || sections[next].parent != sections[first].parent) break;
      const auto& other = sections[next].way;
      // Another choice right behind this one begins with the same key.
      const bool again = other && other->key == alternative->key && alternatives.back().key != alternative->key;
      if (!other || again) break;
      group.push_back(next);
      add_way(alternatives, *other);
    }
    done.insert(group.begin(), group.end());
    if (group.size() > 1) groups.emplace_back(std::move(group), std::move(alternatives));
  }
  for (auto& [group, alternatives] : std::views::reverse(groups)) join_group(group, alternatives);
}

void Reader::join_by_or() {
  for (const auto& group : or_groups_) {
    std::vector<Alternative> alternatives;
    std::vector<std::vector<std::string>> members;
    std::size_t section = 0;
    int line = 0;
    for (const auto& id : group) {
      auto step = std::ranges::find(steps_, id, &Step::id);
      // A fence that offers ways itself is one of these as a whole.
      while (step != steps_.end() && step->branch) step = std::ranges::find(steps_, step->branch->choice, &Step::id);
      if (step == steps_.end()) continue;
      if (alternatives.empty()) section = step->section, line = step->line;
      alternatives.push_back({std::to_string(alternatives.size() + 1), step->title});
      members.push_back({step->id});
    }
    if (alternatives.size() > 1) insert_choice(alternatives, members, section, line);
  }
}

}  // namespace runbook
