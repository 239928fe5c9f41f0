// Programs that migrate databases, each in its own way.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form migration_tools_prisma[] = {
    {.words = "migrate status", .options = "--schema= --config="},
    {.words = "validate|version|-v|debug", .options = "--schema=  --json"},
    {.words = "migrate reset",
     .effect = Effect::destroys,
     .does = "drops and recreates the database",
     .options = "--force --skip-seed --schema="},
    {.words = "db push",
     .effect = Effect::destroys,
     .does = "makes the database equal to the schema file",
     .options = "--accept-data-loss --force-reset --skip-generate --schema="},
    {.words = "migrate deploy|dev|resolve", .effect = Effect::changes, .does = "runs prisma {0}"},
    {.words = "db execute|seed", .effect = Effect::unknown, .does = "what prisma runs in the database"},
    {.words = "migrate diff",
     .options = "--from-empty --to-empty --from-schema-datamodel= --to-schema-datamodel= --from-migrations= "
                "--to-migrations= --script --exit-code --from-url= --to-url= --from-schema-datasource= "
                "--to-schema-datasource= --shadow-database-url= -o=:writes --output=:writes"},
    {.words = "generate|format|init", .effect = Effect::changes, .does = "writes files of the project"},
    {.words = "db pull", .effect = Effect::changes, .does = "writes files of the project"},
    {.words = "studio", .effect = Effect::reads, .does = "", .never_ends = "the server runs"},
};

static constexpr Form migration_tools_alembic[] = {
    {.words = "current|history|heads|branches|show|check",
     .options = "-c,--config= -x= -n,--name= -r= -v,--verbose -i,--indicate-current --verbose"},
    {.words = "downgrade", .effect = Effect::destroys, .does = "undoes migrations to {1}", .options = "--sql:only"},
    {.words = "upgrade|stamp|revision|merge|edit|init|ensure_version",
     .effect = Effect::changes,
     .does = "runs alembic {0} {*}",
     .options = "--sql:only"},
};

static constexpr Form migration_tools_flask[] = {
    {.words = "db current|history|heads|branches|show|check", .options = "-v,--verbose -d= -x="},
    {.words = "db downgrade", .effect = Effect::destroys, .does = "undoes migrations"},
    {.words = "db *", .effect = Effect::changes, .does = "runs flask {0} {*}"},
    {.words = "routes"},
    {.words = "shell", .effect = Effect::reads, .does = "", .session = "a session of python"},
    {.words = "run", .effect = Effect::unknown, .does = "what the server does", .never_ends = "the server runs"},
    {.words = "*", .effect = Effect::unknown, .does = "what flask {0} does"},
};

static constexpr Form migration_tools_manage_py[] = {
    {.words = "showmigrations|check|sqlmigrate|diffsettings|inspectdb|version|help|sqlsequencereset",
     .options = "--plan -l,--list -p --database= --settings= --deploy --format= --traceback --pythonpath= --tag="},
    {.words = "migrate",
     .effect = Effect::changes,
     .does = "applies migrations (and undoes them where one is named)",
     .options = "--plan:only --check:only --database= --settings= --fake --noinput --no-input --run-syncdb"},
    {.words = "flush|reset_db|sqlflush|clean_pyc|clearsessions|remove_stale_contenttypes",
     .effect = Effect::destroys,
     .does = "empties tables ({0})"},
    {.words = "shell|dbshell|shell_plus",
     .effect = Effect::reads,
     .does = "",
     .session = "a session of the application"},
    {.words = "makemigrations|squashmigrations",
     .effect = Effect::changes,
     .does = "writes migrations",
     .options = "--check:only --dry-run:only"},
    {.words = "collectstatic|loaddata|createsuperuser|changepassword|createcachetable|compilemessages|makemessages",
     .effect = Effect::changes,
     .does = "runs {0} {*}"},
    {.words = "dumpdata",
     .options = "--indent= --format= --natural-foreign --exclude= -e= -o=:writes --output=:writes --database="},
    {.words = "runserver",
     .effect = Effect::unknown,
     .does = "what the server does",
     .never_ends = "the server runs"},
    {.words = "*", .effect = Effect::unknown, .does = "what the command {0} does"},
};

static constexpr Form migration_tools_artisan[] = {
    {.words = "migrate:status|list|about|env|route:list|db:show|db:table|db:monitor|schedule:list|queue:failed|model:"
              "show|event:list|--version",
     .options = "--* "},
    {.words = "migrate:fresh|migrate:reset|migrate:refresh|migrate:rollback|db:wipe|queue:flush|queue:clear|cache:"
              "clear|schema:dump",
     .effect = Effect::destroys,
     .does = "runs artisan {0}",
     .options = "--pretend:only --force --seed --step= --database="},
    {.words = "migrate|down|up|config:cache|config:clear|route:cache|view:clear|optimize|optimize:clear|queue:"
              "restart|storage:link|db:seed|queue:retry|key:generate",
     .effect = Effect::changes,
     .does = "runs artisan {0}",
     .options = "--pretend:only --force --seed --step"},
    {.words = "tinker|db", .effect = Effect::reads, .does = "", .session = "a session of the application"},
    {.words = "serve|queue:work|queue:listen|horizon|schedule:work",
     .effect = Effect::unknown,
     .does = "what the worker does",
     .options = "--once:ends --stop-when-empty:ends",
     .never_ends = "the worker runs"},
    {.words = "*", .effect = Effect::unknown, .does = "what artisan {0} does"},
};

// Tasks stand one after the other: "db:drop db:create db:migrate".
static void judge_tasks(Call& call) {
  static constexpr Form tasks[] = {
      {.words = "db:migrate:status|db:version|db:abort_if_pending_migrations|about|routes|stats|notes|secret|"
                "middleware|initializers|time:zones|-T|db:migrate:status:*"},
      {.words = "console|c|dbconsole|db", .session = "a session of the application"},
      {.words = "server|s",
       .effect = Effect::unknown,
       .does = "what the server does",
       .never_ends = "the server runs"},
      {.words = "db:drop|db:drop:*|db:reset|db:purge|db:schema:load|db:structure:load|db:rollback|db:migrate:down|db:"
                "migrate:redo|db:migrate:reset|db:setup|db:prepare|db:truncate_all|db:seed:replant|db:fixtures:load|"
                "tmp:clear|log:clear|db:forward|db:rollback:*|db:*:drop",
       .effect = Effect::destroys,
       .does = "runs {0}"},
      {.words = "db:migrate|db:migrate:*|db:create|db:create:*|db:seed|db:schema:dump|db:structure:dump|db:"
                "environment:set|assets:precompile|generate|g|new|destroy|cache:clear|restart",
       .effect = Effect::changes,
       .does = "runs {0} {*}"},
      {.words = "*", .effect = Effect::unknown, .does = "what the task {0} does"},
  };
  const auto options = call.options("-T:only -e= --trace -n:only -t? -f= -s -j= -m -P:only -W:only -N");
  bool any = false;
  for (const auto& word : options.operands) {
    if (word.text.find('=') != std::string::npos) continue;  // VERSION=2024…
    std::vector<Argument> one{word};
    any = true;
    call.by_forms_of({.names = "tasks", .forms = tasks}, one);
    const bool takes_words = word.is("generate") || word.is("g") || word.is("new") || word.is("runner") ||
                             word.is("destroy") || word.is("server");
    if (takes_words) return;
  }
  if (!any)
    return call.add_with_marks(
        options, options.given.empty()
                     ? CommandJudgement{.effect = Effect::unknown, .not_known = "what the default task does"}
                     : CommandJudgement{});
  if (!options.unknown.empty()) call.refuses(options);
}

static constexpr Form migration_tools_flyway[] = {
    {.words = "info|validate|version|check",
     .options = "-url= -user= -password= -schemas= -configFiles= -locations= -* --*"},
    {.words = "clean|undo", .effect = Effect::destroys, .does = "drops everything in the schemas"},
    {.words = "migrate|baseline|repair", .effect = Effect::changes, .does = "runs flyway {0}"},
};

static constexpr Form migration_tools_liquibase[] = {
    {.words = "status|validate|history|diff|list-locks|listLocks|updateSQL|update-sql|rollbackSQL|rollback-sql|"
              "futureRollbackSQL|future-rollback-sql|snapshot|connect",
     .options = "-* --* --output-file=:writes --outputFile=:writes"},
    {.words = "drop-all|dropAll|rollback|rollback-count|rollbackCount|rollback-to-date|rollbackToDate|clear-"
              "checksums|clearCheckSums",
     .effect = Effect::destroys,
     .does = "runs liquibase {0}"},
    {.words = "update|update-count|tag|changelog-sync|release-locks|releaseLocks|changelogSync|generate-changelog|"
              "mark-next-changeset-ran|update-one-changeset|update-to-tag|updateCount|tag-exists",
     .effect = Effect::changes,
     .does = "runs liquibase {0}"},
};

static constexpr Form migration_tools_goose[] = {
    {.words = "* * status|version|validate", .options = "-dir= -table= -s -v"},
    {.words = "status|version|validate|-version", .options = "-dir= -table= -s -v"},
    {.words = "* * down|down-to|reset|redo",
     .effect = Effect::destroys,
     .does = "undoes migrations",
     .options = "-dir= -table="},
    {.words = "down|down-to|reset|redo",
     .effect = Effect::destroys,
     .does = "undoes migrations",
     .options = "-dir= -table="},
    {.words = "", .effect = Effect::changes, .does = "applies migrations", .options = "-dir= -table= -allow-missing"},
};

static constexpr Form migration_tools_dbmate[] = {
    {.words = "status", .options = "-u,--url= -e,--env= -d,--migrations-dir= -s,--schema-file= --exit-code --quiet"},
    {.words = "drop|down|rollback",
     .effect = Effect::destroys,
     .does = "runs dbmate {0}",
     .options = "-u,--url= -e,--env= -d="},
    {.words = "up|migrate|create|new|wait|dump|load",
     .effect = Effect::changes,
     .does = "runs dbmate {0}",
     .options = "-u,--url= -e,--env= -d="},
};

static constexpr Form migration_tools_sqitch[] = {
    {.words = "status|log|plan|show|check|help|config|target|engine", .options = "-* --*"},
    {.words = "revert|rebase|rework", .effect = Effect::destroys, .does = "undoes changes"},
    {.words = "deploy|add|tag|verify|init|bundle|checkout|upgrade",
     .effect = Effect::changes,
     .does = "runs sqitch {0} {*}"},
};

static constexpr Form migration_tools_knex[] = {
    {.words = "migrate:status|migrate:list|migrate:currentVersion",
     .options = "--knexfile= --env= --client= --esm --debug -h"},
    {.words = "migrate:rollback|migrate:down|migrate:unlock",
     .effect = Effect::destroys,
     .does = "undoes migrations",
     .options = "--all"},
    {.words = "migrate:latest|migrate:up|migrate:make|seed:run|seed:make|init",
     .effect = Effect::changes,
     .does = "runs knex {0}"},
};

static constexpr Form migration_tools_typeorm[] = {
    {.words = "migration:show|version", .options = "-d,--dataSource= -f="},
    {.words = "migration:revert|schema:drop|schema:sync|cache:clear|query",
     .effect = Effect::destroys,
     .does = "runs typeorm {0}"},
    {.words = "migration:run|migration:generate|migration:create|schema:log",
     .effect = Effect::changes,
     .does = "runs typeorm {0}"},
};

static constexpr Form migration_tools_sequelize[] = {
    {.words = "db:migrate:status|db:version", .options = "--url= --env= --config= --migrations-path="},
    {.words = "db:drop|db:migrate:undo|db:migrate:undo:all|db:seed:undo|db:seed:undo:all",
     .effect = Effect::destroys,
     .does = "runs sequelize {0}"},
    {.words = "*", .effect = Effect::changes, .does = "runs sequelize {0}"},
};

static constexpr Form migration_tools_drizzle_kit[] = {
    {.words = "check|version", .options = "--config="},
    {.words = "push|drop", .effect = Effect::destroys, .does = "makes the database equal to the schema"},
    {.words = "generate|migrate|introspect|pull|up", .effect = Effect::changes, .does = "runs drizzle-kit {0}"},
    {.words = "studio", .effect = Effect::reads, .does = "", .never_ends = "the server runs"},
};

static constexpr Form migration_tools_node_pg_migrate[] = {
    {.words = "down|reset|redo|migration:down|schema:drop|migration:fresh|uncommit",
     .effect = Effect::destroys,
     .does = "runs {0}"},
    {.words = "status|migration:list|migration:pending|migration:check|check", .options = "-* --*"},
    {.words = "*", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr Form migration_tools_migrate[] = {
    {.words = "version|help", .options = "-path= -database= -source= -verbose"},
    {.words = "down|drop|goto|force",
     .effect = Effect::destroys,
     .does = "undoes migrations",
     .options = "-path= -database= -source= -all -f"},
    {.words = "up|create",
     .effect = Effect::changes,
     .does = "applies migrations",
     .options = "-path= -database= -source="},
};

static constexpr Form migration_tools_atlas[] = {
    {.words = "schema inspect|diff|validate", .options = "-* --*"},
    {.words = "migrate status|lint|validate|ls", .options = "-* --*"},
    {.words = "schema clean", .effect = Effect::destroys, .does = "drops everything", .options = "--url=:url -u="},
    {.words = "schema apply",
     .effect = Effect::destroys,
     .does = "makes the database equal to a file",
     .options = "--dry-run:only -u= --to= --dev-url= --auto-approve -f="},
    {.words = "migrate down", .effect = Effect::destroys, .does = "undoes migrations"},
    {.words = "* *", .effect = Effect::changes, .does = "runs atlas {0} {*}", .options = "--dry-run:only"},
};

static constexpr Form migration_tools_tern[] = {
    {.words = "status|version|validate|list|latest|check", .options = "-* --*"},
    {.words = "rollback|down|abort|mark|reset|redo|drop",
     .effect = Effect::destroys,
     .does = "undoes migrations ({0})"},
    {.words = "*", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr Form migration_tools_diesel[] = {
    {.words = "migration|migrate list|info|pending|status", .options = "-* --*"},
    {.words = "database|db drop|reset", .effect = Effect::destroys, .does = "drops the database"},
    {.words = "migration|migrate revert|redo|down|reset|fresh|refresh",
     .effect = Effect::destroys,
     .does = "undoes migrations"},
    {.words = "* *", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr Form migration_tools_mix[] = {
    {.words = "ecto.migrations|ecto|help|hex.info|deps|phx.routes", .options = "-* --*"},
    {.words = "ecto.drop|ecto.rollback|ecto.reset", .effect = Effect::destroys, .does = "runs mix {0}"},
    {.words = "ecto.migrate|ecto.create|ecto.load|ecto.dump|ecto.gen.migration|deps.get|compile|release",
     .effect = Effect::changes,
     .does = "runs mix {0}"},
    {.words = "*", .effect = Effect::unknown, .does = "what mix {0} does"},
};

static constexpr Form migration_tools_phinx[] = {
    {.words = "status|migrations:status|doctrine:migrations:status|migrations:list|doctrine:migrations:list|doctrine:"
              "schema:validate|list|about|debug:*|lint:*",
     .options = "-* --*"},
    {.words = "rollback|migrations:first|doctrine:database:drop|doctrine:schema:drop|orm:schema-tool:drop|doctrine:"
              "schema:update",
     .effect = Effect::destroys,
     .does = "runs {0}",
     .options = "--dry-run:only"},
    {.words = "migrate|seed:run|create|migrations:migrate|doctrine:migrations:migrate|cache:clear|cache:warmup|"
              "migrations:execute|doctrine:migrations:execute|doctrine:migrations:version",
     .effect = Effect::changes,
     .does = "runs {0}",
     .options = "--dry-run:only"},
    {.words = "*", .effect = Effect::unknown, .does = "what {0} does"},
};

static constexpr Form migration_tools_mvn[] = {
    {.words = "dependency:tree|tasks|projects|properties|dependencies|help:effective-pom|flyway:info|flyway:validate|"
              "flywayInfo|flywayValidate|liquibase:status|-version",
     .options = "-q -D= -P= -B -f= --console= -p="},
    {.words = "flyway:clean|flywayClean|flyway:undo|liquibase:dropAll|dropAll|liquibase:rollback",
     .effect = Effect::destroys,
     .does = "runs {0}"},
    {.words = "", .effect = Effect::unknown, .does = "what the build does: {*}", .options = "-v:only --version:only"},
};

static constexpr Form migration_tools_make[] = {
    {.words = "",
     .effect = Effect::unknown,
     .does = "what make runs: {*}",
     .options = "-n,--dry-run,--just-print,--recon:only --list:only -l:only --summary:only"},
};

static constexpr Form migration_tools_cmake[] = {
    {.words = "", .effect = Effect::unknown, .does = "what the build does"},
};

static constexpr Form migration_tools_hasura[] = {
    {.words = "migrate|metadata status|diff|inconsistency|list", .options = "-* --*"},
    {.words = "migrate delete|squash", .effect = Effect::destroys, .does = "deletes migrations"},
    {.words = "* *", .effect = Effect::changes, .does = "runs hasura {0} {*}"},
    {.words = "console", .effect = Effect::reads, .does = "", .never_ends = "the server runs"},
};

static constexpr Form migration_tools_pt_online_schema_change[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "changes tables: {*}",
     .options = "-N,--dry-run:only --dry-run:only -n= -t="},
};

static constexpr Form migration_tools_pgloader[] = {
    {.words = "", .effect = Effect::destroys, .does = "loads data: {*}", .options = "--dry-run:only --version:only"},
};

static constexpr Form migration_tools_pgbadger[] = {
    {.words = "", .effect = Effect::changes, .does = "writes a report", .options = "--version:only"},
};

static constexpr Form migration_tools_pg_dumpbinary[] = {
    {.words = "", .effect = Effect::changes, .does = "runs {*}"},
};

static void judge_migration_tools(Call& call) {
  if (call.name() == "rails" || call.name() == "rake") return judge_tasks(call);
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"prisma", migration_tools_prisma},
      {"alembic", migration_tools_alembic},
      {"flask", migration_tools_flask},
      {"manage.py", migration_tools_manage_py},
      {"django-admin", migration_tools_manage_py},
      {"artisan", migration_tools_artisan},
      {"flyway", migration_tools_flyway},
      {"liquibase", migration_tools_liquibase},
      {"goose", migration_tools_goose},
      {"dbmate", migration_tools_dbmate},
      {"sqitch", migration_tools_sqitch},
      {"knex", migration_tools_knex},
      {"typeorm", migration_tools_typeorm},
      {"typeorm-ts-node-commonjs", migration_tools_typeorm},
      {"typeorm-ts-node-esm", migration_tools_typeorm},
      {"sequelize", migration_tools_sequelize},
      {"sequelize-cli", migration_tools_sequelize},
      {"drizzle-kit", migration_tools_drizzle_kit},
      {"node-pg-migrate", migration_tools_node_pg_migrate},
      {"db-migrate", migration_tools_node_pg_migrate},
      {"mikro-orm", migration_tools_node_pg_migrate},
      {"umzug", migration_tools_node_pg_migrate},
      {"graphile-migrate", migration_tools_node_pg_migrate},
      {"kysely", migration_tools_node_pg_migrate},
      {"migrate", migration_tools_migrate},
      {"golang-migrate", migration_tools_migrate},
      {"atlas", migration_tools_atlas},
      {"tern", migration_tools_tern},
      {"pgroll", migration_tools_tern},
      {"reshape", migration_tools_tern},
      {"pgmigrate", migration_tools_tern},
      {"yoyo", migration_tools_tern},
      {"dbdeploy", migration_tools_tern},
      {"migra", migration_tools_tern},
      {"bytebase", migration_tools_tern},
      {"skeema", migration_tools_tern},
      {"graphile", migration_tools_tern},
      {"dbmigrate", migration_tools_tern},
      {"evolve", migration_tools_tern},
      {"rambler", migration_tools_tern},
      {"diesel", migration_tools_diesel},
      {"sqlx", migration_tools_diesel},
      {"sea-orm-cli", migration_tools_diesel},
      {"refinery", migration_tools_diesel},
      {"mix", migration_tools_mix},
      {"phinx", migration_tools_phinx},
      {"doctrine", migration_tools_phinx},
      {"doctrine-migrations", migration_tools_phinx},
      {"console", migration_tools_phinx},
      {"mvn", migration_tools_mvn},
      {"mvnw", migration_tools_mvn},
      {"gradle", migration_tools_mvn},
      {"gradlew", migration_tools_mvn},
      {"sbt", migration_tools_mvn},
      {"ant", migration_tools_mvn},
      {"make", migration_tools_make},
      {"gmake", migration_tools_make},
      {"just", migration_tools_make},
      {"task", migration_tools_make},
      {"cmake", migration_tools_cmake},
      {"ctest", migration_tools_cmake},
      {"ninja", migration_tools_cmake},
      {"bazel", migration_tools_cmake},
      {"gcc", migration_tools_cmake},
      {"clang", migration_tools_cmake},
      {"cc", migration_tools_cmake},
      {"hasura", migration_tools_hasura},
      {"pt-online-schema-change", migration_tools_pt_online_schema_change},
      {"pt-archiver", migration_tools_pt_online_schema_change},
      {"gh-ost", migration_tools_pt_online_schema_change},
      {"pg_repack", migration_tools_pt_online_schema_change},
      {"pg_squeeze", migration_tools_pt_online_schema_change},
      {"pg-osc", migration_tools_pt_online_schema_change},
      {"pg_partman", migration_tools_pt_online_schema_change},
      {"pgloader", migration_tools_pgloader},
      {"ora2pg", migration_tools_pgloader},
      {"pgcopydb", migration_tools_pgloader},
      {"pg_bulkload", migration_tools_pgloader},
      {"pgsync", migration_tools_pgloader},
      {"dumpling", migration_tools_pgloader},
      {"airbyte", migration_tools_pgloader},
      {"debezium", migration_tools_pgloader},
      {"pg_chameleon", migration_tools_pgloader},
      {"pgbadger", migration_tools_pgbadger},
      {"pg_gather", migration_tools_pgbadger},
      {"pgmetrics", migration_tools_pgbadger},
      {"pgcluu", migration_tools_pgbadger},
      {"check_postgres", migration_tools_pgbadger},
      {"check_postgres.pl", migration_tools_pgbadger},
      {"pg_query_analyzer", migration_tools_pgbadger},
      {"pg_flame", migration_tools_pgbadger},
      {"temboard", migration_tools_pgbadger},
      {"explain.dalibo", migration_tools_pgbadger},
      {"pg_dumpbinary", migration_tools_pg_dumpbinary},
      {"pg_ivm", migration_tools_pg_dumpbinary},
      {"pgtune", migration_tools_pg_dumpbinary},
  };
  call.by_forms_of({.names = "migration_tools",
                    .options = "--help:only --version:only -V:only -v,--verbose -q,--quiet --no-color -c,--config= "
                               "--env= -e,--environment= ",
                    .forms = forms.at(call.name())});
}

extern const Program migration_tools{
    .names =
        "prisma alembic flask manage.py django-admin artisan rails rake flyway liquibase goose dbmate sqitch knex "
        "typeorm typeorm-ts-node-commonjs typeorm-ts-node-esm sequelize sequelize-cli drizzle-kit node-pg-migrate "
        "db-migrate mikro-orm umzug graphile-migrate kysely migrate golang-migrate atlas tern pgroll reshape "
        "pgmigrate yoyo dbdeploy migra bytebase skeema graphile dbmigrate evolve rambler diesel sqlx sea-orm-cli "
        "refinery mix phinx doctrine doctrine-migrations console mvn mvnw gradle gradlew sbt ant make gmake just "
        "task cmake ctest ninja bazel gcc clang cc hasura pt-online-schema-change pt-archiver gh-ost pg_repack "
        "pg_squeeze pg-osc pg_partman pgloader ora2pg pgcopydb pg_bulkload pgsync dumpling airbyte debezium "
        "pg_chameleon pgbadger pg_gather pgmetrics pgcluu check_postgres check_postgres.pl pg_query_analyzer "
        "pg_flame temboard explain.dalibo pg_dumpbinary pg_ivm pgtune",
    .options =
        "--help:only --version:only -V:only -v,--verbose -q,--quiet --no-color -c,--config= --env= "
        "-e,--environment= ",
    .judge = judge_migration_tools,
    .in_project = true};

}  // namespace commands
