// sed: its script may write files and run commands, and -i changes the files themselves.
#include <algorithm>

#include "commands/call.h"

namespace commands {

namespace {

// Reads a script of addresses, p, d, q, =, s and y; nothing else.
class SedScript {
 public:
  explicit SedScript(std::string_view text) : text_(text) {}

  bool only_reads() {
    while (at_ < text_.size()) {
      skip(" \t;\n}");
      if (at_ >= text_.size()) return true;
      if (!address()) return false;
      skip(" \t!");
      if (at_ >= text_.size()) return true;
      if (!command()) return false;
    }
    return true;
  }

 private:
  void skip(std::string_view characters) {
    while (at_ < text_.size() && characters.find(text_[at_]) != std::string_view::npos) ++at_;
  }

  // Up to the next `end` without a backslash.
  bool part(char end) {
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\')
        ++at_;
      else if (text_[at_] == end) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  bool address() {
    for (;;) {
      skip(" \t");
      if (at_ >= text_.size()) return true;
      if (text_[at_] == '/') {
        ++at_;
        if (!part('/')) return false;
        skip("IM");
      } else if (text_[at_] == '$') {
        ++at_;
      } else if (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0) {
        skip("0123456789~+");
      } else {
        return true;
      }
      skip(" \t");
      if (at_ < text_.size() && text_[at_] == ',') ++at_, skip("+~");
    }
  }

  bool command() {
    const char c = text_[at_++];
    if (c == '{' || c == '#') return c == '{';
    if (std::string_view("pdqQ=gGhHxnNDPl").find(c) != std::string_view::npos) {
      if (c == 'q' || c == 'Q') skip("0123456789 ");
      return true;
    }
    if (c != 's' && c != 'y') return false;
    if (at_ >= text_.size()) return false;
    const char delimiter = text_[at_++];
    if (!part(delimiter) || !part(delimiter)) return false;
    skip("gpIiMm0123456789");
    return at_ >= text_.size() || std::string_view(" \t;\n}").find(text_[at_]) != std::string_view::npos;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

static void judge_sed(Call& call) {
  const auto options = read_options(
      call.words(),
      {.options = "-n,--quiet,--silent -e,--expression= -f,--file= -E,-r,--regexp-extended -s,--separate "
                  "-u,--unbuffered -z,--null-data --posix --debug -l= --sandbox "
                  "--in-place? -i? --version:only --help:only"});
  if (call.refuses(options)) return;
  auto scripts = options.values("-e");
  const bool in_place = options.has("-i") || options.has("--in-place");
  auto files = options.operands;
  if (scripts.empty() && !options.has("-f") && !files.empty()) {
    scripts.push_back(files.front());
    files.erase(files.begin());
  }
  if (options.has("-f")) return call.not_known("what the script of sed does");
  if (in_place) {
    const bool own =
        !files.empty() && std::all_of(files.begin(), files.end(), [](const auto& file) { return file.made(); });
    if (!own)
      return call.does(Effect::changes,
                       "changes the file " + (files.empty() ? "that it is given" : files.front().shown));
  }
  for (const auto& script : scripts) {
    if (!options.has("--sandbox") && (!script.known() || !SedScript(script.text).only_reads()))
      return call.not_known("what the script of sed does: " + script.shown);
  }
  call.reads();
}

extern const Program sed{.names = "sed gsed", .judge = judge_sed};

}  // namespace commands
