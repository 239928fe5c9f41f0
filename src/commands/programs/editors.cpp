// Editors, pagers and programs for the keyboard.
#include <algorithm>
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form editors_less[] = {
    {.words = "", .options = "-* --*", .terminal = "shows it page by page at a terminal"},
};

static constexpr Form editors_vi[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "opens {*} in an editor",
     .terminal = "needs an editor at a terminal"},
};

static constexpr Form editors_man[] = {
    {.words = "", .options = "-k -f -a -w -H?:unknown --html?:unknown -P=:unknown --pager=:unknown -* --*"},
};

static constexpr Form editors_mc[] = {
    {.words = "", .effect = Effect::unknown, .does = "what is chosen in {*}", .terminal = "needs a terminal"},
};

static constexpr Form editors_script[] = {
    {.words = "", .effect = Effect::unknown, .does = "what script runs", .session = "a shell that is recorded"},
};

static constexpr Form editors_clear[] = {
    {.words = "", .options = "-* --*"},
};

static constexpr Form editors_expect[] = {
    {.words = "", .effect = Effect::unknown, .does = "what {*} does"},
};

static constexpr Form editors_code[] = {
    {.words = "", .effect = Effect::reads, .does = "", .options = "-* --*", .terminal = "opens a window"},
};

// A session that stays; what it is given to run is a text or words.
static void judge_multiplexer(Call& call) {
  const auto& words = call.words();
  static constexpr Form shows[] = {
      {.words = "ls|list-sessions|list-windows|list-panes|capture-pane|has-session|display-message|show-options|-V",
       .options = "-* --*"}};
  if (words.empty()) return call.add({.session = "a session of " + call.name()});
  if (words[0].is("-ls") || words[0].is("-list") || words[0].is("-v") || words[0].is("-V")) return call.reads();
  // Several commands in one, and texts of a format that run what stands in #(…).
  const bool more = std::any_of(words.begin(), words.end(), [](const auto& word) {
    return !word.known() || word.text.ends_with(';') || word.text.find("#(") != std::string::npos;
  });
  if (more) return call.not_known("what runs in the session of " + call.name());
  if (words[0].is("ls") || words[0].is("list-sessions") || words[0].is("has-session") || words[0].is("capture-pane"))
    return call.by_forms_of({.names = "shows", .forms = shows});
  const bool detached = std::any_of(words.begin(), words.end(), [](const auto& word) {
    return word.is("-d") || word.is("-dm") || word.is("-dmS") || word.is("send-keys") || word.is("kill-session") ||
           word.is("-X");
  });
  if (!detached) return call.add({.session = "a session of " + call.name()});
  call.not_known("what runs in the session of " + call.name());
}

static void judge_watch(Call& call) {
  const auto options =
      read_options(call.words(), {.options = "-n,--interval= -d,--differences? -t,--no-title -b,--beep -e,--errexit "
                                             "-g,--chgexit:ends -c,--color -x,--exec -p,--precise -w,--no-wrap",
                                  .stops = true});
  if (call.refuses(options)) return;
  call.add_with_marks(options, {.never_ends = "watch repeats"});
  auto words = words_from(call.words(), options.first_operand);
  if (options.has("-x")) return call.run(std::move(words));
  Argument text{.line = call.line()};
  for (const auto& word : words) {
    text.text += word.text + " ";
    text.shown += word.shown + " ";
  }
  call.run_text(text);
}

static void judge_editors(Call& call) {
  const auto& name = call.name();
  if (name == "watch") return judge_watch(call);
  if (name == "screen" || name == "tmux" || name == "zellij" || name == "byobu") return judge_multiplexer(call);
  const bool pages = name == "less" || name == "more" || name == "most";
  if (pages && call.input().kind != Input::Kind::none) return call.reads();
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"less", editors_less},  {"more", editors_less},     {"most", editors_less},     {"vi", editors_vi},
      {"vim", editors_vi},     {"nvim", editors_vi},       {"view", editors_vi},       {"nano", editors_vi},
      {"emacs", editors_vi},   {"pico", editors_vi},       {"joe", editors_vi},        {"mcedit", editors_vi},
      {"ed", editors_vi},      {"ex", editors_vi},         {"micro", editors_vi},      {"helix", editors_vi},
      {"hx", editors_vi},      {"vipw", editors_vi},       {"vigr", editors_vi},       {"man", editors_man},
      {"info", editors_man},   {"dialog", editors_mc},     {"whiptail", editors_mc},   {"fzf", editors_mc},
      {"gum", editors_mc},     {"script", editors_script}, {"clear", editors_clear},   {"reset", editors_clear},
      {"tput", editors_clear}, {"stty", editors_clear},    {"tset", editors_clear},    {"expect", editors_expect},
      {"code", editors_code},  {"open", editors_code},     {"xdg-open", editors_code},
  };
  call.by_forms_of({.names = "editors", .options = "--version:only --help:only ", .forms = forms.at(call.name())});
}

extern const Program editors{.names =
                                 "less more most vi vim nvim view nano emacs pico joe mcedit ed ex micro helix hx "
                                 "vipw vigr man info screen tmux zellij byobu dialog whiptail fzf gum script "
                                 "watch clear reset tput stty tset expect code open xdg-open",
                             .options = "--version:only --help:only ",
                             .judge = judge_editors};

}  // namespace commands
