// Other programs around Kubernetes.
#include "commands/program.h"

namespace commands {

static constexpr Form forms_of_kubernetes_others[] = {
    {.words =
         "version|list|ls|get|status|describe|history|ps|images|inspect|inspecti|stats|info|diff|check|template|lint",
     .options = "-* --* "},
    {.words = "app|backup|restore|schedule|cluster|profile|proj|repo|cert|backup-location "
              "list|get|describe|logs|diff|history|manifests|resources|wait",
     .options = "-* --*"},
    {.words = "build",
     .options = "--load-restrictor= --enable-helm:unknown --enable-alpha-plugins:unknown "
                "--enable-exec:unknown --enable-star:unknown -o,--output=:writes --reorder="},
    {.words = "proxy-status|ps|analyze|proxy-config|pc", .options = "-* --*"},
    {.words = "logs", .options = "-f,--follow:endless --tail= --since= -p"},
    {.words = "* delete|destroy|rm|remove", .effect = Effect::destroys, .does = "runs {0} {*}"},
    {.words = "delete|destroy|rm|rmi|rmp|reset|uninstall|prune", .effect = Effect::destroys, .does = "deletes {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs {0} {*}"},
};

extern const Program kubernetes_others{
    .names =
        "kubectx kubens k9s kustomize minikube kind k3s argocd flux velero eksctl istioctl kops kubeadm "
        "kubectl-cnpg cmctl skaffold tilt helmfile crictl",
    .options =
        "-n,--namespace= --context= --kubeconfig= -h,--help:only -r,--runtime-endpoint= -i= --server= --core "
        "--grpc-web --cluster= -A",
    .forms = forms_of_kubernetes_others};

}  // namespace commands
