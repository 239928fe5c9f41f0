// Microsoft Azure: what is listed, changed and deleted there.
#include "commands/verbs.h"

namespace commands {

static void judge_az(Call& call) {
  judge_by_verb(
      call,
      {.reads = "list|list-*|show|show-*|get-*|exists|check-*|query|version|find|wait|account-info|download-status|"
                "feedback",
       .destroys =
           "delete|delete-*|remove|remove-*|purge|clear|reset|reset-*|delete-batch|deallocate|uninstall|revoke-*",
       .changes =
           "get-credentials|create|create-*|update|update-*|set|set-*|add|add-*|start|stop|restart|restore|failover|"
           "import|export|"
           "apply|deploy|up|login|logout|configure|enable|enable-*|disable|disable-*|attach|detach|scale|upgrade|"
           "move|copy|upload|upload-*|download|download-*|sync|invoke|run-command|execute|stop-replication|promote|"
           "geo-restore|migrate|swap|assign|grant-*|regenerate-*|renew|rotate|cancel|resize|redeploy|rename|"
           "replicate|lock|push|build|open-port|use-*|install|generate-*|start-*|stop-*|rollback|connect-create",
       .never_ends = "tail|browse|port-forward",
       .sessions = "ssh|connect|shell|attach-session|interactive"});
}

extern const Program az{.names = "az",
                        .options =
                            "-o,--output= -g,--resource-group= -n,--name= --subscription= --query= --verbose --debug "
                            "--only-show-errors -h,--help:only --version:only -* --*",
                        .judge = judge_az};

}  // namespace commands
