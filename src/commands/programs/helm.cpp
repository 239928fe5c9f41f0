// Helm: releases in Kubernetes.
#include "commands/program.h"

namespace commands {

static constexpr Form forms_of_helm[] = {
    {.words = "list|ls|status|history|hist|get|show|inspect|search|version|env|template|lint|verify|diff|help",
     .options =
         "-A,--all-namespaces -a,--all -q,--short -o,--output= -f,--values= --set= --set-string= --set-file= "
         "--version= --revision= --max= --filter= -l,--selector= --deployed --failed --pending --superseded "
         "--uninstalled --uninstalling -d,--date -m= -r,--reverse --repo= --devel -C,--context= --show-only= -s= "
         "--output-dir=:writes --include-crds --skip-crds --api-versions= --kube-version= --strict --suppress= "
         "--show-secrets --detailed-exitcode --three-way-merge --allow-unreleased --reuse-values --reset-values "
         "--no-hooks --color --template= --show-resources --show-desc --offset= --time-format="},
    {.words = "repo list", .options = "-o,--output="},
    {.words = "plugin list"},
    {.words = "dependency list|ls"},
    {.words = "uninstall|delete|del|un",
     .effect = Effect::destroys,
     .does = "removes the release {*}",
     .options = "--keep-history --no-hooks --timeout= --wait --dry-run:only"},
    {.words = "rollback",
     .effect = Effect::changes,
     .does = "brings the release {1} back to what it was",
     .options = "--dry-run:only"},
    {.words = "upgrade",
     .effect = Effect::changes,
     .does = "upgrades the release {1}",
     .options = "--dry-run:only -i,--install -f,--values= --set= --version= --force --atomic --wait --timeout= "
                "--reuse-values --set-string= --create-namespace"},
    {.words = "install",
     .effect = Effect::changes,
     .does = "installs the release {1}",
     .options = "--dry-run:only -f,--values= --set= --version= --wait --timeout= --create-namespace"},
    {.words = "test|repo|pull|fetch|push|package|create|dependency|plugin|registry|completion",
     .effect = Effect::changes,
     .does = "runs helm {0} {*}"},
};

extern const Program helm{.names = "helm",
                          .options =
                              "-n,--namespace= --kube-context= --kubeconfig= --debug --kube-apiserver=:host "
                              "--kube-token= --registry-config= --repository-cache= --repository-config= "
                              "--burst-limit= --qps= -h,--help:only --dry-run?client|server|true:only",
                          .forms = forms_of_helm};

}  // namespace commands
