#include "shell/reader.h"
#include "shell/script.h"

namespace shell {

static constexpr std::size_t largest = 1'000'000;

static Script unread(int line, std::string message) {
  Script out;
  out.problems.push_back({line, std::move(message)});
  return out;
}

Script parse(std::string_view text, int line) {
  if (text.size() > largest) return unread(line, "is larger than what is looked at (a megabyte)");
  if (text.find('\0') != std::string_view::npos) return unread(line, "has a NUL byte in it");
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

}  // namespace shell
