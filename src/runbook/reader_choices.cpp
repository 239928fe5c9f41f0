// Alternatives that stand under headings of their own, or with "OR" between two fences.
#include "base/text.h"
#include "runbook/reader.h"

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

// Consecutive sections "Option 1", "Option 2" under one parent.
void Reader::join_alternatives() {
  const auto& sections = out_->sections;
  std::set<std::size_t> done;
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
      alternatives.push_back(*other);
    }
    done.insert(group.begin(), group.end());
    if (group.size() < 2) continue;
    std::vector<std::vector<std::string>> members(group.size());
    bool any = false;
    for (const auto& step : steps_) {
      for (std::size_t i = 0; i < group.size(); ++i) {
        if (!within(sections, step.section, group[i])) continue;
        members[i].push_back(step.id);
        any = any || step.kind != "note";
      }
    }
    if (!any) continue;
    const std::size_t before = first > 0 ? first - 1 : first;
    const bool same_part = first > 0 && sections[before].phase == sections[first].phase &&
                           sections[before].purpose == sections[first].purpose;
    insert_choice(alternatives, members, same_part ? before : sections[first].parent.value_or(first),
                  sections[first].line);
  }
}

void Reader::join_by_or() {
  for (const auto& group : or_groups_) {
    std::vector<Alternative> alternatives;
    std::vector<std::vector<std::string>> members;
    std::size_t section = 0;
    int line = 0;
    for (const auto& id : group) {
      const auto step = std::find_if(steps_.begin(), steps_.end(), [&](const Step& each) { return each.id == id; });
      if (step == steps_.end()) continue;
      if (alternatives.empty()) section = step->section, line = step->line;
      alternatives.push_back({std::to_string(alternatives.size() + 1), step->title});
      members.push_back({id});
    }
    if (alternatives.size() > 1) insert_choice(alternatives, members, section, line);
  }
}

}  // namespace runbook
