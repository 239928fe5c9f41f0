// Clusters of servers: who is primary, and who follows.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form high_availability_patronictl[] = {
    {.words = "list|topology|history|show-config|query-never|version|dsn",
     .options = "-e,--extended -f,--format= -t,--timestamp --group= -r,--role= -m,--member= -w:endless "
                "--watch:endless -W:endless"},
    {.words = "switchover|failover",
     .effect = Effect::changes,
     .does = "makes another server the primary: {*}",
     .options = "--force --leader= --candidate= --scheduled= --primary= --master="},
    {.words = "remove", .effect = Effect::destroys, .does = "removes the cluster {1}"},
    {.words = "restart|reload|pause|resume|edit-config|reinit|flush|scaffold|demote-cluster|promote-cluster",
     .effect = Effect::changes,
     .does = "runs patronictl {0} {*}"},
    {.words = "query", .effect = Effect::changes, .does = "runs SQL on a member"},
};

static constexpr Form high_availability_patroni[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "starts a manager of a server",
     .never_ends = "the manager runs"},
};

static constexpr Form high_availability_repmgr[] = {
    {.words = "cluster show|event|matrix|crosscheck",
     .options = "-f,--config-file= --compact --csv --limit= --all --node-id="},
    {.words = "node status|check", .options = "-f,--config-file= --* --csv"},
    {.words = "daemon|service status", .options = "-f,--config-file= --csv"},
    {.words = "standby promote",
     .effect = Effect::changes,
     .does = "makes the standby the primary",
     .options = "-f="},
    {.words = "standby switchover",
     .effect = Effect::changes,
     .does = "makes the standby the primary",
     .options = "-f= --siblings-follow --dry-run"},
    {.words = "standby clone",
     .effect = Effect::destroys,
     .does = "makes a standby, in place of what stands in its data directory",
     .options = "-f= -h= -U= -d= --dry-run:only -F"},
    {.words = "primary|standby|witness unregister",
     .effect = Effect::destroys,
     .does = "takes a server out of the cluster",
     .options = "-f= --node-id="},
    {.words = "* *", .effect = Effect::changes, .does = "runs repmgr {0} {*}"},
};

static constexpr Form high_availability_pg_autoctl[] = {
    {.words = "show *|version|status", .options = "-* --*"},
    {.words = "drop *", .effect = Effect::destroys, .does = "drops a node of the cluster"},
    {.words = "*", .effect = Effect::changes, .does = "runs pg_autoctl {0} {*}"},
};

static constexpr Form high_availability_stolonctl[] = {
    {.words = "status|spec", .options = "-* --*"},
    {.words = "*", .effect = Effect::changes, .does = "runs stolonctl {0} {*}"},
};

static constexpr Form high_availability_pcs[] = {
    {.words = "status", .options = "-* --*"},
    {.words = "", .effect = Effect::changes, .does = "runs {*}"},
};

static constexpr Form high_availability_etcdctl[] = {
    {.words = "get|version|ls|cluster-health",
     .options = "--endpoints= --prefix --keys-only --write-out= -w= --cacert= --cert= --key= --cluster "
                "--print-value-only --limit= --from-key --count-only --user= --dial-timeout= --command-timeout= "
                "--hex --order= --sort-by= --rev= --consistency="},
    {.words = "endpoint|member|alarm|lease|user|role|auth health|status|list|hashkv|timetolive",
     .options = "--endpoints= --prefix --keys-only --write-out= -w= --cacert= --cert= --key= --cluster "
                "--print-value-only --limit= --from-key --count-only --user= --dial-timeout= --command-timeout= "
                "--hex --order= --sort-by= --rev= --consistency="},
    {.words = "check *", .effect = Effect::changes, .does = "writes keys to measure etcd"},
    {.words = "del|rm|rmdir|compaction|defrag", .effect = Effect::destroys, .does = "deletes {*} from etcd"},
    {.words = "watch", .never_ends = "watches keys"},
    {.words = "put|set|mk|move-leader|snapshot|member|lease|txn|alarm|auth|user|role|lock|elect|update",
     .effect = Effect::changes,
     .does = "runs etcdctl {0} {*}"},
};

static constexpr Form high_availability_crm_mon[] = {
    {.words = ".",
     .options =
         "-1,--one-shot:ends -X,--as-xml:ends -r,--inactive -n,--group-by-node -A,--show-node-attributes "
         "-f,--failcounts -o,--operations -t,--timing-details -R,--show-detail -N,--disable-ncurses -b,--brief",
     .never_ends = "crm_mon repeats"},
};

static constexpr Form high_availability_keepalived[] = {
    {.words = "", .effect = Effect::changes, .does = "starts a server", .never_ends = "the server runs"},
};

static constexpr Form high_availability_pcp_node_info[] = {
    {.words = "", .options = "-* --*"},
};

static constexpr Form high_availability_pcp_promote_node[] = {
    {.words = "", .effect = Effect::changes, .does = "changes the pool: node {*}"},
};

static constexpr Form high_availability_pgbouncer[] = {
    {.words = "", .effect = Effect::changes, .does = "starts or replaces the pooler", .options = "-R -d -u= -v -q"},
};

static void judge_high_availability(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"patronictl", high_availability_patronictl},
      {"patroni", high_availability_patroni},
      {"pg_autofailover", high_availability_patroni},
      {"repmgr", high_availability_repmgr},
      {"pg_autoctl", high_availability_pg_autoctl},
      {"stolonctl", high_availability_stolonctl},
      {"pcs", high_availability_pcs},
      {"crm", high_availability_pcs},
      {"crm_mon", high_availability_crm_mon},
      {"crm_resource", high_availability_pcs},
      {"etcdctl", high_availability_etcdctl},
      {"keepalived", high_availability_keepalived},
      {"pgpool", high_availability_keepalived},
      {"pcp_node_info", high_availability_pcp_node_info},
      {"pcp_node_count", high_availability_pcp_node_info},
      {"pcp_pool_status", high_availability_pcp_node_info},
      {"pcp_proc_info", high_availability_pcp_node_info},
      {"pcp_proc_count", high_availability_pcp_node_info},
      {"pcp_health_check_stats", high_availability_pcp_node_info},
      {"pcp_promote_node", high_availability_pcp_promote_node},
      {"pcp_detach_node", high_availability_pcp_promote_node},
      {"pcp_attach_node", high_availability_pcp_promote_node},
      {"pcp_recovery_node", high_availability_pcp_promote_node},
      {"pcp_stop_pgpool", high_availability_pcp_promote_node},
      {"pcp_reload_config", high_availability_pcp_promote_node},
      {"pgbouncer", high_availability_pgbouncer},
  };
  call.by_forms_of({.names = "high_availability",
                    .options = "--help:only -?,--help:only -V,--version:only --version:only -c,--config-file= "
                               "-d,--dcs-url= -k,--insecure ",
                    .forms = forms.at(call.name())});
}

extern const Program high_availability{
    .names =
        "patronictl patroni pg_autofailover repmgr pg_autoctl stolonctl pcs crm crm_mon crm_resource etcdctl "
        "keepalived pgpool pcp_node_info pcp_node_count pcp_pool_status pcp_proc_info pcp_proc_count "
        "pcp_health_check_stats pcp_promote_node pcp_detach_node pcp_attach_node pcp_recovery_node pcp_stop_pgpool "
        "pcp_reload_config pgbouncer",
    .options =
        "--help:only -?,--help:only -V,--version:only --version:only -c,--config-file= -d,--dcs-url= -k,--insecure ",
    .judge = judge_high_availability};

}  // namespace commands
