// vacuumdb, reindexdb and their like.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form maintenance_clients_vacuumdb[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "cleans tables up",
     .options = "-a,--all -z,--analyze -Z,--analyze-only -t,--table= -j,--jobs= -v -f,--full -F --analyze-in-stages "
                "-n,--schema= --dry-run"},
};

static constexpr Form maintenance_clients_reindexdb[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "builds indexes anew",
     .options = "-a -i,--index= -t,--table= -S,--schema= -s --concurrently -j= -v --tablespace="},
};

static constexpr Form maintenance_clients_clusterdb[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "writes tables anew in the order of an index",
     .options = "-a -t= -v"},
};

static constexpr Form maintenance_clients_oid2name[] = {
    {.words = "", .options = "-H= -f= -i -o= -t= -x -s -S"},
};

static constexpr Form maintenance_clients_vacuumlo[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "deletes large objects that nothing refers to",
     .options = "-n,--dry-run:only -v -l="},
};

static constexpr Form maintenance_clients_pg_isready[] = {
    {.words = "", .options = "-t,--timeout="},
};

static constexpr Form maintenance_clients_pg_amcheck[] = {
    {.words = "",
     .options = "-a,--all -D= -i= -I= -j,--jobs= -P,--progress -r= -R= -s= -S= -t,--table= -T= -v,--verbose "
                "--heapallindexed --rootdescend --parent-check --skip= --startblock= --endblock= --no-strict-names "
                "--no-dependent-indexes --no-dependent-toast --on-error-stop --checkunique"},
};

static void judge_maintenance_clients(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"vacuumdb", maintenance_clients_vacuumdb},     {"reindexdb", maintenance_clients_reindexdb},
      {"clusterdb", maintenance_clients_clusterdb},   {"oid2name", maintenance_clients_oid2name},
      {"vacuumlo", maintenance_clients_vacuumlo},     {"pg_isready", maintenance_clients_pg_isready},
      {"pg_amcheck", maintenance_clients_pg_amcheck},
  };
  call.by_forms_of(
      {.names = "maintenance_clients",
       .options = "-h,--host=:host -p,--port= -U,--username= -w,--no-password -W,--password:terminal -d,--dbname= "
                  "-e,--echo -q,--quiet -V,--version:only -?,--help:only --maintenance-db= ",
       .forms = forms.at(call.name())});
}

extern const Program maintenance_clients{
    .names = "vacuumdb reindexdb clusterdb oid2name vacuumlo pg_isready pg_amcheck",
    .options =
        "-h,--host=:host -p,--port= -U,--username= -w,--no-password -W,--password:terminal -d,--dbname= -e,--echo "
        "-q,--quiet -V,--version:only -?,--help:only --maintenance-db= ",
    .judge = judge_maintenance_clients};

}  // namespace commands
