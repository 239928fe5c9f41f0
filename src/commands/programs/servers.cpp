// Programs that start, stop, make and mend servers of PostgreSQL.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form servers_pg_ctl[] = {
    {.words = "status", .options = "-D,--pgdata= -s"},
    {.words = "start|restart|reload|promote|logrotate",
     .effect = Effect::changes,
     .does = "runs pg_ctl {0}",
     .options = "-D,--pgdata= -l,--log= -o,--options= -w -W -m,--mode= -t,--timeout= -s"},
    {.words = "stop", .effect = Effect::destroys, .does = "stops the database server", .options = "-D= -m= -w -t="},
    {.words = "kill|initdb|init", .effect = Effect::changes, .does = "runs pg_ctl {0} {*}"},
};

static constexpr Form servers_pg_ctlcluster[] = {
    {.words = "* * status"},
    {.words = "* * stop", .effect = Effect::destroys, .does = "stops the cluster {0}", .options = "-f -m="},
    {.words = "* * *", .effect = Effect::changes, .does = "runs pg_ctlcluster {0}"},
};

static constexpr Form servers_pg_lsclusters[] = {
    {.words = "", .options = "-h,--no-header -s,--start-conf -j,--json"},
};

static constexpr Form servers_pg_conftool[] = {
    {.words = "show|* show|* * show", .options = "-s,--short -b -v"},
    {.words = "", .effect = Effect::changes, .does = "changes the configuration: {*}"},
};

static constexpr Form servers_pg_createcluster[] = {
    {.words = "", .effect = Effect::changes, .does = "creates a cluster {1} {2}"},
};

static constexpr Form servers_pg_dropcluster[] = {
    {.words = "", .effect = Effect::destroys, .does = "drops the cluster {1} {2}", .options = "--stop"},
};

static constexpr Form servers_pg_renamecluster[] = {
    {.words = "", .effect = Effect::changes, .does = "renames a cluster"},
};

static constexpr Form servers_pg_upgradecluster[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "moves the cluster {1} {2} to another version",
     .options = "-c,--check:only -v= -m= --link -k -b= -B= -d= -D= -j= -o= -O= -p= -P= -r -U= -v,--verbose"},
};

static constexpr Form servers_pg_resetwal[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "throws the write-ahead log away",
     .options = "-n,--dry-run:only -D= -f,--force"},
};

static constexpr Form servers_pg_rewind[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "makes the data directory follow another server",
     .options = "-n,--dry-run:only -D,--target-pgdata= --source-server= --source-pgdata= -R -P -c"},
};

static constexpr Form servers_pg_checksums[] = {
    {.words = "",
     .options = "-D,--pgdata= -c,--check -P,--progress -v,--verbose -f,--filenode= -e,--enable:changes "
                "-d,--disable:changes -N"},
};

static constexpr Form servers_pg_controldata[] = {
    {.words = "", .options = "-D,--pgdata="},
};

static constexpr Form servers_pg_config[] = {
    {.words = "", .options = "-* --*"},
};

static constexpr Form servers_pg_test_fsync[] = {
    {.words = "", .effect = Effect::changes, .does = "writes a file to measure the disk"},
};

static constexpr Form servers_pg_archivecleanup[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "deletes WAL files that are older than {2}",
     .options = "-n:only --dry-run:only -d -x= -b"},
};

static constexpr Form servers_initdb[] = {
    {.words = "", .effect = Effect::changes, .does = "makes a data directory in {-D}", .options = "-D,--pgdata="},
};

static constexpr Form servers_postgres[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "starts a server",
     .options = "-D= -C=:only",
     .never_ends = "the server runs"},
};

static constexpr Form servers_pg_createsubscriber[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "makes a subscriber of a standby",
     .options = "-n,--dry-run:only -D= -P= -d= -p= -U= -v"},
};

static constexpr Form servers_pgbench[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "writes tables of its own and changes them",
     .options = "-n -c= -j= -T= -t= -f= -i:destroys -s= -P= -r -h= -p= -U= -d -S -N -M= -R= -C -v"},
};

static void judge_servers(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"pg_ctl", servers_pg_ctl},
      {"pg_ctlcluster", servers_pg_ctlcluster},
      {"pg_lsclusters", servers_pg_lsclusters},
      {"pg_conftool", servers_pg_conftool},
      {"pg_createcluster", servers_pg_createcluster},
      {"pg_dropcluster", servers_pg_dropcluster},
      {"pg_renamecluster", servers_pg_renamecluster},
      {"pg_upgradecluster", servers_pg_upgradecluster},
      {"pg_upgrade", servers_pg_upgradecluster},
      {"pg_resetwal", servers_pg_resetwal},
      {"pg_rewind", servers_pg_rewind},
      {"pg_checksums", servers_pg_checksums},
      {"pg_controldata", servers_pg_controldata},
      {"pg_config", servers_pg_config},
      {"pg_test_timing", servers_pg_config},
      {"pg_waldump", servers_pg_config},
      {"pg_walsummary", servers_pg_config},
      {"pg_test_fsync", servers_pg_test_fsync},
      {"pg_archivecleanup", servers_pg_archivecleanup},
      {"initdb", servers_initdb},
      {"postgres", servers_postgres},
      {"postmaster", servers_postgres},
      {"pg_createsubscriber", servers_pg_createsubscriber},
      {"pgbench", servers_pgbench},
  };
  call.by_forms_of({.names = "servers",
                    .options = "-h,--help:only -?,--help:only -V,--version:only --version:only ",
                    .forms = forms.at(call.name())});
}

extern const Program servers{.names =
                                 "pg_ctl pg_ctlcluster pg_lsclusters pg_conftool pg_createcluster pg_dropcluster "
                                 "pg_renamecluster pg_upgradecluster pg_upgrade pg_resetwal pg_rewind pg_checksums "
                                 "pg_controldata pg_config pg_test_timing pg_waldump pg_walsummary pg_test_fsync "
                                 "pg_archivecleanup initdb postgres postmaster pg_createsubscriber pgbench",
                             .options = "-h,--help:only -?,--help:only -V,--version:only --version:only ",
                             .judge = judge_servers};

}  // namespace commands
