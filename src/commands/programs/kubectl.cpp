// Kubernetes: what is shown, changed, deleted, and what is run in a pod.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

static constexpr std::string_view options_of_all =
    "-n,--namespace= --context= --kubeconfig= --cluster= --user= -s,--server=:host --token= --as= --as-group= "
    "--as-uid= "
    "--request-timeout= -v,--v= --insecure-skip-tls-verify? --certificate-authority= --client-certificate= "
    "--client-key= "
    "--tls-server-name= --match-server-version --password= --username= --cache-dir= --warnings-as-errors "
    "--log-flush-frequency= "
    "-h,--help:only --dry-run?client|server:only -i -o,--output=";

static constexpr std::string_view options_that_show =
    "-A,--all-namespaces -l,--selector= --field-selector= -o,--output= --no-headers --show-labels --show-kind "
    "--sort-by= "
    "-w,--watch:endless --watch-only:endless --ignore-not-found? -f,--filename= -R,--recursive -k,--kustomize= "
    "--chunk-size= "
    "-L,--label-columns= --template= --allow-missing-template-keys? --show-managed-fields? --raw= --subresource= "
    "--server-print? --output-watch-events --containers --use-protocol-buffers? --show-events? --client --short "
    "--sum --revision= "
    "--api-version= --api-group= --namespaced? --verbs= --categories= --cached --merge --flatten --minify --for= "
    "--types= --list --timeout= "
    "--show-capacity --show-swap -q,--quiet --all";

static constexpr Form forms_of_kubectl[] = {
    {.words = "get|describe|explain|top|api-resources|api-versions|version|options|events|kustomize",
     .options = options_that_show},
    {.words = "cluster-info dump", .options = "-A,--all-namespaces --namespaces= -o= --output-directory=:writes"},
    {.words = "cluster-info", .options = options_that_show},
    {.words = "logs|log",
     .options = "-f,--follow:endless --follow? --tail= --since= --since-time= -c,--container= --all-containers? "
                "-p,--previous --timestamps? "
                "-l,--selector= --prefix? --max-log-requests= --limit-bytes= --ignore-errors? --pod-running-timeout= "
                "--all-pods?"},
    {.words = "auth can-i|whoami", .options = options_that_show},
    {.words = "config view|get-contexts|current-context|get-clusters|get-users", .options = options_that_show},
    {.words = "rollout status|history",
     .options = "-w,--watch? --timeout= -f,--filename= -R --revision= -l,--selector= -o="},
    {.words = "wait",
     .options = "--for= --timeout= -l,--selector= --all -A,--all-namespaces -f,--filename= -R -o= --field-selector="},
    {.words = "diff",
     .options = "-f,--filename= -R,--recursive -k,--kustomize= -l,--selector= --server-side? --field-manager= "
                "--force-conflicts? --prune"},
    {.words = "completion|plugin"},
    {
        .words = "port-forward|proxy",
        .never_ends = "holds a port open",
    },
    {.words = "attach", .session = "a session in {1}"},
    {.words = "edit", .effect = Effect::changes, .does = "opens {*} in an editor", .terminal = "needs an editor"},
    {.words = "debug", .effect = Effect::changes, .does = "starts a container to debug {1}"},
    {.words = "delete",
     .effect = Effect::destroys,
     .does = "deletes {*}",
     .options = "-f,--filename= -k,--kustomize= --grace-period= --timeout= -l,--selector= --field-selector= "
                "--cascade= --raw="},
    {.words = "drain", .effect = Effect::changes, .does = "moves all pods off the node {1}"},
    {.words = "scale",
     .effect = Effect::changes,
     .does = "sets the number of replicas of {*}",
     .options = "--replicas= --current-replicas= --timeout= -f,--filename="},
    {.words = "rollout restart", .effect = Effect::changes, .does = "restarts {*}"},
    {.words = "rollout undo", .effect = Effect::changes, .does = "brings the version before of {*} back"},
    {.words = "rollout", .effect = Effect::changes, .does = "runs rollout {*}"},
    {.words = "replace",
     .effect = Effect::changes,
     .does = "replaces what the file names",
     .options = "--force:destroys -f,--filename="},
    {.words = "apply",
     .effect = Effect::changes,
     .does = "applies {-f}",
     .options = "-f,--filename= -k,--kustomize= --prune:destroys -l,--selector="},
    {.words = "cp", .effect = Effect::changes, .does = "copies {1} to {2}"},
    {.words = "run", .effect = Effect::changes, .does = "starts the pod {1}"},
    {.words = "create|patch|label|annotate|autoscale|set|taint|cordon|uncordon|expose|certificate|config|auth|evict",
     .effect = Effect::changes,
     .does = "runs {0} {*}"},
};

// exec: what stands behind -- is run in the pod.
static void judge_pod_exec(Call& call, const std::vector<Argument>& words) {
  const auto dashes = std::find_if(words.begin(), words.end(), [](const auto& word) { return word.is("--"); });
  const std::vector<Argument> before(words.begin(), dashes);
  const auto options =
      read_options(before, {.options = options_of_all,
                            .more = "-i,--stdin -t,--tty:terminal -it:terminal -ti:terminal -c,--container= "
                                    "-q,--quiet --pod-running-timeout= -f,--filename="});
  if (call.refuses(options)) return;
  std::vector<Argument> inside;
  if (dashes != words.end()) inside.assign(dashes + 1, words.end());
  if (dashes == words.end() && options.operands.size() > 2)  // the old way, without --
    inside = words_from(options.operands, 2);
  const auto pod = options.operands.size() > 1 ? options.operands[1].shown : "a pod";
  CommandJudgement out{.elsewhere = "pod " + pod};
  if (options.has("-t") || options.has("-it") || options.has("-ti")) out.terminal = "exec -t needs a terminal";
  if (!out.terminal.empty() || inside.empty()) {
    if (inside.empty()) out.session = "a session in " + pod;
    call.add(std::move(out));
  }
  if (!inside.empty()) call.run_elsewhere(std::move(inside), "pod " + pod);
}

// run … -- psql -c …: a pod of its own, which is gone behind --rm.
static void judge_kubectl(Call& call) {
  const auto& words = call.words();
  const auto options = call.options("-it:terminal -ti:terminal -t,--tty:terminal -c,--container=");
  if (!options.operands.empty() && options.operands[0].is("exec")) return judge_pod_exec(call, words);
  call.by_forms();
}

extern const Program kubectl{.names = "kubectl oc k microk8s.kubectl k3s-kubectl",
                             .options = options_of_all,
                             .forms = forms_of_kubectl,
                             .judge = judge_kubectl};

}  // namespace commands
