// Programs that run those of a project: npx, bundle exec, poetry run.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

static bool is_any(const Argument& word, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return word.is(name); });
}

static void run_behind(Call& call, std::size_t first, std::string_view options) {
  const auto rest = words_from(call.words(), first);
  const auto given = read_options(rest, {.options = options, .stops = true});
  if (call.refuses(given)) return;
  for (const auto& text : given.values("-c")) call.run_text(text);
  auto words = words_from(rest, given.first_operand);
  if (words.empty()) return call.not_known("what " + call.name() + " runs");
  // prisma@5.1: a version
  auto& program = words[0].text;
  if (const auto at = program.find('@', 1); at != std::string::npos) program.erase(at);
  call.run(std::move(words));
}

// Scripts of package.json have any name.
static void judge_script(Call& call, const std::vector<Argument>& words) {
  if (words.empty()) return call.reads();  // lists them
  for (const char* server : {"dev", "start", "serve", "watch", "preview", "start:dev"}) {
    if (words[0].is(server))
      return call.add({.effect = Effect::unknown,
                       .not_known = "what the script " + words[0].shown + " does",
                       .never_ends = "the server runs"});
  }
  call.not_known("what the script " + words[0].shown + " does");
}

static void judge_node_packages(Call& call) {
  static constexpr Form forms[] = {
      {.words = "audit fix", .effect = Effect::changes, .does = "installs packages"},
      {.words = "version .", .options = "--json"},
      {.words = "pkg get"},
      {.words = "ls|list|ll|view|info|show|outdated|audit|explain|why|ping|whoami|root|prefix|bin|doctor|fund|search|"
                "query|licenses|get|help",
       .options = "--json --depth= -g,--global --all --long --prod --production --omit= --parseable --registry= -a "
                  "-w,--workspace= --prefix= -C= --cwd= --silent -s --level= --audit-level= --pattern= --filter= "
                  "-r,--recursive -v,--version:only"},

      {.words = "config get|list", .options = "--json -g"},
      {.words = "install|ci|i|add|remove|rm|uninstall|update|upgrade|dedupe|prune|rebuild|link|unlink|init|publish|"
                "config|set|cache|import|store|login|logout|patch|up|un|global|version|pkg|workspaces",
       .effect = Effect::changes,
       .does = "runs {0} {*}"},
      {.words = ".",
       .effect = Effect::changes,
       .does = "installs packages",
       .options = "--prod --production --frozen-lockfile -v,--version:only --version:only -h,--help:only"},
  };
  const auto options = read_options(
      call.words(),
      {.options =
           "--prefix= -C= --cwd= -w,--workspace= --filter= -s,--silent -r,--recursive -v,--version:only --help:only",
       .stops = true});
  const auto words = words_from(call.words(), options.first_operand);
  if (call.refuses(options)) return;
  if (words.empty()) return call.by_forms_of({.names = "packages", .forms = forms});
  const auto& first = words[0];
  if (is_any(first, {"run", "run-script", "rum"})) return judge_script(call, words_from(words, 1));
  if (is_any(first, {"start", "test", "t", "stop", "restart", "dev", "build", "serve"}))
    return judge_script(call, words);
  const auto before = call.words().size() - words.size();
  if (is_any(first, {"exec", "x", "dlx"}))
    return run_behind(call, before + 1, "-y,--yes -p,--package= -c,--call= -q --silent --bun");
  for (const auto& form : forms) {
    for (const auto word : base::split(form.words, '|')) {
      if (word == first.text || word == first.text + " fix")
        return call.by_forms_of(
            {.names = "packages",
             .options = "--prefix= -C= --cwd= -w,--workspace= --filter= -s,--silent -r,--recursive",
             .forms = forms});
    }
  }
  if (call.name() == "yarn" || call.name() == "pnpm") return run_behind(call, before, "");  // yarn prisma …
  call.not_known("what " + call.name() + " " + first.shown + " does");
}

static void judge_bundle(Call& call) {
  static constexpr Form forms[] = {
      {.words = "list|show|info|outdated|check|platform|licenses",
       .options = "--gemfile= --path --verbose --dry-run"},
      {.words = "install|update|add|remove|clean|lock|package|cache|init|binstubs|pristine|sync|shell|self|run|build|"
                "publish|new|config|version|env|create|use|venv|uninstall|graph",
       .effect = Effect::changes,
       .does = "runs {0} {*}"},
  };
  const auto& words = call.words();
  if (!words.empty() && is_any(words[0], {"exec", "run"}))
    return run_behind(call, 1,
                      "--keep-file-descriptors --gemfile= --with= --no-sync --frozen --env-file= --all-extras "
                      "--extra= --group= -q --no-dev --python= -p= -E= --dev");
  call.by_forms_of({.names = "bundle", .forms = forms});
}

static void judge_runners(Call& call) {
  const auto& name = call.name();
  if (name == "npx" || name == "bunx" || name == "pnpx")
    return run_behind(call, 0,
                      "-y,--yes -p,--package= --no-install --no -q,--quiet -c,--call= --bun --version:only -v:only "
                      "--ignore-existing");
  if (name == "dotenvx" || name == "dotenv-cli")
    return run_behind(call, call.words().empty() || !call.words()[0].is("run") ? 0 : 1, "-e= -f=");
  if (name == "npm" || name == "yarn" || name == "pnpm") return judge_node_packages(call);
  judge_bundle(call);
}

extern const Program project_runners{
    .names = "npx bunx pnpx npm yarn pnpm bundle bundler poetry pipenv uv pdm rye hatch dotenvx dotenv-cli",
    .judge = judge_runners,
    .in_project = true};

}  // namespace commands
