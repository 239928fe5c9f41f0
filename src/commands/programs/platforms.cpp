// Heroku, Fly and their like: applications that somebody else runs.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form platforms_heroku[] = {
    {.words =
         "apps|apps:info|config|config:get|pg|pg:info|pg:ps|pg:diagnose|pg:locks|pg:blocking|pg:long-running-queries|"
         "pg:bloat|pg:cache-hit|pg:outliers|pg:table-size|pg:index-size|pg:settings|pg:wait|pg:backups|pg:backups:"
         "info|pg:backups:schedules|pg:backups:url|pg:credentials|pg:connection-pooling|pg:maintenance|ps|releases|"
         "releases:info|status|addons|addons:info|info|maintenance|domains|version|help|regions|whoami|features|"
         "redis:info|pg:vacuum-stats|pg:unused-indexes|pg:seq-scans|pg:total-table-size|pg:upgrade:dryrun",
     .options = "-s,--shell -j,--json -n= --num= -x,--extended --verbose"},
    {.words = "logs", .options = "-t,--tail:endless -n,--num= -s,--source= -d,--dyno= -p="},
    {.words = "pg:psql",
     .effect = Effect::reads,
     .does = "",
     .options = "-c,--command=:unknown",
     .session = "a session of psql"},
    {.words = "pg:reset|apps:destroy|addons:destroy|pg:backups:delete|pg:backups:restore|pg:copy|pg:unfollow|addons:"
              "detach|pg:credentials:destroy|apps:delete|pg:killall",
     .effect = Effect::destroys,
     .does = "runs heroku {0} {1}",
     .options = "--confirm="},
    {.words = "run|run:detached|run:inside", .effect = Effect::unknown, .does = "what runs on Heroku: {*}"},
    {.words = "ps:exec|console", .effect = Effect::reads, .does = "", .session = "a shell on Heroku"},
    {.words = "*", .effect = Effect::changes, .does = "runs heroku {0} {*}"},
};

static constexpr Form platforms_flyctl[] = {
    {.words = "status|info|list|version|releases|checks|doctor|history|platform", .options = "-j,--json --all"},
    {.words = "auth whoami"},
    {.words = "apps|machine|machines|volumes|volume|ips|secrets|postgres|pg|config|image|scale|regions|orgs|certs|"
              "mpg list|show|status|ls|check",
     .options = "-j,--json"},
    {.words = "logs",
     .effect = Effect::reads,
     .does = "",
     .options = "--no-tail:ends -n:ends -i,--instance= --region=",
     .never_ends = "follows the log"},
    {.words = "proxy", .effect = Effect::reads, .does = "", .never_ends = "holds a port open"},
    {.words = "postgres|pg connect", .effect = Effect::reads, .does = "", .session = "a session of psql"},
    {.words = "ssh console",
     .effect = Effect::unknown,
     .does = "what runs on the machine",
     .options = "-C,--command=",
     .session = "a shell on the machine"},
    {.words = "* destroy|delete|remove|rm|unset", .effect = Effect::destroys, .does = "runs {0} {*}"},
    {.words = "destroy", .effect = Effect::destroys, .does = "destroys {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs fly {0} {*}"},
};

static constexpr Form platforms_vercel[] = {
    {.words = "ls|list|inspect|status|whoami|help|apps|app", .options = "-* --*"},
    {.words = "logs", .options = "--recent:ends --no-follow:ends -* --*", .never_ends = "follows the log"},
    {.words = "*", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr Form platforms_gh[] = {
    {.words = "pr|issue|run|repo|release|workflow|secret|variable|gist|auth|cache|ruleset|label|mr|ci|pipeline "
              "list|view|status|checks|diff|get",
     .options = "-* --*"},
    {.words = "status|search|version|help|browse", .options = "-* --*"},
    {.words = "* delete|remove|archive|close", .effect = Effect::destroys, .does = "runs {0} {*}"},
    {.words = "run watch *", .options = "--exit-status -i,--interval= --compact"},
    {.words = "*", .effect = Effect::changes, .does = "runs gh {0} {*}"},
};

static void judge_platforms(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"heroku", platforms_heroku}, {"flyctl", platforms_flyctl},  {"fly", platforms_flyctl},
      {"vercel", platforms_vercel}, {"netlify", platforms_vercel}, {"wrangler", platforms_vercel},
      {"cf", platforms_vercel},     {"eb", platforms_vercel},      {"gh-pages", platforms_vercel},
      {"gh", platforms_gh},         {"glab", platforms_gh},
  };
  call.by_forms_of({.names = "platforms",
                    .options = "-a,--app= -r,--remote= -c,--config= -t,--access-token= -h,--help:only ",
                    .forms = forms.at(call.name())});
}

extern const Program platforms{.names = "heroku flyctl fly vercel netlify wrangler cf eb gh-pages gh glab",
                               .options = "-a,--app= -r,--remote= -c,--config= -t,--access-token= -h,--help:only ",
                               .judge = judge_platforms};

}  // namespace commands
