// Programs that run another one as somebody else. Without one they open a shell.
#include <algorithm>

#include "commands/call.h"

namespace commands {

static std::vector<Argument> behind_assignments(std::vector<Argument> words) {
  while (!words.empty() && words[0].text.find('=') != std::string::npos && !words[0].text.starts_with("-") &&
         words[0].text.find('/') == std::string::npos)
    words.erase(words.begin());
  return words;
}

static void judge_su(Call& call) {
  const auto options =
      read_options(call.words(), {.options = "-,-l,--login -c,--command= -s,--shell= -g,--group= -G,--supp-group= "
                                             "-p,-m,--preserve-environment -P,--pty -w,--whitelist-environment= "
                                             "--session-command= -f,--fast -h,--help:only -V,--version:only"});
  if (call.refuses(options)) return;
  if (options.has("-") || options.has("-l") ||
      std::ranges::any_of(call.words(), [](const Argument& word) { return word.is("-"); }))
    call.moves();
  const auto commands = options.values(options.has("-c") ? "-c" : "--session-command");
  if (!commands.empty()) return call.run_text(commands.front());
  if (call.input().kind != Input::Kind::none) return call.run_input();
  call.add({.session = "a shell of another user"});
}

static void judge_runuser(Call& call) {
  const auto options =
      read_options(call.words(), {.options = "-u,--user= -g,--group= -G,--supp-group= -", .stops = true});
  if (options.has("-u")) {
    if (call.refuses(options)) return;
    return call.run(words_from(call.words(), options.first_operand));
  }
  judge_su(call);
}

static void judge_sudo(Call& call) {
  if (call.name() == "su") return judge_su(call);
  if (call.name() == "runuser") return judge_runuser(call);
  if (call.name() == "gosu" || call.name() == "su-exec") return call.run(words_from(call.words(), 1));
  if (call.name() == "setpriv") {
    const auto options =
        read_options(call.words(), {.options = "--reuid= --regid= --clear-groups --init-groups --keep-groups "
                                               "--groups= --reset-env --no-new-privs -d,--dump",
                                    .stops = true});
    if (call.refuses(options)) return;
    return call.run(words_from(call.words(), options.first_operand));
  }
  const auto options = read_options(
      call.words(),
      {.options =
           "-u,--user= -g,--group= -h,--host= -p,--prompt= -C,--close-from= -D,--chdir= -R,--chroot= "
           "-r,--role= -t,--type= -T,--command-timeout= -U,--other-user= -E -H,--set-home -n,--non-interactive "
           "-k,--reset-timestamp -K,--remove-timestamp -P,--preserve-groups -S,--stdin -A,--askpass -b,--background "
           "-i,--login -s,--shell -l,--list -v,--validate -V,--version:only --help:only --preserve-env? -B -N",
       .stops = true});
  if (call.refuses(options)) return;
  if (options.has("-i") || options.has("-D") || options.has("-R")) call.moves();
  auto words = behind_assignments(words_from(call.words(), options.first_operand));
  if (!words.empty()) return call.run(std::move(words));
  if (!options.has("-i") && !options.has("-s")) return call.add_with_marks(options, {});
  if (call.input().kind != Input::Kind::none) return call.run_input();
  call.add({.session = "a shell of another user"});
}

extern const Program sudo{.names = "sudo doas su runuser gosu su-exec setpriv", .judge = judge_sudo};

}  // namespace commands
