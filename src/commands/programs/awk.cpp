// awk: its program may write files and run commands.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

// The program without its texts in quotes.
static std::string without_texts(std::string_view program) {
  std::string out;
  bool quoted = false;
  for (std::size_t at = 0; at < program.size(); ++at) {
    if (program[at] == '\\' && quoted) {
      ++at;
    } else if (program[at] == '"') {
      quoted = !quoted;
      out += '"';
    } else if (!quoted) {
      out += program[at];
    }
  }
  return out;
}

// A redirection of print, a pipe or a call of system. One that looks like it is taken for it.
static bool may_do_more(std::string_view program) {
  auto code = without_texts(program);
  if (code.size() > 20'000) return true;
  code = base::replace_all(code, "||", " or ");
  for (const char* word : {"system", "getline", "fflush", "@", "close", "|"}) {
    if (code.find(word) != std::string::npos) return true;
  }
  for (auto at = code.find("print"); at != std::string::npos; at = code.find("print", at + 5)) {
    const auto end = code.find_first_of(";}\n", at);
    if (code.substr(at, end == std::string::npos ? end : end - at).find('>') != std::string::npos) return true;
  }
  return false;
}

static void judge_awk(Call& call) {
  const auto options = read_options(
      call.words(), {.options = "-F,--field-separator= -v,--assign= -f,--file= -e,--source= --re-interval --posix "
                                "-i,--include=:unknown --csv -k --version:only --help:only -V:only",
                     .stops = true});
  if (call.refuses(options)) return;
  if (options.has("-i")) return call.not_known("what awk includes");
  std::vector<Argument> programs = options.values("-e");
  if (programs.empty() && !options.has("-f"))
    programs = {options.operands.begin(),
                options.operands.begin() + std::min<std::ptrdiff_t>(1, std::ssize(options.operands))};
  for (const auto& file : options.values("-f")) {
    const auto text = file.known() ? call.read(file.text) : std::nullopt;
    if (!text || may_do_more(*text)) return call.not_known("what the program of awk does: " + file.shown);
  }
  for (const auto& program : programs) {
    if (!program.known() || may_do_more(program.text))
      return call.not_known("what the program of awk does: " + program.shown);
  }
  call.reads();
}

extern const Program awk{.names = "awk gawk mawk nawk", .judge = judge_awk};

}  // namespace commands
