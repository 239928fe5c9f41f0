// The text of a .cases file as values.
#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "testing/case_file.h"

namespace cases {

const Part* Case::find(std::string_view key) const {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.key == key; });
  return found == parts.end() ? nullptr : &*found;
}

std::string Case::value(std::string_view key) const {
  const auto* part = find(key);
  return part ? part->value : "";
}

namespace {

class Reader {
 public:
  Reader(Format format, const std::set<std::string>& keys) : format_(format), keys_(keys) {}

  void take(std::string_view line) {
    ++number_;
    if (format_ == Format::sections)
      section(line);
    else if (format_ == Format::fields)
      field(line);
    else
      transcript(line);
  }
  std::vector<Case> done() { return std::move(cases_); }

 private:
  [[noreturn]] void refuse(std::string_view why) const {
    throw base::Error{base::Code::text, fmt::format("line {}: {}", number_, why)};
  }

  void begin_case(std::string_view title) {
    cases_.push_back({.title = std::string(title), .line = number_, .parts = {}});
    blank_ = 0;
  }

  Part& begin_part(Part part) {
    cases_.back().parts.push_back(std::move(part));
    blank_ = 0;
    return cases_.back().parts.back();
  }

  void section(std::string_view line) {
    if (line.starts_with("=== ")) {
      begin_case(line.substr(4));
      begin_part({.line = number_ + 1});
    } else if (line.starts_with("--- ") && line.find(' ', 4) == std::string_view::npos && !cases_.empty()) {
      begin_part({.key = std::string(line.substr(4)), .line = number_ + 1});
    } else if (!cases_.empty()) {
      auto& part = cases_.back().parts.back();
      part.value += std::string(line) + "\n";
      ++part.line_count;
    } else if (!base::trim(line).empty()) {
      refuse("text before the first case");
    }
  }

  void field(std::string_view line) {
    if (base::trim(line).empty()) {
      ++blank_;
    } else if (line.starts_with(' ')) {
      if (cases_.empty() || cases_.back().parts.empty()) refuse("an indented line that belongs to nothing");
      auto& part = cases_.back().parts.back();
      if (part.line_count == 1 && !part.value.empty()) part.value += "\n";  // that behind the key
      part.value += std::string(static_cast<std::size_t>(blank_), '\n') + std::string(line.substr(2)) + "\n";
      part.line_count += blank_ + 1;
      blank_ = 0;
    } else {
      const auto end = std::min(line.find_first_of(": "), line.size());
      const auto key = line.substr(0, end);
      const auto value = base::trim(line.substr(std::min(end + 1, line.size())));
      if (key == "case") return begin_case(value);
      if (cases_.empty() || !keys_.contains(std::string(key))) refuse(fmt::format("'{}' is not known here", key));
      begin_part({.key = std::string(key),
                  .value = std::string(value),
                  .line = number_,
                  .line_count = 1,
                  .before = std::string(value.empty() ? line : line.substr(0, line.rfind(value)))});
    }
  }

  void transcript(std::string_view line) {
    if (line.starts_with("  ")) {
      if (cases_.empty()) refuse("an indented line that belongs to nothing");
      auto& parts = cases_.back().parts;
      auto& part = parts.empty() ? begin_part({.line = number_}) : parts.back();
      part.value += std::string(line) + "\n";
      ++part.line_count;
    } else if (!line.empty()) {
      if (format_ == Format::transcript && !cases_.empty() && cases_.back().parts.empty())
        cases_.back().title += "\n" + std::string(line);
      else
        begin_case(line);
    }
  }

  Format format_;
  const std::set<std::string>& keys_;
  std::vector<Case> cases_;
  int number_ = 0;
  int blank_ = 0;  // lines since the last one that says something
};

}  // namespace

// A case that does not say yet what comes out has a place where that goes.
static void add_empty_parts(std::vector<Case>& all) {
  for (auto& one : all) {
    const auto lines = static_cast<int>(std::count(one.title.begin(), one.title.end(), '\n')) + 1;
    if (one.parts.empty()) one.parts.push_back({.line = one.line + lines});
  }
}

std::vector<Case> read(std::string_view text, Format format, const std::set<std::string>& keys) {
  Reader reader(format, keys);
  for (const auto line : base::lines(text)) reader.take(line);
  auto out = reader.done();
  if (format == Format::transcript || format == Format::lines) add_empty_parts(out);
  return out;
}

}  // namespace cases
