#include "runner/made_file.h"

#include <ctime>
#include <sys/stat.h>
#include <vector>

#include "base/text.h"

namespace runner {

namespace fs = std::filesystem;

// Behind a $ at `at`: a name, {name}, (…) or what is not told. Leaves `at` behind it.
static std::optional<std::string> expanded(const std::string& word, std::size_t& at, const VariableValue& value) {
  const auto is_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  if (at < word.size() && (word[at] == '(' || word[at] == '{')) {
    const char open = word[at];
    const char close = open == '(' ? ')' : '}';
    const auto begin = at + 1;
    int depth = 0;
    for (; at < word.size(); ++at) {
      if (word[at] == open) ++depth;
      if (word[at] == close && --depth == 0) break;
    }
    const auto inside = word.substr(begin, std::min(at, word.size()) - begin);
    at = std::min(at + 1, word.size());
    if (open == '{' && std::ranges::all_of(inside, is_name)) return value(inside);
    return std::nullopt;
  }
  const auto begin = at;
  while (at < word.size() && is_name(word[at])) ++at;
  return at == begin ? std::nullopt : value(word.substr(begin, at - begin));
}

std::optional<std::string> path_named(const std::string& word, const VariableValue& value) {
  std::string out;
  bool single = false;
  for (std::size_t at = 0; at < word.size();) {
    const char c = word[at++];
    if (c == '\'') {
      single = !single;
    } else if (single) {
      out += c;
    } else if (c == '$') {
      out += expanded(word, at, value).value_or("*");
    } else if (c == '`') {
      at = std::min(word.find('`', at), word.size() - 1) + 1;
      out += '*';
    } else if (c == '~' && out.empty()) {
      out += value("HOME").value_or("~");
    } else if (c == '\\' && at < word.size()) {
      out += word[at++];
    } else if (c != '"') {
      out += c;
    }
  }
  const auto slash = out.rfind('/');
  const auto star = out.find('*');
  if (out.empty() || (slash != std::string::npos && star < slash) || out == "*") return std::nullopt;
  return out;
}

static std::vector<fs::path> named_by(const fs::path& pattern) {
  const auto name = pattern.filename().string();
  if (name.find('*') == std::string::npos) return {pattern};
  std::vector<fs::path> out;
  std::error_code problem;
  for (fs::directory_iterator at(pattern.parent_path(), problem), end; !problem && at != end; at.increment(problem)) {
    if (base::glob_matches(name, at->path().filename().string())) out.push_back(at->path());
  }
  return out;
}

static long long bytes_in(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_directory(path, problem)) {
    const auto size = fs::file_size(path, problem);
    return problem ? 0 : static_cast<long long>(size);
  }
  long long out = 0;
  for (fs::recursive_directory_iterator at(path, problem), end; !problem && at != end; at.increment(problem)) {
    std::error_code unreadable;
    const auto size = at->is_regular_file(unreadable) ? at->file_size(unreadable) : 0;
    if (!unreadable) out += static_cast<long long>(size);
  }
  return out;
}

LookedAt look_at_file(const std::string& pattern, const fs::path& folder, base::Milliseconds within) {
  const fs::path given(pattern);
  LookedAt out{.path = (given.is_absolute() ? given : folder / given).lexically_normal().string()};
  std::time_t newest = 0;
  for (const auto& path : named_by(out.path)) {
    struct stat found{};
    if (::stat(path.c_str(), &found) != 0 || (out.there && found.st_mtime <= newest)) continue;
    newest = found.st_mtime;
    out.path = path.lexically_normal().string();
    out.there = true;
  }
  if (!out.there) return out;
  constexpr long long slack = 5;  // seconds: clocks of file servers differ
  // The machine's clock, as files have it; a rehearsal's is another.
  out.fresh = newest >= std::time(nullptr) - within.count() / 1000 - slack;
  out.bytes = bytes_in(out.path);
  return out;
}

}  // namespace runner
