// find: what it does with what it finds.
#include <algorithm>
#include <array>

#include "commands/call.h"

namespace commands {

static bool takes_no_value(std::string_view test) {
  static constexpr std::array<std::string_view, 24> flags{
      "-print", "-print0",     "-ls",       "-prune",    "-quit",   "-empty",   "-not",      "-a",
      "-o",     "-and",        "-or",       "-depth",    "-mount",  "-xdev",    "-follow",   "-true",
      "-false", "-executable", "-readable", "-writable", "-nouser", "-nogroup", "-daystart", "-noleaf"};
  return std::find(flags.begin(), flags.end(), test) != flags.end();
}

static bool takes_value(std::string_view test) {
  static constexpr std::array<std::string_view, 36> known{
      "-name",    "-iname", "-path",  "-ipath",    "-wholename", "-regex",     "-iregex",   "-type",   "-xtype",
      "-mtime",   "-mmin",  "-atime", "-amin",     "-ctime",     "-cmin",      "-newer",    "-anewer", "-cnewer",
      "-newermt", "-size",  "-user",  "-group",    "-perm",      "-maxdepth",  "-mindepth", "-printf", "-links",
      "-inum",    "-uid",   "-gid",   "-samefile", "-fstype",    "-regextype", "-lname",    "-used",   "-newerct"};
  return std::find(known.begin(), known.end(), test) != known.end();
}

// The words of -exec up to ; or +, with what it finds in place of {}.
static std::vector<Argument> command_of(const std::vector<Argument>& words, std::size_t& at) {
  std::vector<Argument> out;
  for (++at; at < words.size() && !words[at].is(";") && !words[at].is("+"); ++at) {
    Argument word = words[at];
    if (const auto place = word.text.find("{}"); place != std::string::npos) {
      word.text.replace(place, 2, 1, unknown_piece);
      word.shown = "what find finds";
    }
    out.push_back(std::move(word));
  }
  return out;
}

static void judge_find(Call& call) {
  const auto& words = call.words();
  bool tests = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto& word = words[at];
    const auto& text = word.text;
    if (!text.starts_with("-") && text != "!" && text != "(" && text != ")") {
      if (tests && !word.known()) return call.not_known("what " + word.shown + " tells find to do");
      if (!tests && word.several && words.size() > at + 1 && at > 0)
        return call.not_known("what " + word.shown + " tells find to do");
      continue;
    }
    if (text == "-H" || text == "-L" || text == "-P") continue;
    tests = true;
    if (text == "-execdir") call.moves();
    if (text == "-exec" || text == "-execdir") {
      call.run_with(command_of(words, at), {.kind = Input::Kind::text});
    } else if (text == "-ok" || text == "-okdir") {
      call.run_with(command_of(words, at), {.kind = Input::Kind::text});
      call.add({.terminal = "asks at the terminal"});
    } else if (text == "-delete") {
      call.does(Effect::destroys, "deletes the files that it finds");
    } else if (text.starts_with("-fprint") || text == "-fls") {
      call.does(Effect::changes, "writes a file");
    } else if (text.starts_with("-") && text.size() > 1 && takes_value(text)) {
      ++at;
    } else if (text.starts_with("-") && !takes_no_value(text)) {
      return call.not_known("what " + word.shown + " tells find to do");
    }
  }
  call.reads();
}

extern const Program find{.names = "find gfind", .judge = judge_find};

}  // namespace commands
