// Links to files that are not there, and to headings that this file does not have.
#include <regex>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/prose.h"
#include "lint/shell_text.h"

namespace lint {

// Letters and digits alone: how dashes are made of punctuation differs between viewers.
static std::string key(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

static std::set<std::string> anchors(const Document& document) {
  static const std::regex named(R"re((?:name|id)\s*=\s*"([^"]+)")re");
  std::set<std::string> out;
  for (const auto& line : document.lines) {
    const auto text = line.substr(0, 1000);
    if (text.starts_with("#")) out.insert(key(text));
    for (std::sregex_iterator it(text.begin(), text.end(), named), end; it != end; ++it)
      out.insert(key((*it)[1].str()));
  }
  for (const auto& section : document.book.sections) out.insert(key(section.title));
  return out;
}

static std::string unescaped(std::string path) {
  return base::replace_all(std::move(path), "%20", " ");
}

static void find_link_missing(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex link(R"(\[[^\]\n]*\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\))");
  const auto& document = subject.document;
  const auto here = anchors(document);
  const auto folder = document.path.parent_path();
  std::set<std::string> told;
  for (const int number : prose_lines(document)) {
    const std::string line(document.line(number).substr(0, 2000));
    for (std::sregex_iterator it(line.begin(), line.end(), link), end; it != end; ++it) {
      const auto target = (*it)[1].str();
      if (target.find("://") != std::string::npos || target.starts_with("mailto:") || target.starts_with("tel:") ||
          target.starts_with("/"))
        continue;
      std::string problem;
      if (target.starts_with("#")) {
        if (here.contains(key(target)) || key(target).empty()) continue;
        problem = fmt::format("this file has no heading {}", target);
      } else {
        std::error_code ignored;
        const auto path = unescaped(target.substr(0, target.find_first_of("#?")));
        if (path.empty() || std::filesystem::exists(folder / path, ignored)) continue;
        problem = fmt::format("{} is not there", path);
      }
      if (!told.insert(target).second) continue;
      findings.push_back({.line = number,
                          .column = column_of(line, static_cast<std::size_t>(it->position(0))),
                          .message = problem + ": who follows this link at night finds nothing",
                          .better = "correct the link, or write the section"});
    }
  }
}

extern const Rule link_missing{.severity = Severity::warning, .find = find_link_missing};

}  // namespace lint
