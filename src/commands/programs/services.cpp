// systemd and its like: services that are looked at, started, stopped; the host itself.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form services_systemctl[] = {
    {.words = "status|show|cat|list-units|list-timers|list-unit-files|list-sockets|list-dependencies|list-jobs|list-"
              "machines|is-active|is-enabled|is-failed|is-system-running|get-default|help|show-environment",
     .options =
         "-n,--lines= -o,--output= -a,--all -t,--type= --state= -p,--property= --failed --value --plain --reverse "
         "--after --before -r,--recursive -s --no-ask-password --wait --show-types --with-dependencies"},
    {.words = ".", .options = "-a,--all -t,--type= --state= --failed --plain"},
    {.words = "stop|kill|isolate|halt|poweroff|reboot|kexec|suspend|hibernate|emergency|rescue|reset-failed|clean",
     .effect = Effect::destroys,
     .does = "runs systemctl {0} {*}",
     .options = "--now --force -f -s= --signal="},
    {.words = "*", .effect = Effect::changes, .does = "runs systemctl {0} {*}", .options = "--now --force"},
};

static constexpr Form services_service[] = {
    {.words = "* status"},
    {.words = ".", .options = "--status-all -l,--list"},
    {.words = "* start|restart|reload|force-reload|try-restart",
     .effect = Effect::changes,
     .does = "runs service {0}"},
    {.words = "* stop", .effect = Effect::destroys, .does = "stops {0}"},
    {.words = "", .effect = Effect::changes, .does = "runs service {*}"},
};

static constexpr Form services_supervisorctl[] = {
    {.words = "status|avail|version|pid|maintail|tail",
     .options = "-f:endless -c,--configuration= -s,--serverurl= -#"},
    {.words = "start|restart|reload|reread|update|add|signal",
     .effect = Effect::changes,
     .does = "runs supervisorctl {0} {*}"},
    {.words = "stop|shutdown|remove|clear", .effect = Effect::destroys, .does = "runs supervisorctl {0} {*}"},
    {.words = ".|fg", .effect = Effect::reads, .does = "", .session = "a session of supervisorctl"},
};

static constexpr Form services_pm2[] = {
    {.words = "list|ls|l|status|show|describe|jlist|prettylist|info|id|pid|report|env|slist", .options = "-* --*"},
    {.words = "logs|log",
     .effect = Effect::reads,
     .does = "",
     .options = "--nostream:ends --lines= --raw --err --out --json --timestamp",
     .never_ends = "follows the log"},
    {.words = "monit|dash", .effect = Effect::reads, .does = "", .terminal = "needs a terminal"},
    {.words = "delete|del|kill|flush|unstartup", .effect = Effect::destroys, .does = "runs pm2 {0} {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs pm2 {0} {*}"},
};

static constexpr Form services_loginctl[] = {
    {.words = ".", .options = "-* --*"},
    {.words = "list|list-*|status|show|show-*|query|statistics|blame|critical-chain|time|verify|info|dump|tree|plot|"
              "security|session-status|user-status",
     .options = "-* --*"},
    {.words = "", .effect = Effect::changes, .does = "runs {*}"},
};

static constexpr Form services_systemd_run[] = {
    {.words = "", .effect = Effect::unknown, .does = "what systemd-run starts: {*}"},
};

static constexpr Form services_initctl[] = {
    {.words = "status|list|version"},
    {.words = "", .effect = Effect::changes, .does = "runs initctl {*}"},
};

static constexpr Form services_monit[] = {
    {.words = "status|summary|report|validate-once", .options = "-* --*"},
    {.words = "", .effect = Effect::changes, .does = "runs monit {*}"},
};

static constexpr Form services_launchctl[] = {
    {.words = "list|print|blame"},
    {.words = "", .effect = Effect::changes, .does = "runs launchctl {*}"},
};

static constexpr Form services_kill[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "ends processes: {*}",
     .options = "-l,--list:only -L:only -# -0:only"},
};

static constexpr Form services_renice[] = {
    {.words = "", .effect = Effect::changes, .does = "changes the priority of {*}"},
};

static constexpr Form services_reboot[] = {
    {.words = "", .effect = Effect::destroys, .does = "ends or restarts the host"},
};

static constexpr Form services_shutdown[] = {
    {.words = "", .effect = Effect::destroys, .does = "ends or restarts the host", .options = "-c -h -r -P -k:only"},
};

static constexpr Form services_useradd[] = {
    {.words = "", .effect = Effect::changes, .does = "changes accounts: {*}"},
};

static constexpr Form services_userdel[] = {
    {.words = "", .effect = Effect::destroys, .does = "removes accounts: {*}"},
};

static constexpr Form services_sysctl[] = {
    {.words = "*=*", .effect = Effect::changes, .does = "sets {0}"},
    {.words = "",
     .options = "-a,--all -n,--values -N -e -q -r,--pattern= -w:changes --write:changes -p:changes --system:changes "
                "--load?:changes -b"},
};

static constexpr Form services_modprobe[] = {
    {.words = "", .effect = Effect::changes, .does = "changes modules of the kernel: {*}"},
};

static constexpr Form services_update_alternatives[] = {
    {.words = "",
     .options = "--display --list --query --get-selections -l --install:changes --set:changes --config:terminal "
                "--auto:changes --remove:destroys --remove-all:destroys"},
};

static constexpr Form services_setenforce[] = {
    {.words = "", .effect = Effect::changes, .does = "changes SELinux: {*}", .options = "-l:only"},
};

static constexpr Form services_grub_mkconfig[] = {
    {.words = "", .effect = Effect::changes, .does = "changes how the host starts"},
};

static void judge_services(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"systemctl", services_systemctl},
      {"service", services_service},
      {"rc-service", services_service},
      {"supervisorctl", services_supervisorctl},
      {"pm2", services_pm2},
      {"loginctl", services_loginctl},
      {"machinectl", services_loginctl},
      {"networkctl", services_loginctl},
      {"resolvectl", services_loginctl},
      {"busctl", services_loginctl},
      {"coredumpctl", services_loginctl},
      {"systemd-analyze", services_loginctl},
      {"bootctl", services_loginctl},
      {"systemd-run", services_systemd_run},
      {"initctl", services_initctl},
      {"monit", services_monit},
      {"launchctl", services_launchctl},
      {"kill", services_kill},
      {"pkill", services_kill},
      {"killall", services_kill},
      {"skill", services_kill},
      {"renice", services_renice},
      {"reboot", services_reboot},
      {"poweroff", services_reboot},
      {"halt", services_reboot},
      {"telinit", services_reboot},
      {"init", services_reboot},
      {"shutdown", services_shutdown},
      {"useradd", services_useradd},
      {"usermod", services_useradd},
      {"groupadd", services_useradd},
      {"groupmod", services_useradd},
      {"passwd", services_useradd},
      {"chpasswd", services_useradd},
      {"chsh", services_useradd},
      {"chage", services_useradd},
      {"visudo", services_useradd},
      {"adduser", services_useradd},
      {"addgroup", services_useradd},
      {"gpasswd", services_useradd},
      {"userdel", services_userdel},
      {"groupdel", services_userdel},
      {"deluser", services_userdel},
      {"delgroup", services_userdel},
      {"sysctl", services_sysctl},
      {"modprobe", services_modprobe},
      {"insmod", services_modprobe},
      {"rmmod", services_modprobe},
      {"update-alternatives", services_update_alternatives},
      {"alternatives", services_update_alternatives},
      {"setenforce", services_setenforce},
      {"setsebool", services_setenforce},
      {"semanage", services_setenforce},
      {"grub-mkconfig", services_grub_mkconfig},
      {"update-grub", services_grub_mkconfig},
      {"update-initramfs", services_grub_mkconfig},
      {"dracut", services_grub_mkconfig},
  };
  call.by_forms_of({.names = "services",
                    .options = "--no-pager --user --system -q,--quiet --help:only --version:only -l,--full "
                               "--no-legend -H,--host=:host -M= ",
                    .forms = forms.at(call.name())});
}

extern const Program services{
    .names =
        "systemctl service rc-service supervisorctl pm2 loginctl machinectl networkctl resolvectl busctl coredumpctl "
        "systemd-analyze bootctl systemd-run initctl monit launchctl kill pkill killall skill renice reboot poweroff "
        "halt telinit init shutdown useradd usermod groupadd groupmod passwd chpasswd chsh chage visudo adduser "
        "addgroup gpasswd userdel groupdel deluser delgroup sysctl modprobe insmod rmmod update-alternatives "
        "alternatives setenforce setsebool semanage grub-mkconfig update-grub update-initramfs dracut",
    .options =
        "--no-pager --user --system -q,--quiet --help:only --version:only -l,--full --no-legend -H,--host=:host -M= ",
    .judge = judge_services};

}  // namespace commands
