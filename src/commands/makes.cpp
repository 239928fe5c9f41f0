#include "commands/makes.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "commands/judge.h"
#include "commands/options.h"

namespace commands {

std::string_view name(Made::What what) {
  switch (what) {
    case Made::What::backup:
      return "backup";
    case Made::What::backup_read:
      return "backup-read";
    case Made::What::restore:
      return "restore";
    case Made::What::migrations:
      return "migrations";
    case Made::What::undo:
      return "undo";
    case Made::What::replicas:
      return "replicas";
  }
  return "backup";
}

static constexpr std::string_view of_clients =
    "-h,--host= -p,--port= -U,--username= -d,--dbname= -w -W -v -e -f,--file= -F,--format= -j,--jobs= -D,--pgdata= "
    "-t,--table= "
    "-T,--exclude-table= -n,--schema= -N,--exclude-schema= -a,--data-only -s,--schema-only -l,--list -Z,--compress= "
    "-c,--command= -1 -X -q -L= -S= -r= -R -P --role= --section= -* --*";

static constexpr std::string_view of_dumpall =
    "-h,--host= -p,--port= -U,--username= -d,--dbname= -l,--database= -f,--file= -S,--superuser= --role= "
    "--lock-wait-timeout= --rows-per-insert= --extra-float-digits= -E,--encoding= -t -r -g -s -a -c -O -x -v -w -W "
    "-* --*";

// The tools that keep a history of migrations, and what their words mean.
static bool is_migration_tool(std::string_view program) {
  static const std::set<std::string_view> names{"prisma",
                                                "alembic",
                                                "flask",
                                                "manage.py",
                                                "django-admin",
                                                "artisan",
                                                "rails",
                                                "rake",
                                                "flyway",
                                                "liquibase",
                                                "goose",
                                                "dbmate",
                                                "sqitch",
                                                "knex",
                                                "typeorm",
                                                "sequelize",
                                                "sequelize-cli",
                                                "drizzle-kit",
                                                "node-pg-migrate",
                                                "db-migrate",
                                                "mikro-orm",
                                                "migrate",
                                                "golang-migrate",
                                                "atlas",
                                                "tern",
                                                "diesel",
                                                "sqlx",
                                                "mix",
                                                "phinx",
                                                "doctrine",
                                                "doctrine-migrations",
                                                "pgroll",
                                                "graphile-migrate",
                                                "umzug",
                                                "yoyo",
                                                "typeorm-ts-node-commonjs",
                                                "typeorm-ts-node-esm",
                                                "sea-orm-cli",
                                                "hasura"};
  return names.contains(program);
}

// "db:migrate:status", "migrate deploy", "migration:revert": by its pieces, the last that says something decides.
static std::optional<Made::What> meaning_of(std::string_view words) {
  std::string text = base::to_lower(words);
  for (char& c : text) {
    if (c == ':' || c == '-' || c == '_' || c == '.') c = ' ';
  }
  bool migrates = false;
  bool undoes = false;
  for (const auto word : base::split(text, ' ')) {
    static const std::set<std::string_view> looks{
        "status",   "info", "list", "show", "validate", "verify",  "check", "diff", "history", "plan", "create",
        "generate", "new",  "make", "dry",  "version",  "current", "heads", "help", "resolve", "test"};
    static const std::set<std::string_view> back{"down", "rollback", "undo", "revert", "downgrade", "reset", "drop"};
    static const std::set<std::string_view> on{"migrate",    "deploy",    "up",  "upgrade", "latest", "apply",
                                               "migrations", "migration", "run", "push",    "update", "ecto"};
    if (looks.contains(word)) return std::nullopt;
    undoes = undoes || back.contains(word);
    migrates = migrates || on.contains(word);
  }
  if (undoes) return Made::What::undo;
  if (migrates) return Made::What::migrations;
  return std::nullopt;
}

static std::string joined(const std::vector<Argument>& words) {
  std::string out;
  for (const auto& word : words) {
    if (!word.text.starts_with('-') && word.text.find('/') == std::string::npos)
      out += (out.empty() ? "" : " ") + word.text;
  }
  return out;
}

static Made about(Made::What what, const Argument& file, const Options& options) {
  Made out{.what = what, .subject = file.text, .shown = file.shown};
  const auto host = options.values("-h");
  const auto database = options.values("-d");
  if (!host.empty()) out.host = host.front().known() ? host.front().text : host.front().shown;
  if (!database.empty()) out.database = database.front().known() ? database.front().text : database.front().shown;
  return out;
}

static void name_database(Made& made, const Argument& word) {
  if (made.database.empty()) made.database = word.known() ? word.text : word.shown;
}

// --section=data, --globals-only and their like, shortened as getopt_long takes them too.
static bool leaves_out(const Argument& word) {
  static constexpr std::string_view parts[] = {"--table",
                                               "--table-and-children",
                                               "--schema",
                                               "--data-only",
                                               "--schema-only",
                                               "--statistics-only",
                                               "--section",
                                               "--filter",
                                               "--extension",
                                               "--no-data",
                                               "--no-schema",
                                               "--globals-only",
                                               "--roles-only",
                                               "--exclude-table",
                                               "--exclude-schema",
                                               "--exclude-database",
                                               "--tablespaces-only",
                                               "--exclude-table-and-children",
                                               "--exclude-extension",
                                               "--exclude-table-data",
                                               "--exclude-table-data-and-children"};
  const auto name = std::string_view(word.text).substr(0, word.text.find('='));
  if (name.size() < 4 || name == "--role") return false;
  return std::ranges::any_of(parts, [&](std::string_view part) { return part.starts_with(name); });
}

// A copy of a part is no backup of the whole.
static std::optional<Made> made_by_dump(std::string_view program, const Options& options, const Place& place) {
  if (program == "pg_dumpall" && options.has("-r")) return std::nullopt;
  for (const char* part : {"-t", "-n", "-s", "-a", "-T", "-N", "-g", "-e"}) {
    if (options.has(part)) return std::nullopt;
  }
  const auto file = options.values(program == "pg_basebackup" ? "-D" : "-f");
  const bool nowhere = !file.empty() && (file.front().is("/dev/null") || file.front().is("-"));
  if (file.empty() || nowhere) {
    if (nowhere && file.front().is("/dev/null")) return std::nullopt;
    if (place.output.text.empty() || place.output.is("/dev/null")) return std::nullopt;
    auto out = about(Made::What::backup, place.output, options);
    if (!options.operands.empty()) name_database(out, options.operands.front());
    return out;
  }
  auto out = about(Made::What::backup, file.front(), options);
  out.elsewhere = place.remote ? place.elsewhere : "";
  if (!options.operands.empty() && program == "pg_dump") name_database(out, options.operands.front());
  return out;
}

static std::optional<Made> made_by_restore(const Options& options, const Place& place) {
  const auto into = options.values("-d");
  Argument file = options.operands.empty() ? place.input_file : options.operands.front();
  if (file.text.empty()) return std::nullopt;
  return about(into.empty() || options.has("-l") ? Made::What::backup_read : Made::What::restore, file, options);
}

static std::optional<Made> made_by_psql(const Options& options, const Place& place) {
  Made out;
  if (const auto files = options.values("-f"); !files.empty() && !files.front().is("-"))
    out = about(Made::What::migrations, files.front(), options);
  else if (!place.input_file.text.empty() && !options.has("-c"))
    out = about(Made::What::migrations, place.input_file, options);
  else
    return std::nullopt;
  if (!options.operands.empty()) name_database(out, options.operands.front());
  return out;
}

// gzip -t FILE, zstd -t FILE: read to the end.
static std::optional<Made> made_by_compressor(const std::vector<Argument>& words) {
  const auto options = read_options(words, {.options = "-t,--test -v -q -k -c -d -l -f -* --*"});
  if (!options.has("-t") || options.operands.empty()) return std::nullopt;
  return about(Made::What::backup_read, options.operands.front(), options);
}

static std::optional<Made> made_by_scaling(const std::vector<Argument>& words) {
  const auto options = read_options(words, {.options = "-n,--namespace= --replicas= --current-replicas= --timeout= "
                                                       "--context= -l= -f,--filename= -* --*"});
  if (options.operands.size() < 2 || !options.operands.front().is("scale")) return std::nullopt;
  const auto replicas = options.value("--replicas");
  Made out{.what = Made::What::replicas};
  long long count = 0;
  const auto [end, problem] = std::from_chars(replicas.data(), replicas.data() + replicas.size(), count);
  if (problem != std::errc{} || end != replicas.data() + replicas.size()) return std::nullopt;
  out.count = count;
  for (std::size_t at = 1; at < options.operands.size(); ++at)
    out.subject += (at > 1 ? " " : "") + options.operands[at].shown;
  out.shown = out.subject;
  return out;
}

// npm run migrate, yarn db:migrate: the script's name says what it is for.
static std::optional<Made> made_by_script(const std::vector<Argument>& words) {
  if (words.empty()) return std::nullopt;
  const bool run = words[0].is("run") || words[0].is("run-script");
  const std::size_t at = run ? 1 : 0;
  if (words.size() <= at || words[at].text.find("migrat") == std::string::npos) return std::nullopt;
  if (const auto what = meaning_of(words[at].text)) return Made{.what = *what};
  return std::nullopt;
}

// Tools that keep backups where they like.
static std::optional<Made> made_by_keeper(std::string_view program, const std::vector<Argument>& words) {
  struct Keeper {
    std::string_view program;
    std::string_view words;  // all of them, in any order
  };
  static constexpr Keeper keepers[] = {
      {"pgbackrest", "backup"},
      {"barman", "backup"},
      {"wal-g", "backup-push"},
      {"wal-e", "backup-push"},
      {"pg_probackup", "backup"},
      {"aws", "rds create-db-snapshot"},
      {"aws", "rds create-db-cluster-snapshot"},
      {"gcloud", "sql backups create"},
      {"az", "postgres backup create"},
      {"heroku", "pg:backups:capture"},
  };
  const auto has = [&](std::string_view wanted) {
    return std::ranges::any_of(words, [&](const Argument& word) { return word.is(wanted); });
  };
  for (const auto& each : keepers) {
    if (each.program != program) continue;
    const auto wanted = base::split(each.words, ' ');
    if (!std::ranges::all_of(wanted, has)) continue;
    return Made{.what = Made::What::backup,
                .subject = std::string(program),
                .shown = std::string(program),
                .elsewhere = fmt::format("the keeping of {}", program)};
  }
  return std::nullopt;
}

std::optional<Made> made_by(std::string_view program, const std::vector<Argument>& words, const Place& place) {
  const auto any = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, program) != names.end();
  };
  for (const auto& word : words) {
    for (const char* looks : {"--help", "--version", "--dry-run", "--sql", "--plan", "--check", "--list"}) {
      if (word.is(looks) && program != "pg_restore") return std::nullopt;
    }
  }
  if (any({"pg_dump", "pg_dumpall"}) && std::ranges::any_of(words, leaves_out)) return std::nullopt;
  if (program == "pg_dumpall") return made_by_dump(program, read_options(words, {.options = of_dumpall}), place);
  if (any({"pg_dump", "pg_basebackup"}))
    return made_by_dump(program, read_options(words, {.options = of_clients}), place);
  if (program == "pg_restore") return made_by_restore(read_options(words, {.options = of_clients}), place);
  if (program == "psql") return made_by_psql(read_options(words, {.options = of_clients}), place);
  if (program == "pg_verifybackup" && !words.empty()) return about(Made::What::backup_read, words.back(), Options{});
  if (any({"gzip", "gunzip", "zstd", "unzstd", "xz", "lz4", "bzip2", "pigz"})) return made_by_compressor(words);
  if (any({"kubectl", "oc"})) return made_by_scaling(words);
  if (any({"npm", "yarn", "pnpm", "make", "just", "task", "composer"})) return made_by_script(words);
  if (auto kept = made_by_keeper(program, words)) return kept;
  if (is_migration_tool(program)) {
    const auto said =
        any({"goose", "dbmate", "flyway", "liquibase", "sqitch", "migrate", "golang-migrate", "tern"})
            ? joined(words)
            : std::string(program == "prisma" || program == "alembic" ? program : "") + " " + joined(words);
    if (const auto what = meaning_of(said)) return Made{.what = *what};
  }
  return std::nullopt;
}

void name_from_environment(Made& made, std::string_view program,
                           const std::function<std::optional<std::string>(const std::string&)>& value) {
  static const std::set<std::string_view> clients{"pg_dump", "pg_dumpall", "pg_basebackup", "pg_restore", "psql"};
  if (!clients.contains(program)) return;
  const auto take = [&](const char* name, std::string_view before) -> std::string {
    const auto found = value(name);
    if (!found || found->empty()) return {};
    return fmt::format("{}{}", before,
                       found->find(unknown_piece) == std::string::npos ? *found : fmt::format("${}", name));
  };
  const bool says_where =
      made.database.find_first_of("$`") != std::string::npos || made.database.find("://") != std::string::npos ||
      made.database.find("host") != std::string::npos || made.database.find("service") != std::string::npos;
  for (const char* name : {"PGHOST", "PGHOSTADDR"}) {
    if (made.host.empty() && !says_where) made.host = take(name, "");
  }
  if (made.host.empty() && !says_where) made.host = take("PGSERVICE", "service ");
  const bool names_one =
      made.what != Made::What::backup_read && program != "pg_dumpall" && program != "pg_basebackup";
  if (made.database.empty() && names_one) made.database = take("PGDATABASE", "");
}

}  // namespace commands
