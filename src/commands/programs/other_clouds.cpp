// Other clouds and their platforms.
#include "commands/verbs.h"

namespace commands {

static void judge_other_clouds(Call& call) {
  judge_by_verb(
      call, {.reads = "list|list-*|ls|get|get-*|show|show-*|describe|info|describe-*|Describe*|List*|Get*|version|"
                      "status|logs|whoami|connection-string|cs|inspect|diff|view|backups-list|search|current",
             .destroys = "delete|delete-*|rm|remove|remove-*|destroy|Delete*|terminate|purge|reset|wipe|terminate-*",
             .changes = "create|create-*|update|update-*|set|set-*|add|add-*|start|stop|restart|reboot|resize|"
                        "restore|fork|migrate|push|deploy|up|login|logout|link|use|enable|disable|attach|detach|"
                        "apply|import|promote|rename|rebuild|poweroff|poweron|power-*|shutdown|init|link|Create*|"
                        "Update*|Modify*|Restart*|Stop*|Start*|switch|scale|branch|run|edit",
             .never_ends = "tail",
             .sessions = "ssh|console|psql|connect|shell|cli-connect|start-shell"});
}

extern const Program other_clouds{
    .names =
        "doctl hcloud linode-cli oci ibmcloud openstack scw vultr-cli exo yc aliyun aiven avn neonctl neon supabase "
        "turso railway render planetscale pscale civo upctl ovhcloud",
    .options =
        "-o,--output= --format= --context= -t,--access-token= --no-header --json --text --project= --region= "
        "--profile= --compartment-id= -h,--help:only --version:only -* --*",
    .judge = judge_other_clouds};

}  // namespace commands
