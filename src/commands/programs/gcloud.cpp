// Google Cloud: what is listed, changed and deleted there.
#include "commands/verbs.h"

namespace commands {

static void judge_gcloud(Call& call) {
  judge_by_verb(
      call,
      {.reads = "list|list-*|describe|describe-*|get-*|read|search|search-*|print-*|info|help|diagnose|wait|config-"
                "helper|check-*|lookup-*|version",
       .destroys = "delete|delete-*|destroy|remove-*|purge|reset|abandon-*|undelete",
       .changes =
           "get-credentials|create|create-*|update|update-*|set|set-*|add-*|patch|import|export|clone|restart|start|"
           "stop|resize|"
           "promote-replica|failover|switchover|restore-backup|restore|deploy|apply|enable|disable|attach-*|detach-*|"
           "move|submit|run|execute|call|publish|cancel|login|activate|activate-*|init|revoke|upload|download|copy|"
           "scp|rolling-action|rollback|drain|migrate|resume|suspend|unset|install|replace|replace-*|rotate|cp|mv|rm|"
           "rsync|mb|reschedule-*|start-*|stop-*|invalidate-*|upgrade|acquire-*|configure-*|simulate-*",
       .never_ends = "tail|start-iap-tunnel",
       .sessions = "ssh|connect|interactive|shell"});
}

extern const Program gcloud{.names = "gcloud",
                            .options =
                                "--project= -q,--quiet --account= --configuration= --format= --verbosity= --zone= "
                                "--region= --impersonate-service-account= --log-http --billing-project= --flatten= "
                                "-h,--help:only --version:only -* --*",
                            .judge = judge_gcloud};

}  // namespace commands
