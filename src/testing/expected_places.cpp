#include "testing/expected_places.h"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace cases {

static Place read_place(std::string_view text) {
  static const std::regex pattern(R"((?:([a-z]+):)?([0-9]+)(?::([0-9]+))?)");
  std::cmatch found;
  if (!std::regex_match(text.data(), text.data() + text.size(), found, pattern))
    throw base::Error{base::Code::text, fmt::format("not a place: {}", text)};
  return {.part = found[1].str(),
          .line = std::stoi(found[2].str()),
          .column = found[3].matched ? std::stoi(found[3].str()) : 0};
}

Head read_head(std::string_view text) {
  static const std::regex pattern(R"((finds ([a-z0-9:, ]+?)|quiet) ?(\(([a-z, ]+)\))?: (.+))");
  const std::string line(text);
  std::smatch found;
  if (!std::regex_match(line, found, pattern))
    throw base::Error{base::Code::text, fmt::format("not the head of a case: {}", line)};
  Head out{.finds = {}, .where = found[4].str(), .title = found[5].str()};
  const auto places = found[2].str();
  if (places.empty()) return out;
  for (const auto place : base::split(places, ',')) out.finds.push_back(read_place(base::trim(place)));
  return out;
}

static std::string shown(const Place& place, bool with_column) {
  auto out = place.part.empty() ? std::to_string(place.line) : fmt::format("{}:{}", place.part, place.line);
  if (with_column && place.column > 0) out += fmt::format(":{}", place.column);
  return out;
}

static bool is_at(const Place& found, const Place& expected) {
  return found.part == expected.part && found.line == expected.line &&
         (expected.column == 0 || found.column == expected.column);
}

std::string rewritten(const Head& head, std::vector<Place> found) {
  std::sort(found.begin(), found.end());
  const bool columns =
      std::any_of(head.finds.begin(), head.finds.end(), [](const Place& place) { return place.column > 0; });
  std::vector<std::string> places;
  for (const auto& place : found) places.push_back(shown(place, columns));
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return fmt::format("{}{}: {}", places.empty() ? "quiet" : fmt::format("finds {}", fmt::join(places, ", ")),
                     head.where.empty() ? "" : fmt::format(" ({})", head.where), head.title);
}

std::string difference(const std::vector<Place>& expected, const std::vector<Place>& found) {
  std::string out;
  for (const auto& place : expected) {
    if (std::none_of(found.begin(), found.end(), [&](const Place& each) { return is_at(each, place); }))
      out += fmt::format("nothing in {}\n", shown(place, true));
  }
  for (const auto& place : found) {
    if (std::none_of(expected.begin(), expected.end(), [&](const Place& each) { return is_at(place, each); }))
      out += fmt::format("not expected: {}\n", shown(place, true));
  }
  return out;
}

}  // namespace cases
