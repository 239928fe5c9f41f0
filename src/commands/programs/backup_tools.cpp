// Programs that keep backups and archives of WAL.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form backup_tools_pgbackrest[] = {
    {.words = "info|check|version|verify|repo-ls|repo-get|server-ping|help",
     .options = "--stanza= --config= --log-level-console= --output= --repo= --set= --* "},
    {.words = "expire|stanza-delete|repo-rm",
     .effect = Effect::destroys,
     .does = "deletes backups ({0})",
     .options = "--dry-run:only --stanza="},
    {.words = "restore",
     .effect = Effect::destroys,
     .does = "restores a backup into the data directory",
     .options = "--stanza= --delta --type= --target="},
    {.words = "backup|stanza-create|stanza-upgrade|start|stop|archive-push|archive-get|annotate|server|manifest",
     .effect = Effect::changes,
     .does = "runs pgbackrest {0}",
     .options = "--stanza="},
};

static constexpr Form backup_tools_barman[] = {
    {.words = "check|list-backup|list-backups|list-server|list-servers|list-files|list-processes|show-backup|show-"
              "backups|show-server|show-servers|status|replication-status|diagnose|check-backup|verify-backup|list_"
              "backup|show_backup|check-wal-archive|verify",
     .options = "-* --*"},
    {.words = "delete", .effect = Effect::destroys, .does = "deletes the backup {*}"},
    {.words = "recover|restore", .effect = Effect::destroys, .does = "restores {*}"},
    {.words = "backup|cron|switch-wal|switch-xlog|receive-wal|keep|archive-wal|sync-backup|get-wal|put-wal|rebuild-"
              "xlogdb|terminate-process|lock-directory-cleanup|config-switch|config-update",
     .effect = Effect::changes,
     .does = "runs barman {0} {*}"},
};

static constexpr Form backup_tools_wal_g[] = {
    {.words = "st ls|check|cat"},
    {.words = "backup-list|wal-show|wal-verify|help", .options = "--pretty --json --detail --config= -*"},
    {.words = "delete", .effect = Effect::destroys, .does = "deletes backups: {*}"},
    {.words = "backup-fetch", .effect = Effect::destroys, .does = "fetches a backup into {1}"},
    {.words = "backup-push|wal-push|wal-fetch|backup-mark|catchup-*|copy|st",
     .effect = Effect::changes,
     .does = "runs {0} {*}"},
};

static constexpr Form backup_tools_restic[] = {
    {.words = "snapshots|ls|stats|check|diff|find|cat|version|list",
     .options = "-r,--repo= -p,--password-file= --* -*"},
    {.words = "forget|prune",
     .effect = Effect::destroys,
     .does = "deletes backups",
     .options = "--prune --keep-last= --dry-run:only -n:only"},
    {.words = "backup|init|restore|mount|copy|tag|rebuild-index|repair|unlock|migrate|key|dump",
     .effect = Effect::changes,
     .does = "runs restic {0} {*}"},
};

static constexpr Form backup_tools_borg[] = {
    {.words = "list|info|check|diff|version", .options = "--repair:changes -* --*"},
    {.words = "delete|prune|compact",
     .effect = Effect::destroys,
     .does = "deletes backups: {*}",
     .options = "--dry-run:only -n:only"},
    {.words = "create|init|extract|mount|umount|rename|recreate|break-lock",
     .effect = Effect::changes,
     .does = "runs borg {0} {*}"},
};

static constexpr Form backup_tools_rclone[] = {
    {.words = "ls|lsd|lsl|lsf|lsjson|size|about|check|version|tree|cat|listremotes|md5sum|sha1sum",
     .options = "-* --*"},
    {.words = "delete|deletefile|purge|rmdir|rmdirs|cleanup|sync|move|moveto|dedupe",
     .effect = Effect::destroys,
     .does = "runs rclone {0} {*}",
     .options = "-n,--dry-run:only"},
    {.words = "copy|copyto|mkdir|mount|touch|config|link|serve|rcat",
     .effect = Effect::changes,
     .does = "runs rclone {0} {*}"},
};

static constexpr Form backup_tools_duplicity[] = {
    {.words = "collection-status|list-current-files|verify",
     .options = "--rsync-options=:unknown --par2-options=:unknown -* --*"},
    {.words = "remove-*|cleanup", .effect = Effect::destroys, .does = "deletes backups: {*}"},
    {.words = "", .effect = Effect::changes, .does = "runs duplicity {*}"},
};

static void judge_backup_tools(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"pgbackrest", backup_tools_pgbackrest}, {"barman", backup_tools_barman},       {"wal-g", backup_tools_wal_g},
      {"wal-e", backup_tools_wal_g},           {"restic", backup_tools_restic},       {"borg", backup_tools_borg},
      {"rclone", backup_tools_rclone},         {"duplicity", backup_tools_duplicity},
  };
  call.by_forms_of({.names = "backup_tools",
                    .options = "-h,--help:only -?,--help:only -V,--version:only --version:only ",
                    .forms = forms.at(call.name())});
}

extern const Program backup_tools{.names = "pgbackrest barman wal-g wal-e restic borg rclone duplicity",
                                  .options = "-h,--help:only -?,--help:only -V,--version:only --version:only ",
                                  .judge = judge_backup_tools};

}  // namespace commands
