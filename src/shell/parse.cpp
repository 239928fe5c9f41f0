#include "shell/reader.h"
#include "shell/script.h"

namespace shell {

static constexpr std::size_t largest = 1'000'000;

static Script unread(int line, std::string message) {
  Script out;
  out.problems.push_back({line, std::move(message)});
  return out;
}

static Script read_tree(std::string_view text, int line) {
  const Tree tree(text);
  if (!tree.ready()) return unread(line, "could not be read in two seconds");
  Reader reader(text, line);
  Script out;
  out.root = reader.program(tree.root());
  reader.check_gaps(tree.root());
  // Whatever was passed over on the way.
  if (reader.problems.empty() && ts_node_has_error(tree.root()))
    reader.problems.push_back({line, "the grammar does not know what stands here"});
  out.problems = std::move(reader.problems);
  return out;
}

// The grammar takes all up to a blank for the end of a here-document: cat <<EOF>out.txt
static std::string with_parted_ends(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (auto found = text.find("<<"); found != std::string_view::npos; found = text.find("<<", at)) {
    const auto end = text.find_first_of(" \t\n<>", found + 2);
    const bool joined = end != std::string_view::npos && end > found + 2 && text[end] == '>';
    const auto until = std::min(end, text.size());
    out += text.substr(at, until - at);
    if (joined) out += ' ';
    at = std::max(until, found + 2);
    if (at > until) out += text.substr(until, at - until);
  }
  return out + std::string(text.substr(at));
}

Script parse(std::string_view text, int line) {
  if (text.size() > largest) return unread(line, "is larger than what is looked at (a megabyte)");
  if (text.find('\0') != std::string_view::npos) return unread(line, "has a NUL byte in it");
  auto out = read_tree(text, line);
  if (out.problems.empty() || text.find("<<") == std::string_view::npos) return out;
  if (const auto parted = with_parted_ends(text); parted != text) {
    auto again = read_tree(parted, line);
    if (again.problems.empty()) return again;
  }
  return out;
}

}  // namespace shell
