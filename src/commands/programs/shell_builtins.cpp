// What the shell does itself: variables, options, files that it reads, traps.
#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

// The variable gets a value that is not known: PATH may lead anywhere then.
static void forget(Call& call, const std::string& written) {
  const auto name = written.substr(0, written.find_first_of("=["));
  call.state().variables[name] = std::string(1, unknown_piece);
  if (written.find('[') != std::string::npos &&
      written.find_first_of("$`\x1a", written.find('[')) < written.find('='))
    call.not_known(fmt::format("what the index in {} runs", written));
  const auto equals = written.find('=');
  const auto value = equals == std::string::npos ? "./" + std::string(1, unknown_piece) : written.substr(equals + 1);
  if (const auto what = what_it_steers(name, value); !what.empty()) call.not_known(what);
}

// eval joins its words; trap has a text for later.
static void judge_eval(Call& call) {
  Argument text{.line = call.line()};
  std::vector<std::string> shown;
  for (const auto& word : call.words()) {
    if (!text.text.empty()) text.text += ' ';
    text.text += word.text;
    text.pattern = text.pattern || word.pattern;
    shown.push_back(word.shown);
  }
  text.shown = fmt::format("{}", fmt::join(shown, " "));
  call.run_text(text, false);
}

static void judge_trap(Call& call) {
  auto words = call.words();
  if (!words.empty() && words[0].is("--")) words.erase(words.begin());
  if (words.size() < 2 || words[0].is("-") || words[0].is("-p") || words[0].is("-l")) return call.reads();
  call.state().traps.push_back(words[0].text);
  call.run_text(words[0], false);
}

// Reads lines; each changes variables.
static void judge_read(Call& call) {
  const auto options =
      read_options(call.words(), {.options = "-r -s -e -a= -d= -i= -n= -N= -p= -t= -u= -O= -c= -C="});
  // mapfile -C runs what it is given; of getopts it is an operand.
  if (options.has("-C")) call.run_text(options.values("-C").front(), false);
  if (options.operands.empty()) forget(call, "REPLY");
  for (const auto& word : options.operands) forget(call, word.text);
  for (const auto& word : options.values("-a")) forget(call, word.text);
  if (call.input().kind == Input::Kind::none && call.name() == "read" && !options.has("-u"))
    return call.add({.terminal = "waits for an answer at the terminal"});
  call.reads();
}

static void judge_source(Call& call) {
  if (call.words().empty()) return call.reads();
  call.run_file_here(call.words()[0]);
}

// To a folder that is named; one that is not there ends the step, or nothing is found in it.
static void judge_cd(Call& call) {
  auto& state = call.state();
  const auto& words = call.words();
  const bool plain = words.size() == 1 && words[0].known() && !words[0].made() && !words[0].text.starts_with("-") &&
                     !words[0].several && words[0].text.find('~') == std::string::npos && !words[0].text.empty() &&
                     !state.variables.contains("CDPATH");
  state.moved = state.moved || !plain;
  if (plain && !state.moved)
    state.folder = (std::filesystem::path(state.folder) / words[0].text).lexically_normal().string();
  if (state.folder.size() > 1 && state.folder.ends_with('/')) state.folder.pop_back();
  if (state.folder == ".") state.folder.clear();
  call.reads();
}

// declare -n r=PATH: r=… sets PATH.
static bool refers(const Call& call) {
  if (call.name() != "declare" && call.name() != "typeset" && call.name() != "local") return false;
  return std::ranges::any_of(call.words(), [](const auto& word) {
    return word.text.starts_with('-') && !word.text.starts_with("--") && word.text.find('n') != std::string::npos;
  });
}

static void judge_shell_builtins(Call& call) {
  const auto& name = call.name();
  if (name == "eval") return judge_eval(call);
  if (name == "trap") return judge_trap(call);
  if (name == "read" || name == "mapfile" || name == "readarray" || name == "getopts") return judge_read(call);
  if (name == "source" || name == ".") return judge_source(call);
  if (name == "alias") {
    for (const auto& word : call.words()) {
      if (word.text.find('=') != std::string::npos)
        call.state().aliases.insert(word.text.substr(0, word.text.find('=')));
    }
    return call.reads();
  }
  if (name == "set" || name == "shift") {
    const bool changes =
        name == "shift" || std::any_of(call.words().begin(), call.words().end(), [](const auto& word) {
          return !word.text.starts_with("-") && !word.text.starts_with("+");
        });
    if (changes) call.state().positional.reset();
    return call.reads();
  }
  if (name == "coproc" || name == "enable" || name == "bind" || name == "complete" || name == "fc")
    return call.not_known(fmt::format("what {} does here", name));
  if (name == "pushd" || name == "popd") call.state().moved = true;
  if (name == "cd") return judge_cd(call);
  if (name == "hash") {
    const bool points =
        std::ranges::any_of(call.words(), [](const auto& word) { return word.text.starts_with("-p"); });
    return points ? call.not_known("what stands where hash -p points") : call.reads();
  }
  if (name == "unalias") return call.reads();
  if (refers(call)) return call.not_known("which variable it sets by another name");
  for (const auto& word : call.words()) {  // unset, let, export NAME
    const bool declares = name == "export" || name == "readonly";
    const bool sets = !declares || word.text.find('=') != std::string::npos;
    if (!word.text.starts_with("-") && sets && name != "unset") forget(call, word.text);
    if (name == "unset") call.state().variables[word.text] = std::string(1, unknown_piece);
  }
  if (name == "unset") {
    for (const auto& word : call.words()) call.state().functions.own().erase(word.text);
  }
  call.reads();
}

extern const Program shell_builtins{.names =
                                        "eval trap read mapfile readarray getopts source . alias unalias set shift "
                                        "unset let export declare typeset local "
                                        "readonly coproc enable bind complete fc hash cd pushd popd dirs exit return "
                                        "break continue wait jobs fg bg disown "
                                        "umask ulimit shopt type times suspend logout caller",
                                    .judge = judge_shell_builtins};

}  // namespace commands
