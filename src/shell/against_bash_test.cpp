// What is read is what bash reads: random words with quotes and backslashes, each given to bash and to the reader.
// What the reader says it cannot read is left out; what it reads must be the same.
#include <cstdio>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "shell/script.h"

namespace shell {

static std::string random_words(std::mt19937_64& random) {
  static const std::vector<std::string> pieces{
      "a",      "rm",       "-rf", "x=y",  "'q r'",    "\"d e\"", "\\ ", "\\'",  "\\\"",       "\"a\\\"b\"",
      "'a\"b'", "\"it's\"", " ",   "  ",   "\t",       "\\\\",    "''",  "\"\"", "$'t\\tu'",   "\"\\x\"",
      "\\n",    "#",        "a#b", "=",    "{}",       "%s",      "+",   ",",    ":",          "@",
      "\\;",    "\\|",      "~",   "\\$x", "\"\\$x\"", "'$x'",    "/",   ".",    "\\\n",       "\"\\\n\"",
      "-",      "^",        "!",   "]",    "\"#\"",    "'\\'",    "1",   "2",    "\"`\"x\"`\""};
  std::string out;
  for (auto left = 1 + random() % 8; left > 0; --left) out += pieces[random() % pieces.size()];
  return out;
}

static std::vector<std::string> said_by_bash(const std::vector<std::string>& lines) {
  const base::TemporaryFolder folder;
  std::string script;
  for (const auto& line : lines) {
    // In a shell of its own: what it cannot read must not end the others.
    script += fmt::format("bash -c {} 2>/dev/null\nprintf '\\003\\001'\n",
                          base::shell_quote("printf '<%s>' " + line + "\n"));
  }
  base::write_file(folder.path() / "all.sh", script);
  std::string out;
  FILE* pipe = ::popen(("bash " + (folder.path() / "all.sh").string()).c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
  ::pclose(pipe);
  std::vector<std::string> each;
  for (const auto piece : base::split(out, '\1')) each.emplace_back(piece.substr(0, piece.find('\3')));
  return each;
}

TEST(Words, AreThoseOfBash) {
  std::mt19937_64 random(11);
  std::vector<std::string> lines;
  for (int i = 0; i < (std::getenv("LOCKKEEPER_MANY_WORDS") ? 20'000 : 300); ++i)
    lines.push_back(random_words(random));
  const auto bash = said_by_bash(lines);
  ASSERT_GE(bash.size(), lines.size());
  int compared = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto script = parse("printf '<%s>' " + lines[i] + "\n");
    const auto& children = script.root.children;
    if (!script.problems.empty() || children.size() != 1 || children[0].kind != Node::Kind::command) continue;
    std::string ours;
    bool known = true;
    const auto& words = children[0].command.words;
    for (std::size_t word = 2; word < words.size(); ++word) {
      known = known && words[word].literal() && !words[word].pattern;
      if (known) ours += fmt::format("<{}>", *words[word].literal());
    }
    if (!known || !children[0].command.redirections.empty() || lines[i].find('~') != std::string::npos) continue;
    if (words.size() == 2) ours = "<>";
    EXPECT_EQ(ours, bash[i]) << "of: " << lines[i];
    ++compared;
  }
  EXPECT_GT(compared, 100);
}

}  // namespace shell
