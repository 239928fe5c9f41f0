// Shells: the text behind -c, a file, what they read; without any of these a session.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

// Options stand before the script's name; those behind it are the script's own.
static void judge_shells(Call& call) {
  const auto& words = call.words();
  std::size_t at = 0;
  bool text_follows = false;
  bool reads_input = false;
  bool only_parses = false;  // -n
  for (; at < words.size(); ++at) {
    const auto& text = words[at].text;
    if (text == "--version" || text == "--help") return call.reads();
    if (!words[at].known()) break;
    if (text == "--" || text == "-") {
      ++at;
      break;
    }
    if (text.size() < 2 || (text[0] != '-' && text[0] != '+')) break;
    if (text == "--rcfile" || text == "--init-file") return call.not_known(fmt::format("what {} does", text));
    if (text.starts_with("--")) {
      if (text != "--login" && text != "--noprofile" && text != "--norc" && text != "--posix" && text != "--verbose")
        return call.not_known(fmt::format("what {} does with {}", call.name(), text));
      continue;
    }
    if (text.find_first_not_of("abcefhiklmnoprstuvxBCEHPT", 1) != std::string::npos)
      return call.not_known(fmt::format("what {} does with {}", call.name(), text));
    text_follows = text_follows || text.find('c') != std::string::npos;
    only_parses = only_parses || (text[0] == '-' && text.find('n') != std::string::npos);
    reads_input = reads_input || text.find('s') != std::string::npos;
    if (text.ends_with('o')) ++at;  // -o pipefail, -euo pipefail
  }
  if (only_parses && call.name() != "fish") return call.reads();
  if (text_follows) {
    if (at >= words.size()) return call.not_known(fmt::format("what {} -c runs", call.name()));
    return call.run_text(words[at]);
  }
  const bool other = call.name() == "fish" || call.name() == "zsh";  // another language
  if (at < words.size() && !reads_input && other) return call.not_known(fmt::format("what {} does", words[at].shown));
  if (at < words.size() && !reads_input) return call.run_file(words[at]);
  if (call.input().kind != Input::Kind::none) return call.run_input();
  call.add({.session = fmt::format("a shell ({})", call.name())});
}

extern const Program shells{.names = "bash sh zsh dash ksh ash rbash fish mksh", .judge = judge_shells};

}  // namespace commands
