// Programs that show something again and again, unless told how often.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form repeating_tail[] = {
    {.words = "",
     .options = "-f,-F,--follow?:endless -n,--lines= -c,--bytes= -q -v --pid=:ends --retry:endless "
                "-s,--sleep-interval= -z -#"},
};

static constexpr Form repeating_top[] = {
    {.words = "",
     .options = "-n,--iterations=:ends -b,--batch -o= -p= -u= -c -H -d= -w? -1 -i -E= -e= -s",
     .never_ends = "top shows figures again and again"},
};

static constexpr Form repeating_ping[] = {
    {.words = "",
     .options = "-c,--count=:ends -i= -w=:ends -W= -s= -q -4 -6 -n -I= -t= -v -D -O",
     .never_ends = "ping repeats"},
};

static constexpr Form repeating_slabtop[] = {
    {.words = "", .options = "-o,--once:ends -d= -s=", .never_ends = "slabtop repeats"},
};

static constexpr Form repeating_ncdu[] = {
    {.words = "", .effect = Effect::reads, .does = "", .options = "-* --*", .terminal = "needs a terminal"},
};

static constexpr Form repeating_journalctl[] = {
    {.words = "",
     .options = "-f,--follow:endless -fu=:endless -u,--unit= -n,--lines? -n= -r,--reverse -o,--output= -b,--boot? "
                "-k,--dmesg -p,--priority= -S,--since= -U,--until= -x,--catalog -e,--pager-end -a,--all -q,--quiet "
                "-g,--grep= --no-pager --utc -t,--identifier= --user --system --user-unit= --disk-usage --list-boots "
                "-M= --no-hostname --case-sensitive? -D= --file= -F,--field= --output-fields= --header --verify "
                "--vacuum-size=:destroys --vacuum-time=:destroys --vacuum-files=:destroys --rotate:changes "
                "--flush:changes --sync:changes --update-catalog:changes --setup-keys:changes -m,--merge -N,--fields "
                "--cursor= --after-cursor= --show-cursor --no-full --full -l"},
};

static constexpr Form repeating_dmesg[] = {
    {.words = "",
     .options = "-T,--ctime -H,--human -w,--follow:endless -W:endless --follow-new:endless -l,--level= "
                "-f,--facility= -k -x -t -L? --color? -n,--console-level=:changes -c,--read-clear:destroys "
                "-C,--clear:destroys -D:changes -E:changes -P --nopager --since= --until= -r -u -e -i -J"},
};

static constexpr Form repeating_lsof[] = {
    {.words = "",
     .options = "-i? -n -P -p= -u= -c= -t -a -s? -d= -r:endless -D= -g= -l -N -R -T? -U -V -w -k,--kill:destroys -m "
                "-v -4 -6 -n= --namespace="},
};

static constexpr Form repeating_yes[] = {
    {.words = "", .never_ends = "yes repeats"},
};

static constexpr Form repeating_pv[] = {
    {.words = "", .options = "-* --*"},
};

static constexpr Form repeating_inotifywait[] = {
    {.words = "", .options = "-m:endless -r -e= -q --format= --timefmt= -t="},
};

static constexpr Form repeating_tcpdump[] = {
    {.words = "",
     .options = "-c=:ends -i= -n -nn -v -vv -s= -A -X -q -t -l -w=:writes -r=:ends -D:only",
     .never_ends = "shows packets as they come"},
};

static constexpr Form repeating_free[] = {
    {.words = ".", .options = "-s,--seconds=:endless -c,--count=:ends -* --*"},
};

static constexpr Form repeating_stern[] = {
    {.words = "",
     .options = "-n,--namespace= --context= --kubeconfig= -l,--selector= -c,--container= -s,--since= --tail= "
                "-t,--timestamps? "
                "-o,--output= -i,--include= -e,--exclude= -A,--all-namespaces --no-follow:ends --color= --template=",
     .never_ends = "stern follows logs"},
};

static void judge_repeating(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"tail", repeating_tail},       {"top", repeating_top},        {"htop", repeating_top},
      {"btop", repeating_top},        {"atop", repeating_top},       {"iotop", repeating_top},
      {"ping", repeating_ping},       {"ping6", repeating_ping},     {"slabtop", repeating_slabtop},
      {"ncdu", repeating_ncdu},       {"nethogs", repeating_ncdu},   {"iftop", repeating_ncdu},
      {"nload", repeating_ncdu},      {"bmon", repeating_ncdu},      {"glances", repeating_ncdu},
      {"nmon", repeating_ncdu},       {"pg_top", repeating_ncdu},    {"pg_activity", repeating_ncdu},
      {"pgcenter", repeating_ncdu},   {"powertop", repeating_ncdu},  {"journalctl", repeating_journalctl},
      {"dmesg", repeating_dmesg},     {"lsof", repeating_lsof},      {"fuser", repeating_lsof},
      {"yes", repeating_yes},         {"pv", repeating_pv},          {"inotifywait", repeating_inotifywait},
      {"tcpdump", repeating_tcpdump}, {"tshark", repeating_tcpdump}, {"ngrep", repeating_tcpdump},
      {"free", repeating_free},       {"stern", repeating_stern},
  };
  call.by_forms_of({.names = "repeating", .options = "--version:only --help:only ", .forms = forms.at(call.name())});
}

extern const Program repeating{
    .names =
        "tail top htop btop atop iotop ping ping6 slabtop ncdu nethogs iftop nload bmon glances nmon pg_top "
        "pg_activity pgcenter powertop journalctl dmesg lsof fuser yes pv inotifywait tcpdump tshark ngrep free "
        "stern",
    .options = "--version:only --help:only ",
    .judge = judge_repeating};

}  // namespace commands
