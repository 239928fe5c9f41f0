// pg_dump and pg_restore: copies of databases, and what is made of them.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form dumps_pg_dump[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "writes a copy of {1} to {-f}",
     .options = "-f,--file=:writes -F,--format= -j,--jobs= -t,--table= -T,--exclude-table= -n,--schema= "
                "-N,--exclude-schema= -a,--data-only -s,--schema-only:ends -c,--clean -C -b -B -O -x -Z,--compress= "
                "-v,--verbose --no-owner --no-acl --no-privileges --if-exists --inserts --column-inserts --section= "
                "--exclude-table-data= --role= --snapshot= --no-comments --no-publications --no-subscriptions "
                "--no-security-labels --no-tablespaces --no-unlogged-table-data --quote-all-identifiers "
                "--rows-per-insert= --serializable-deferrable --lock-wait-timeout= --strict-names --create "
                "--extra-float-digits= --load-via-partition-root --enable-row-security -E="},
};

static constexpr Form dumps_pg_dumpall[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "writes a copy of all databases",
     .options = "-f,--file=:writes -g,--globals-only -r -s -a -c -l,--database= --no-role-passwords "
                "--exclude-database= -v -O -x --if-exists"},
};

static constexpr Form dumps_pg_restore[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "restores {1} into {-d}",
     .options = "-l,--list -f,--file=:writes -F,--format= -j,--jobs= -c,--clean:destroys -C,--create -t,--table= "
                "-n,--schema= -N= -a,--data-only -s,--schema-only -O,--no-owner -x,--no-acl -v,--verbose "
                "-1,--single-transaction -e,--exit-on-error --if-exists -L,--use-list= -I,--index= -P,--function= "
                "-T,--trigger= --no-privileges --role= --section= -S= --disable-triggers --no-data-for-failed-tables "
                "--no-comments --no-publications --no-subscriptions --no-security-labels --no-tablespaces "
                "--strict-names --enable-row-security --use-set-session-authorization --transaction-size="},
};

static constexpr Form dumps_pg_basebackup[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "writes a copy of the server to {-D}",
     .options = "-D,--pgdata=:writes -F= -X= -P -v -R -S= -C -c= -l= -z -Z= -r= -t= -T= --waldir= -n -N"},
};

static constexpr Form dumps_pg_receivewal[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "receives WAL",
     .options = "-D= --slot= -S= --create-slot --drop-slot:destroys --start -f= --endpos= --if-not-exists",
     .never_ends = "receives what comes"},
};

static constexpr Form dumps_pg_combinebackup[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "writes a full backup of several",
     .options = "-o= -n,--dry-run:only"},
};

static constexpr Form dumps_pg_verifybackup[] = {
    {.words = "",
     .options = "-e,--exit-on-error -i,--ignore= -m,--manifest-path= -n,--no-parse-wal -P,--progress -q,--quiet "
                "-s,--skip-checksums -w,--wal-directory= -F="},
};

static void judge_dumps(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"pg_dump", dumps_pg_dump},
      {"pg_dumpall", dumps_pg_dumpall},
      {"pg_restore", dumps_pg_restore},
      {"pg_basebackup", dumps_pg_basebackup},
      {"pg_receivewal", dumps_pg_receivewal},
      {"pg_recvlogical", dumps_pg_receivewal},
      {"pg_combinebackup", dumps_pg_combinebackup},
      {"pg_verifybackup", dumps_pg_verifybackup},
  };
  const auto options = call.options(
      "-f,--file= -l,--list -d,--dbname= -F,--format= -j,--jobs= -n,--schema= -t,--table= -T= -N= -Z= -L=");
  // To its output, it only reads.
  static constexpr Form to_output[] = {
      {.words = "",
       .options =
           "-F,--format= -t,--table= -T,--exclude-table= -n,--schema= -N,--exclude-schema= -a,--data-only "
           "-s,--schema-only -c,--clean -C,--create -b -B -O -x -Z,--compress= -v,--verbose --no-owner --no-acl "
           "--no-privileges --if-exists --inserts --column-inserts --section= --exclude-table-data= --role= "
           "--snapshot= --no-comments --no-publications --no-subscriptions --no-security-labels --no-tablespaces "
           "--no-unlogged-table-data --quote-all-identifiers --rows-per-insert= --serializable-deferrable "
           "--lock-wait-timeout= --strict-names --extra-float-digits= --load-via-partition-root "
           "--enable-row-security -E= -g,--globals-only -r,--roles-only --no-role-passwords --exclude-database= "
           "-l,--list -L,--use-list= -I,--index= -P,--function= -f,--file="}};
  const bool dumps = call.name() == "pg_dump" || call.name() == "pg_dumpall";
  const bool nowhere = !options.has("-f") || options.value("-f") == "/dev/null" || options.value("-f") == "-";
  const bool directory = options.value("-F").starts_with("d");
  const bool lists = call.name() == "pg_restore" && (options.has("-l") || !options.has("-d"));
  if ((dumps || lists) && nowhere && !directory)
    return call.by_forms_of(
        {.names = "dumps",
         .options = "-h,--host=:host -p,--port= -U,--username= -w,--no-password -W,--password:terminal -d,--dbname= "
                    "-e,--echo -q,--quiet -V,--version:only -?,--help:only --maintenance-db= ",
         .forms = to_output});
  call.by_forms_of(
      {.names = "dumps",
       .options = "-h,--host=:host -p,--port= -U,--username= -w,--no-password -W,--password:terminal -d,--dbname= "
                  "-e,--echo -q,--quiet -V,--version:only -?,--help:only --maintenance-db= ",
       .forms = forms.at(call.name())});
}

extern const Program dumps{
    .names =
        "pg_dump pg_dumpall pg_restore pg_basebackup pg_receivewal pg_recvlogical pg_combinebackup pg_verifybackup",
    .options =
        "-h,--host=:host -p,--port= -U,--username= -w,--no-password -W,--password:terminal -d,--dbname= -e,--echo "
        "-q,--quiet -V,--version:only -?,--help:only --maintenance-db= ",
    .judge = judge_dumps};

}  // namespace commands
