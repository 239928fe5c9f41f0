// Terraform, OpenTofu, Terragrunt: infrastructure from files.
#include "commands/program.h"

namespace commands {

static constexpr Form forms_of_terraform[] = {
    {.words = "plan",
     .options = "-out=:writes -destroy -var= -var-file= -target= -refresh= -refresh-only -lock= -lock-timeout= "
                "-parallelism= -detailed-exitcode -state= -replace= -generate-config-out=:writes -concise -no-color"},
    {.words = "state list|show", .options = "-state= -id="},
    {.words = "state pull"},
    {.words = "providers lock|mirror", .effect = Effect::changes, .does = "writes {0}"},
    {.words = "show|output|validate|version|graph|providers|get-version",
     .options = "-json -raw -state= -type= -plan= -module-depth= -no-color"},
    {.words = "fmt",
     .effect = Effect::changes,
     .does = "rewrites files",
     .options = "-check:only -diff -recursive -list= -write=:changes"},
    {.words = "workspace list|show"},
    {.words = "metadata|modules", .options = "-json"},
    {.words = "destroy",
     .effect = Effect::destroys,
     .does = "destroys the infrastructure",
     .options = "-auto-approve -target= -var= -var-file="},
    {.words = "state rm|mv|push|replace-provider", .effect = Effect::destroys, .does = "changes the state: {*}"},
    {.words = "workspace delete", .effect = Effect::destroys, .does = "deletes the workspace {*}"},
    {.words = "apply",
     .effect = Effect::changes,
     .does = "changes the infrastructure",
     .options = "-auto-approve -destroy:destroys -target= -var= -var-file= -replace=:destroys -refresh-only -lock= "
                "-parallelism="},
    {.words = "init",
     .effect = Effect::changes,
     .does = "fetches providers and modules",
     .options = "-upgrade -reconfigure -migrate-state -backend-config= -backend= -get= -lockfile= -force-copy"},
    {.words = "import|taint|untaint|refresh|workspace|force-unlock|get|login|logout|test|console",
     .effect = Effect::changes,
     .does = "runs {0} {*}"},
};

extern const Program terraform{
    .names = "terraform tofu terragrunt",
    .options = "-chdir= -help:only -version:only -no-color -input= -h:only -compact-warnings -json -auto-approve",
    .forms = forms_of_terraform,
    .style = Style::words};

}  // namespace commands
