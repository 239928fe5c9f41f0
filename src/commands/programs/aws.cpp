// Amazon Web Services: what is listed, changed and deleted there.
#include "commands/program.h"

namespace commands {

static constexpr Form forms_of_aws[] = {
    {.words = "s3 ls|presign",
     .options = "--recursive --human-readable --summarize --page-size= --request-payer= --expires-in="},
    {.words = "s3 rm|rb|mv",
     .effect = Effect::destroys,
     .does = "runs {0} {*}",
     .options = "--recursive --force --dryrun:only --exclude= --include="},
    {.words = "s3 sync",
     .effect = Effect::changes,
     .does = "copies {1} to {2}",
     .options = "--delete:destroys --dryrun:only --exclude= --include= --exact-timestamps --size-only "
                "--storage-class= --acl="},
    {.words = "s3 cp|mb|website",
     .effect = Effect::changes,
     .does = "runs {0} {*}",
     .options = "--recursive --dryrun:only --exclude= --include= --storage-class= --acl="},
    {.words = "s3api get-object|get-object-torrent", .effect = Effect::changes, .does = "writes a file"},
    {.words = "secretsmanager get-random-password|batch-get-secret-value",
     .effect = Effect::changes,
     .does = "shows a secret"},
    {.words = "logs tail",
     .options =
         "--follow:endless --since= --format= --log-stream-names= --log-stream-name-prefix= --filter-pattern="},
    {.words = "sts get-*|decode-authorization-message", .options = "-* --*"},
    {.words = "sts assume-role*", .effect = Effect::changes, .does = "asks for the rights of another role"},
    {.words = "configure list|list-profiles|get"},
    {.words = "* "
              "describe-*|list-*|get-*|lookup-*|search-*|batch-get-*|head-*|filter-*|check-*|estimate-*|validate-*|"
              "view-*|ls|wait|scan|query|simulate-*",
     .options = "-* --*"},
    {.words = "* wait *", .options = "-* --*"},
    {.words = "* help"},
    {.words = "* "
              "delete-*|terminate-*|deregister-*|remove-*|purge-*|destroy-*|batch-delete-*|reset-*|wipe-*|schedule-"
              "key-deletion",
     .effect = Effect::destroys,
     .does = "runs aws {0} {1}"},
    {.words = "ssm start-session",
     .effect = Effect::changes,
     .does = "opens a session",
     .session = "a session on another machine"},
    {.words = "ecs execute-command",
     .effect = Effect::changes,
     .does = "runs a command in a container",
     .session = "a session in a container"},
    {.words = "rds-data *", .effect = Effect::unknown, .does = "what the SQL of aws {0} does"},
    {.words = "* *", .effect = Effect::changes, .does = "runs aws {0} {1}"},
};

extern const Program aws{
    .names = "aws awslocal",
    .options =
        "--profile= --region= --output= --endpoint-url=:url --query= --no-cli-pager --no-paginate --no-verify-ssl "
        "--debug --ca-bundle= --color= --cli-read-timeout= --cli-connect-timeout= --no-sign-request --version:only ",
    .forms = forms_of_aws};

}  // namespace commands
