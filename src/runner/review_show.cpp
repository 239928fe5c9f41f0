#include "runner/review_show.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "runner/reading.h"

namespace runner {

namespace {

struct Place {
  const runbook::Step* step = nullptr;
  bool on_demand = false;
};

}  // namespace

using Places = std::map<std::string, Place, std::less<>>;

static Places places_of(const runbook::Runbook& runbook) {
  Places out;
  for (const auto& step : runbook.steps) out.emplace(step.id, Place{&step, false});
  for (const auto& procedure : runbook.procedures) {
    for (const auto& step : procedure.steps) out.emplace(step.id, Place{&step, true});
  }
  return out;
}

// "runs", "asked", "task", "choice", "procedure", "not run".
static std::string word_for(const runbook::Step& step, const StepReading& reading) {
  switch (reading.runs) {
    case Runs::unasked:
      return "runs";
    case Runs::asked:
      return "asked";
    case Runs::chosen:
      return step.kind == "choice" ? "choice" : "if chosen";
    case Runs::on_demand:
      return "procedure";
    case Runs::by_person:
      return step.kind;
    case Runs::never:
      return step.kind == "note" ? "text" : "not run";
  }
  return "text";
}

std::string approval_in_words(const Review& review, const std::string& step) {
  const auto given = standing(review, step);
  if (is_approved(review, step)) return in_words(given);
  if (!given.empty())
    return fmt::format("{}, {} wanted", in_words(given), base::count_of(review.people, "person", "people"));
  const auto before = outdated(review, step);
  return before.empty() ? "not approved" : fmt::format("changed since it was {}", in_words(before));
}

// Each reason on lines of its own, as wide as there is room.
static void add_wrapped(std::string& out, std::string_view sign, std::string_view text, std::size_t width) {
  const std::string indent(13, ' ');
  const std::size_t room = std::max<std::size_t>(width, 60) - indent.size() - 2;
  std::string line;
  std::string lead = indent + std::string(sign) + " ";
  const auto end = [&] {
    out += lead + line + "\n";
    lead = indent + "  ";
    line.clear();
  };
  for (const auto word : base::split(text, ' ')) {
    if (!line.empty() && base::display_width(line) + 1 + base::display_width(word) > room) end();
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  end();
}

static void add_why(std::string& out, const Place& place, const StepReading& reading, const Review& review,
                    std::size_t width) {
  const auto& step = *place.step;
  const bool asked = is_asked_about(step);
  if (asked) {
    for (const auto& reason : reasons_to_ask(step)) add_wrapped(out, "-", reason, width);
    for (const auto& database : step.databases) {
      if (database.find("$DATABASE_URL") != std::string::npos) continue;  // the run's own, as its fences find it
      add_wrapped(out, "!", fmt::format("names {}: asked all the same where that is not the run's own", database),
                  width);
    }
    for (const auto& reason : asked_all_the_same(step))
      add_wrapped(out, "!", fmt::format("asked all the same: {}", reason), width);
    add_wrapped(out, "=", approval_in_words(review, step.id), width);
  } else if (!reading.why.empty() && reading.runs != Runs::by_person && step.kind != "note") {
    add_wrapped(out, "-", reading.why, width);
  }
  for (const auto& part : parts_of(step)) {
    if (part.as != "left out") continue;
    add_wrapped(out, "-",
                fmt::format("line {} {}: {}", part.lines.first,
                            part.runs == "never" ? "is not run" : "goes on beside", part.why),
                width);
  }
}

static std::string in_one_word(const std::string& as) {
  if (as == "note") return "text";
  return as.starts_with("expected") ? "expected" : as;
}

static std::string range(const runbook::Reading& reading) {
  return reading.first == reading.last ? std::to_string(reading.first)
                                       : fmt::format("{}-{}", reading.first, reading.last);
}

static std::string first_text(const std::vector<std::string_view>& lines, const runbook::Reading& reading) {
  for (int i = reading.first; i <= reading.last && i <= std::ssize(lines); ++i) {
    const auto text = base::trim(lines[static_cast<std::size_t>(i - 1)]);
    if (!text.empty() && !text.starts_with("```") && !text.starts_with("~~~"))
      return std::string(text.substr(0, 300));
  }
  return {};
}

// The headings that parts of the file begin with; labels are a part of theirs.
static std::vector<const runbook::Section*> headings(const runbook::Runbook& runbook) {
  std::vector<const runbook::Section*> out;
  for (const auto& section : runbook.sections) {
    if (section.level < 7) out.push_back(&section);
  }
  return out;
}

static ReviewPart& part_at(std::vector<ReviewPart>& parts, const std::vector<const runbook::Section*>& sections,
                           int line) {
  const runbook::Section* found = nullptr;
  for (const auto* section : sections) {
    if (section->line <= line) found = section;
  }
  const int begins = found ? found->line : 0;
  if (parts.empty() || parts.back().line != begins)
    parts.push_back({.title = found ? found->title : "", .line = begins, .text = {}});
  return parts.back();
}

std::vector<ReviewPart> parts_to_review(const runbook::Runbook& runbook, std::string_view text, const Review& review,
                                        std::size_t width) {
  const auto places = places_of(runbook);
  const auto sections = headings(runbook);
  const auto lines = base::lines(text);
  std::vector<ReviewPart> out;
  std::set<std::string> told;
  for (const auto& reading : runbook.readings) {
    if (reading.as == "blank") continue;
    auto& part = part_at(out, sections, reading.first);
    const auto id = reading.as.starts_with("step ") ? reading.as.substr(5) : std::string();
    const auto found = places.find(id);
    const bool known = found != places.end();
    const auto how = known ? reading_of(*found->second.step, found->second.on_demand) : StepReading{};
    const auto what = known ? word_for(*found->second.step, how) : in_one_word(reading.as);
    const bool first = known && told.insert(id).second;
    const auto shown = first ? id : first_text(lines, reading);
    if (known && !first && shown.empty()) continue;
    const auto line = fmt::format("{:>9}  {}  {}", range(reading), base::pad_right(what, 9), shown);
    const auto fit = base::shorten(line, std::max<std::size_t>(width, 60));
    part.text += std::string(fit.substr(0, fit.find_last_not_of(' ') + 1)) + "\n";
    if (!first) continue;
    add_why(part.text, found->second, how, review, width);
    if (is_asked_about(*found->second.step)) part.asked.push_back(found->second.step);
  }
  return out;
}

std::string review_counts(const runbook::Runbook& runbook, const Review& review) {
  long long all = 0;
  long long approved = 0;
  long long changed = 0;
  for (const auto& [id, place] : places_of(runbook)) {
    if (!is_asked_about(*place.step)) continue;
    ++all;
    if (is_approved(review, id))
      ++approved;
    else if (standing(review, id).empty() && !outdated(review, id).empty())
      ++changed;
  }
  if (all == 0) return "no step is asked about";
  auto out =
      fmt::format("{} {} asked about: {} approved", base::count_of(all, "step"), all == 1 ? "is" : "are", approved);
  if (changed > 0) out += fmt::format(", {} changed since", changed);
  if (const auto open = all - approved - changed; open > 0) out += fmt::format(", {} not", open);
  return out;
}

static base::Json to_json(const std::vector<Approval>& approvals) {
  auto out = base::Json::array();
  for (const auto& each : approvals) {
    base::Json one{{"by", each.by}, {"at", base::format_instant(each.at)}};
    if (!each.source.empty()) one["source"] = each.source;
    out.push_back(std::move(one));
  }
  return out;
}

static base::Json step_to_json(const Place& place, const Review& review) {
  const auto& step = *place.step;
  const auto reading = reading_of(step, place.on_demand);
  base::Json json{{"id", step.id},
                  {"line", step.line},
                  {"last_line", step.last_line},
                  {"kind", step.kind},
                  {"runs", name(reading.runs)},
                  {"why", reading.why},
                  {"asked", is_asked_about(step)}};
  if (!is_asked_about(step)) return json;
  json["reasons"] = reasons_to_ask(step);
  json["sha256"] = review.fingerprints.at(step.id);
  json["approved"] = is_approved(review, step.id);
  json["approvals"] = to_json(standing(review, step.id));
  json["outdated"] = to_json(outdated(review, step.id));
  json["asked_all_the_same"] = asked_all_the_same(step);
  if (!step.databases.empty()) json["databases"] = step.databases;
  return json;
}

base::Json to_json(const runbook::Runbook& runbook, const Review& review) {
  base::Json json{
      {"file", runbook.file}, {"hash", runbook.hash}, {"people", review.people}, {"required", review.required}};
  json["steps"] = base::Json::array();
  for (const auto& step : runbook.steps) {
    if (step.kind != "note") json["steps"].push_back(step_to_json({&step, false}, review));
  }
  for (const auto& procedure : runbook.procedures) {
    for (const auto& step : procedure.steps) {
      if (step.kind != "note") json["steps"].push_back(step_to_json({&step, true}, review));
    }
  }
  json["lines"] = base::Json::array();
  for (const auto& each : runbook.readings)
    json["lines"].push_back({{"first", each.first}, {"last", each.last}, {"as", each.as}});
  return json;
}

}  // namespace runner
