#include "runner/earlier_lines.h"

#include <regex>
#include <set>

#include "base/text.h"

namespace runner {

using Names = std::set<std::string, std::less<>>;

static bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Names behind $ and ${, ${! and ${# included.
static void add_used(std::string_view text, Names& names) {
  for (auto at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    auto from = at + 1;
    while (from < text.size() && (text[from] == '{' || text[from] == '!' || text[from] == '#')) ++from;
    auto to = from;
    while (to < text.size() && is_name(text[to])) ++to;
    if (to > from) names.emplace(text.substr(from, to - from));
  }
}

static bool is_in_path(char c) {
  return is_name(c) || c == '.' || c == '-' || c == '/';
}

// "fix.sql" of /tmp/fix.sql: words with a dot or a slash in them, by what stands behind the last slash.
static Names file_names(std::string_view text) {
  Names out;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    while (at < text.size() && is_in_path(text[at])) ++at;
    const auto word = text.substr(begin, at - begin);
    const auto name = word.substr(word.find_last_of('/') + 1);
    if (!name.empty() && word.find_first_of("./") != std::string_view::npos &&
        word.find_first_not_of(".-/") < word.size())
      out.emplace(name);
    at = std::max(at, begin + 1);
  }
  return out;
}

static bool has_odd_quotes(std::string_view line) {
  return std::count(line.begin(), line.end(), '"') % 2 != 0 || std::count(line.begin(), line.end(), '\'') % 2 != 0;
}

// A line, with those behind it that its quotes or a backslash join to it.
static std::vector<std::string> logical_lines(std::string_view text) {
  std::vector<std::string> out;
  bool open = false;
  for (const auto line : base::lines(text)) {
    if (open)
      out.back() += "\n" + std::string(line);
    else
      out.emplace_back(line);
    open = out.back().ends_with('\\') || has_odd_quotes(out.back());
  }
  return out;
}

// The library's regular expressions go down one call for each character.
static constexpr std::size_t longest_searched = 1000;

static bool defines_function(std::string_view line) {
  static const std::regex definition(R"(^\s*(function\s+[\w-]+|[\w-]+\s*\(\s*\)))");
  return std::regex_search(line.begin(), line.begin() + std::ssize(line.substr(0, longest_searched)), definition);
}

static bool defines_functions(std::string_view script) {
  const auto lines = base::lines(script);
  return std::any_of(lines.begin(), lines.end(), defines_function);
}

// After it the shell may be another one altogether.
static bool changes_anything(const std::string& line) {
  static const std::regex command(
      R"((^|[\s;&|({])(export|declare|typeset|cd|pushd|popd|source|\.|alias|unalias|trap|set|shopt|eval|exec|umask|unset|readonly)(\s|$))");
  return std::regex_search(line, command);
}

static Names set_in(const std::string& line) {
  static const std::regex assignment(R"(([A-Za-z_]\w*)(\[[^\]]*\])?[:+]?=)");
  static const std::regex reader(R"((^|[\s;&|({])(read|mapfile|readarray|for|select|getopts|printf)\s([^;|&]*))");
  Names out;
  for (std::sregex_iterator it(line.begin(), line.end(), assignment), end; it != end; ++it) out.insert((*it)[1]);
  for (std::sregex_iterator it(line.begin(), line.end(), reader), end; it != end; ++it) {
    const std::string words = (*it)[3];
    for (const auto word : base::split(words, ' ')) out.emplace(word);
  }
  return out;
}

// The last names of what a script may write: behind > and -o, and any word of a line with cp, mv, tee and the like.
// Rather a name too many.
static Names written_by(std::string_view script) {
  static const std::regex writer(
      R"((>|\s-o|\s--output|(^|[\s;&|(])(tee|cp|mv|ln|install|rsync|scp|dd|sed|curl|wget)\s))");
  Names out;
  for (const auto line : base::lines(script)) {
    const auto begin = line.substr(0, longest_searched);
    if (!std::regex_search(begin.begin(), begin.end(), writer)) continue;
    for (auto& name : file_names(begin)) out.insert(name);
  }
  return out;
}

void EarlierLines::add(std::string_view script) {
  if (auto written = written_by(script); !written.empty())
    writers_.push_back({.text = std::string(base::trim(script)), .sets = std::move(written)});
  if (defines_functions(script)) {
    lines_.push_back({.text = std::string(base::trim(script)), .sets = {}, .always = true});
    return;
  }
  for (const auto& line : logical_lines(script)) {
    const std::string text(base::trim(line));
    if (text.empty() || text.starts_with('#')) continue;
    if (text.size() > longest_searched) {
      if (text.find('=') != std::string::npos) lines_.push_back({.text = text, .sets = {}, .always = true});
      continue;
    }
    const bool always = changes_anything(text);
    auto sets = set_in(text);
    if (always || !sets.empty()) lines_.push_back({.text = text, .sets = std::move(sets), .always = always});
  }
}

std::vector<std::string> EarlierLines::deciding(std::string_view text) const {
  Names used;
  add_used(text, used);
  std::vector<bool> kept(lines_.size());
  const auto keep = [&](std::size_t i) {
    kept[i] = true;
    add_used(lines_[i].text, used);
  };
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!lines_[i].always) continue;
    keep(i);
    used.insert(lines_[i].sets.begin(), lines_[i].sets.end());
    if (lines_[i].text.size() > longest_searched) continue;
    for (const auto word : base::split(lines_[i].text, ' ')) used.emplace(base::trim(word));  // export NAME
  }
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto& sets = lines_[i].sets;
      const bool wanted =
          std::any_of(sets.begin(), sets.end(), [&](const std::string& name) { return used.contains(name); });
      if (kept[i] || !wanted) continue;
      keep(i);
      more = true;
    }
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (kept[i]) out.push_back(lines_[i].text);
  }
  auto files = file_names(text);
  for (const auto& line : out) files.merge(file_names(line));
  for (const auto& writer : writers_) {
    if (std::ranges::any_of(writer.sets, [&](const std::string& name) { return files.contains(name); }))
      out.push_back(writer.text);
  }
  return out;
}

}  // namespace runner
