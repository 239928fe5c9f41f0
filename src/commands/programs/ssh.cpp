// Other hosts: what is run there, copied there, kept open to there.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

static constexpr std::string_view ssh_options =
    "-4 -6 -A -a -C -f -G -g -K -k -M -N:endless -n -q -s -T -t:terminal -tt:terminal -V:only -v -vv -vvv -X -x -Y "
    "-y -B= -b= -c= -D= "
    "-E=:writes -e= -F=:unknown -I=:unknown -i= -J= -L= -l= -m= -O= -o= -p= -Q= -R= -S= -W= -w=";

static void judge_ssh(Call& call) {
  const auto options = read_options(call.words(), {.options = ssh_options, .stops = true});
  if (call.refuses(options)) return;
  for (const auto& value : options.values("-o")) {
    if (base::to_lower(value.text).find("command") != std::string::npos)
      return call.not_known("what " + value.shown + " runs");
  }
  auto behind = words_from(call.words(), options.first_operand);
  if (behind.empty()) return call.add_with_marks(options, {});
  const auto host = behind[0].shown;
  // Options may stand behind the host as well.
  const auto more = read_options(words_from(behind, 1), {.options = ssh_options, .stops = true});
  if (call.refuses(more)) return;
  behind = words_from(words_from(behind, 1), more.first_operand);
  const std::string where = "host " + host;
  const bool tunnel = options.has("-N") || more.has("-N");
  const bool backgrounds = options.has("-f") || more.has("-f");
  if (tunnel) {
    CommandJudgement held{.elsewhere = where};
    if (backgrounds)
      held.effect = Effect::changes, held.does = "leaves a tunnel open in the background";
    else
      held.never_ends = "holds a tunnel open";
    return call.add(std::move(held));
  }
  if (!options.given.empty()) call.add_with_marks(options, {.elsewhere = where});
  if (!more.given.empty()) call.add_with_marks(more, {.elsewhere = where});
  if (behind.empty()) {
    if (call.input().kind != Input::Kind::none) return call.run_input(where);
    return call.add({.elsewhere = where, .session = "a shell on " + host});
  }
  // The other host's shell reads the words as one text.
  Argument text{.line = behind[0].line};
  for (const auto& word : behind) {
    if (!text.text.empty()) text.text += ' ', text.shown += ' ';
    text.text += word.text;
    text.shown += word.shown;
    text.pattern = text.pattern || word.pattern;
  }
  // A value that is put into it is another command only where it holds one: it is judged as a word.
  call.run_text(text, true, where);
}

static void judge_remote(Call& call) {
  if (call.name() == "ssh" || call.name() == "autossh") return judge_ssh(call);
  if (call.name() == "sshpass") {
    const auto options = read_options(call.words(), {.options = "-e -v -p= -f= -d= -P=", .stops = true});
    if (call.refuses(options)) return;
    return call.run(words_from(call.words(), options.first_operand));
  }
  if (call.name() == "mosh") return call.add({.session = "a shell on another host"});
  if (call.name() == "sftp" || call.name() == "ftp" || call.name() == "lftp")
    return call.add({.effect = Effect::unknown,
                     .not_known = "what " + call.name() + " is told to do",
                     .session = "a session with another host"});
  if (call.name() == "ssh-copy-id") return call.does(Effect::changes, "adds a key to the accounts of another host");
  call.not_known("what " + call.name() + " does");
}

extern const Program ssh{.names = "ssh autossh sshpass mosh sftp ftp lftp ssh-copy-id", .judge = judge_remote};

}  // namespace commands
