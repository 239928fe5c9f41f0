// Programs that run another one, which they are given as it would be typed: with a time limit, another environment,
// another priority.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

namespace {

struct Wrapper {
  std::string_view options;
  std::size_t operands = 0;  // that stand before the command: the limit of timeout
};

const std::map<std::string_view, Wrapper>& wrappers_by_name() {
  static const std::map<std::string_view, Wrapper> all{
      {"timeout",
       {"-s,--signal= -k,--kill-after= -v,--verbose --preserve-status --foreground --help:only --version:only", 1}},
      {"gtimeout", {"-s,--signal= -k,--kill-after= -v,--verbose --preserve-status --foreground", 1}},
      {"nice", {"-n,--adjustment= -# --help:only", 0}},
      {"ionice", {"-c,--class= -n,--classdata= -t,--ignore", 0}},
      {"nohup", {"--help:only --version:only", 0}},
      {"setsid", {"-c,--ctty -f,--fork -w,--wait", 0}},
      {"stdbuf", {"-i,--input= -o,--output= -e,--error=", 0}},
      {"unbuffer", {"-p", 0}},
      {"time", {"-p -v,--verbose -f,--format=", 0}},
      {"chrt", {"-b,--batch -i,--idle -f,--fifo -r,--rr -o,--other", 1}},
      {"taskset", {"-c,--cpu-list", 1}},
      {"systemd-inhibit", {"--what= --who= --why= --mode=", 0}},
      {"caffeinate", {"-d -i -m -s -u -t=", 0}},
      {"builtin", {"", 0}},
      {"exec", {"-a= -c -l", 0}},
      {"envdir", {"", 1}},
      {"chronic", {"-e -v", 0}},
      {"ltrace", {"-o=:writes -f", 0}},
      {"faketime", {"-f -m", 1}},
      {"dotenv", {"-e= -f=", 0}},
      {"direnv", {"", 0}},
      {"flock",
       {"-n,--nonblock -w,--timeout= -x,--exclusive -s,--shared -E,--conflict-exit-code= -o,--close -F,--no-fork "
        "--verbose -u",
        1}},
      {"strace", {"-f -ff -c -t -tt -T -r -y -v -q -e= -p=:endless -o=:writes -s=", 0}},
      {"numactl",
       {"-i,--interleave= -N,--cpunodebind= -m,--membind= -l,--localalloc -H,--hardware:only -s,--show:only", 0}},
  };
  return all;
}

}  // namespace

// VAR=value … command: what they set goes to the command.
static void judge_env(Call& call) {
  const auto options = read_options(
      call.words(),
      {.options =
           "-i,--ignore-environment -u,--unset= -C,--chdir= -0,--null -v,--debug -S,--split-string= --help:only",
       .stops = true});
  if (call.refuses(options)) return;
  if (options.has("-C")) call.moves();
  for (const auto& text : options.values("-S")) call.run_text(text);
  auto words = words_from(call.words(), options.first_operand);
  while (!words.empty() && words[0].text.find('=') != std::string::npos) {
    const auto equals = words[0].text.find('=');
    if (const auto what = what_it_steers(words[0].text.substr(0, equals), words[0].text.substr(equals + 1));
        !what.empty())
      call.not_known(what);
    words.erase(words.begin());
  }
  if (words.empty()) return call.reads();
  call.run(std::move(words));
}

// command -v only looks.
static void judge_command(Call& call) {
  const auto options = read_options(call.words(), {.options = "-v -V -p", .stops = true});
  if (call.refuses(options)) return;
  if (options.has("-v") || options.has("-V")) return call.reads();
  call.run(words_from(call.words(), options.first_operand));
}

// timeout 0 has no limit.
static bool sets_limit(const Call& call, const Options& options) {
  if (!call.name().ends_with("timeout") || options.first_operand >= call.words().size()) return false;
  const auto& limit = call.words()[options.first_operand];
  return limit.known() && limit.text.find_first_of("123456789") != std::string::npos;
}

static void judge_wrappers(Call& call) {
  if (call.name() == "env") return judge_env(call);
  if (call.name() == "command") return judge_command(call);
  const auto& wrapper = wrappers_by_name().at(call.name());
  const auto options = read_options(call.words(), {.options = wrapper.options, .stops = true});
  if (call.refuses(options)) return;
  const auto only =
      std::any_of(options.given.begin(), options.given.end(), [](const auto& each) { return each.mark == "only"; });
  auto words = words_from(call.words(), options.first_operand + wrapper.operands);
  if (call.name() == "flock" && !words.empty() && words[0].text.starts_with("-c") && words.size() > 1)
    return call.run_text(words[1]);
  if (call.name() == "direnv") words = words_from(call.words(), 2);
  if (words.empty() || only) return call.add_with_marks(options, {});
  if (!options.given.empty()) call.add_with_marks(options, {});
  if (sets_limit(call, options)) return call.run_limited(std::move(words));
  call.run(std::move(words));
}

extern const Program wrappers{
    .names =
        "timeout gtimeout nice ionice nohup setsid stdbuf unbuffer time chrt taskset systemd-inhibit caffeinate "
        "builtin exec envdir chronic ltrace faketime dotenv direnv flock strace numactl env command",
    .judge = judge_wrappers};

}  // namespace commands
