// Stores of objects: MinIO's mc, s3cmd, s5cmd.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form object_stores_mc[] = {
    {.words = ".", .terminal = "needs a terminal"},
    {.words = "ls|stat|du|cat|head|tree|diff|ping|ready|sql", .options = "--watch:endless -* --*"},
    {.words = "find", .options = "--exec=:unknown --watch:endless -* --*"},
    {.words = "alias|ilm|tag|policy|anonymous|quota|version|encrypt|event|retention|legalhold|replicate "
              "list|ls|get|info|status",
     .options = "-* --*"},
    {.words = "ilm|admin rule|tier|user|group|policy|config|bucket list|ls|get|info", .options = "-* --*"},
    {.words = "admin info|prometheus", .options = "-* --*"},
    {.words = "watch", .never_ends = "shows changes as they come"},
    {.words = "admin trace|logs|console", .never_ends = "shows what comes"},
    {.words = "rm|rb|undo",
     .effect = Effect::destroys,
     .does = "removes {*}",
     .options = "--dry-run:only --fake:only"},
    {.words = "* rm|remove|delete|clear|reset|stop", .effect = Effect::destroys, .does = "runs mc {0} {*}"},
    {.words = "admin * rm|remove|delete|clear|stop", .effect = Effect::destroys, .does = "runs mc {0} {*}"},
    {.words = "mirror|mv", .effect = Effect::destroys, .does = "runs mc {0} {*}", .options = "--dry-run:only"},
    {.words = "*", .effect = Effect::changes, .does = "runs mc {0} {*}"},
};

static constexpr Form object_stores_s3cmd[] = {
    {.words = "ls|la|info|du|getlifecycle|multipart|getpolicy|getcors|cflist|cfinfo",
     .options = "-c,--config=:unknown -* --*"},
    {.words = "del|rm|rb|sync|mv|expire|dellifecycle|delpolicy|abortmp",
     .effect = Effect::destroys,
     .does = "runs s3cmd {0} {*}",
     .options = "-n,--dry-run:only"},
    {.words = "*", .effect = Effect::changes, .does = "runs s3cmd {0} {*}", .options = "-n,--dry-run:only"},
};

static constexpr Form object_stores_s5cmd[] = {
    {.words = "ls|du|head|cat|version|select", .options = "-* --*"},
    {.words = "rm|rb|sync|mv", .effect = Effect::destroys, .does = "runs s5cmd {0} {*}", .options = "--dry-run:only"},
    {.words = "*", .effect = Effect::changes, .does = "runs s5cmd {0} {*}", .options = "--dry-run:only"},
};

static void judge_object_stores(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{{"mc", object_stores_mc},
                                                                       {"mcli", object_stores_mc},
                                                                       {"s3cmd", object_stores_s3cmd},
                                                                       {"s5cmd", object_stores_s5cmd}};
  call.by_forms_of({.names = "object_stores",
                    .options = "--json --quiet --no-color --insecure --debug --endpoint-url= --profile= "
                               "-C,--config-dir= -h,--help:only --version:only ",
                    .forms = forms.at(call.name())});
}

extern const Program object_stores{
    .names = "mc mcli s3cmd s5cmd", .options = "-h,--help:only --version:only ", .judge = judge_object_stores};

}  // namespace commands
