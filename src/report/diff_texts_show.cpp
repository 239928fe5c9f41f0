// The comparison of two versions for people and programs.
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "report/diff_texts.h"
#include "report/plain.h"

namespace report {

using Kind = StepChange::Kind;

static std::string_view sign(Kind kind) {
  switch (kind) {
    case Kind::added:
      return "+";
    case Kind::removed:
      return "-";
    case Kind::changed:
      return "~";
    case Kind::moved:
      return ">";
    case Kind::changed_and_moved:
      return "~>";
  }
  return "?";
}

static std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::added:
      return "added";
    case Kind::removed:
      return "removed";
    case Kind::changed:
      return "changed";
    case Kind::moved:
      return "moved";
    case Kind::changed_and_moved:
      return "changed and moved";
  }
  return "unknown";
}

static std::string lines_text(const StepChange& change) {
  if (change.line_before == 0) return fmt::format("line {}", change.line_after);
  if (change.line_after == 0) return fmt::format("line {} before", change.line_before);
  if (change.line_before == change.line_after) return fmt::format("line {}", change.line_after);
  return fmt::format("line {}, was {}", change.line_after, change.line_before);
}

static std::string change_text(const StepChange& change) {
  std::string out =
      fmt::format("{} {}  {} ({})\n", sign(change.kind), change.id, name(change.kind), lines_text(change));
  for (const auto& what : change.what) out += fmt::format("    {}\n", what);
  for (const auto& line : change.commands) out += fmt::format("    {} {}\n", line.sign, line.text);
  return out;
}

std::string to_text(const TextComparison& comparison) {
  std::string out = fmt::format("first   {}\nsecond  {}\n", comparison.first, comparison.second);
  if (comparison.same_bytes) return plain(out + "\nThey are the same, byte for byte.\n");
  std::map<Kind, long long> counts;
  std::string phase;
  for (const auto& change : comparison.changes) {
    if (counts.empty() || change.phase != phase)
      out += fmt::format("\n{}\n", change.phase.empty() ? "Steps" : change.phase);
    phase = change.phase;
    ++counts[change.kind];
    out += change_text(change);
  }
  if (counts.empty())
    return plain(out +
                 fmt::format("\nNo step differs ({} alike); only the text around them does.\n", comparison.alike));
  std::vector<std::string> words;
  for (const auto& [kind, count] : counts) words.push_back(fmt::format("{} {}", count, name(kind)));
  out += fmt::format("\nSteps: {}, {} alike.\n", fmt::join(words, ", "), comparison.alike);
  return plain(out);
}

base::Json to_json(const TextComparison& comparison) {
  base::Json json{{"compared", "texts"},
                  {"first", comparison.first},
                  {"second", comparison.second},
                  {"same_bytes", comparison.same_bytes},
                  {"alike", comparison.alike}};
  json["changes"] = base::Json::array();
  for (const auto& change : comparison.changes) {
    base::Json one{{"change", base::replace_all(std::string(name(change.kind)), " ", "_")},
                   {"id", change.id},
                   {"title", change.title},
                   {"phase", change.phase}};
    if (change.line_before > 0) one["line_before"] = change.line_before;
    if (change.line_after > 0) one["line_after"] = change.line_after;
    one["what"] = change.what;
    one["lines"] = base::Json::array();
    for (const auto& line : change.commands)
      one["lines"].push_back({{"sign", std::string(1, line.sign)}, {"text", line.text}});
    json["changes"].push_back(std::move(one));
  }
  return json;
}

}  // namespace report
