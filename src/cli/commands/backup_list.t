Where there are none:

  $ lockkeeper backup list
  no backups in */.lockkeeper/backups (glob)

The newest comes first, and what a killed run has left is shown:

  $ FIRST=$(lockkeeper backup create --quiet)
  $ mkdir -p .lockkeeper/backups/shop-20991231T235959Z-dead.partial/dump
  $ lockkeeper backup list
  ID * DATABASE * SIZE * AGE * SERVER * TOOK * PROVED (glob)
  shop-20991231T235959Z-dead * - * 0 bytes * - * - * - * incomplete (glob)
  t-backup-list-* t_backup_list_* bytes * no (glob)
  $ lockkeeper backup list --json | grep -E '"(id|state|database|proof)"'
        "id": "shop-20991231T235959Z-dead",
        "state": "incomplete",
        "id": "t-backup-list-*", (glob)
        "state": "complete",
        "database": "t_backup_list_*", (glob)
        "proof": null

A description that cannot be read is no reason to hide the rest:

  $ echo '{' > .lockkeeper/backups/$FIRST/lockkeeper.json
  $ lockkeeper backup list | tail -1
  t-backup-list-* unreadable: the backup's description */lockkeeper.json cannot be read: * (glob)
