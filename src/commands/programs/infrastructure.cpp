// Ansible, Pulumi, Vault, Consul, Nomad and their like.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form infrastructure_ansible_playbook[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "runs the playbook {*}",
     .options = "--syntax-check:only --list-tasks:only --list-hosts:only --list-tags:only -C,--check -D,--diff "
                "-i,--inventory= -l,--limit= -e,--extra-vars= -t,--tags= --skip-tags= -b,--become -u,--user= -f= "
                "-K:terminal --ask-become-pass:terminal --ask-vault-pass:terminal --vault-password-file= "
                "--start-at-task= --step:terminal --private-key="},
};

static constexpr Form infrastructure_ansible[] = {
    {.words = "",
     .effect = Effect::unknown,
     .does = "what ansible runs on the hosts {1}",
     .options = "--list-hosts:only -m= -a= -i= -b -u="},
};

// Its modules that only look.
static void judge_ansible(Call& call) {
  static constexpr Form looks[] = {
      {.words = "*",
       .options = "-m,--module-name= -a,--args= -i,--inventory= -b,--become -u,--user= -l,--limit= -o,--one-line "
                  "-f,--forks= -T,--timeout= --private-key="}};
  const auto options = call.options(looks[0].options);
  const auto module = options.value("-m");
  const bool only_looks = module == "ping" || module == "setup" || module == "ansible.builtin.ping" ||
                          module == "ansible.builtin.setup" || module == "service_facts" || module == "stat";
  if (only_looks && !options.operands.empty()) call.at("hosts " + options.operands.front().shown);
  if (only_looks) return call.by_forms_of({.names = "ansible", .forms = looks});
  call.by_forms_of({.names = "ansible", .forms = infrastructure_ansible});
}

static constexpr Form infrastructure_ansible_lint[] = {
    {.words = "", .options = "--fix?:changes -w=:writes -* --*"},
};

static constexpr Form infrastructure_ansible_inventory[] = {
    {.words = "",
     .options = "--list --graph --host= -i,--inventory= -y,--yaml --export --vars --limit= --output=:writes"},
};

static constexpr Form infrastructure_ansible_doc[] = {
    {.words = "", .options = "-* --*"},
};

static constexpr Form infrastructure_ansible_galaxy[] = {
    {.words = "", .effect = Effect::changes, .does = "runs {*}"},
};

static constexpr Form infrastructure_pulumi[] = {
    {.words = "preview|version|whoami|about|logs", .options = "-* --*"},
    {.words = "plugin ls"},
    {.words = "stack|config ls|output|history|get|export", .options = "--file=:writes -* --*"},
    {.words = "destroy|refresh", .effect = Effect::destroys, .does = "destroys the infrastructure"},
    {.words = "stack rm", .effect = Effect::destroys, .does = "removes the stack"},
    {.words = "*", .effect = Effect::changes, .does = "runs pulumi {0} {*}"},
};

static constexpr Form infrastructure_vault[] = {
    {.words = "read */creds/*|*/sts/*|*/issue/*", .effect = Effect::changes, .does = "has new credentials made: {1}"},
    {.words = "status|read|list|version|print|path-help", .options = "-* --*"},
    {.words = "kv metadata get"},
    {.words = "kv get|list", .options = "-* --*"},
    {.words = "secrets|auth|policy|lease|audit|token|operator|plugin list|read|lookup|members|capabilities",
     .options = "-* --*"},
    {.words = "delete", .effect = Effect::destroys, .does = "deletes {*}"},
    {.words = "kv delete|destroy|undelete", .effect = Effect::destroys, .does = "deletes {*}"},
    {.words = "lease|token revoke", .effect = Effect::destroys, .does = "revokes {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs vault {0} {*}"},
};

static constexpr Form infrastructure_consul[] = {
    {.words = "members|info|version|catalog|validate|monitor-once|rtt", .options = "-* --*"},
    {.words = "operator raft list-peers"},
    {.words = "kv get|export", .options = "-* --*"},
    {.words = "operator|acl|services|intention|snapshot list|read|inspect", .options = "-* --*"},
    {.words = "kv delete", .effect = Effect::destroys, .does = "deletes {*}"},
    {.words = "monitor|watch|agent", .effect = Effect::reads, .does = "", .never_ends = "goes on"},
    {.words = "*", .effect = Effect::changes, .does = "runs consul {0} {*}"},
};

static constexpr Form infrastructure_nomad[] = {
    {.words = "status|version|ui|agent-info|validate|inspect|plan", .options = "-* --*"},
    {.words = "job|node|alloc|deployment|server|volume|eval|namespace|var|operator|acl "
              "status|inspect|history|list|plan|members|get|checks|fs|info",
     .options = "-* --*"},
    {.words = "alloc logs", .options = "-f:endless -stderr -job -n= -tail -c -task="},
    {.words = "* stop|purge|delete|drain", .effect = Effect::destroys, .does = "runs nomad {0} {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs nomad {0} {*}"},
};

static constexpr Form infrastructure_packer[] = {
    {.words = "validate|inspect|version", .options = "-* --*"},
    {.words = "*", .effect = Effect::changes, .does = "runs packer {0} {*}"},
};

static constexpr Form infrastructure_salt[] = {
    {.words = "", .effect = Effect::unknown, .does = "what {*} does"},
};

static constexpr Form infrastructure_cloud_init[] = {
    {.words = "status|query|analyze", .options = "-* --*"},
    {.words = "*", .effect = Effect::changes, .does = "runs cloud-init {*}"},
};

static void judge_infrastructure(Call& call) {
  if (call.name() == "ansible") return judge_ansible(call);
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"ansible-playbook", infrastructure_ansible_playbook},
      {"ansible-inventory", infrastructure_ansible_inventory},
      {"ansible-doc", infrastructure_ansible_doc},
      {"ansible-lint", infrastructure_ansible_lint},
      {"ansible-config", infrastructure_ansible_doc},
      {"ansible-galaxy", infrastructure_ansible_galaxy},
      {"ansible-vault", infrastructure_ansible_galaxy},
      {"ansible-pull", infrastructure_ansible_galaxy},
      {"pulumi", infrastructure_pulumi},
      {"vault", infrastructure_vault},
      {"bao", infrastructure_vault},
      {"consul", infrastructure_consul},
      {"nomad", infrastructure_nomad},
      {"packer", infrastructure_packer},
      {"salt", infrastructure_salt},
      {"salt-call", infrastructure_salt},
      {"chef-client", infrastructure_salt},
      {"puppet", infrastructure_salt},
      {"knife", infrastructure_salt},
      {"cloud-init", infrastructure_cloud_init},
  };
  call.by_forms_of({.names = "infrastructure",
                    .options = "--help:only --version:only -v -vv -vvv ",
                    .forms = forms.at(call.name())});
}

extern const Program infrastructure{.names =
                                        "ansible-playbook ansible ansible-inventory ansible-doc ansible-lint "
                                        "ansible-config ansible-galaxy ansible-vault ansible-pull pulumi vault bao "
                                        "consul nomad packer salt salt-call chef-client puppet knife cloud-init",
                                    .options = "--help:only --version:only -v -vv -vvv ",
                                    .judge = judge_infrastructure};

}  // namespace commands
