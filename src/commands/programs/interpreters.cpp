// Languages: a program in one of them may do anything; some modules and frameworks are known.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

static bool is_version(const Argument& word) {
  return word.is("--version") || word.is("-v") || word.is("-V") || word.is("--help") || word.is("-h") ||
         word.is("version") || word.is("-version") || word.is("--info");
}

// python -m …
static void judge_module(Call& call, const std::vector<Argument>& words) {
  static constexpr std::string_view reading[] = {"json.tool", "this", "site", "sysconfig", "platform"};
  if (words.empty()) return call.not_known("what the module does");
  const auto& module = words[0];
  if (std::any_of(std::begin(reading), std::end(reading), [&](std::string_view one) { return module.is(one); }))
    return words.size() > 2 ? call.does(Effect::changes, "writes " + words[2].shown) : call.reads();
  if (module.is("http.server") || module.is("SimpleHTTPServer")) return call.add({.never_ends = "the server runs"});
  if (module.is("pip") || module.is("alembic") || module.is("flask") || module.is("django")) {
    auto rest = words;
    if (module.is("django")) rest[0].text = "django-admin";
    return call.run(std::move(rest));
  }
  call.not_known("what the module " + module.shown + " does");
}

// Whether the language only looks at what is written in the file, and the tools of .NET at what is there.
static bool only_checks(const std::string& name, const std::vector<Argument>& words) {
  const auto begins = [&](std::initializer_list<std::string_view> with) {
    return words.size() >= with.size() &&
           std::equal(with.begin(), with.end(), words.begin(),
                      [](std::string_view one, const Argument& word) { return word.is(one); });
  };
  if (name == "node" || name == "nodejs") return words.size() == 2 && (begins({"--check"}) || begins({"-c"}));
  if (name == "php") return words.size() == 2 && begins({"-l"});
  if (name == "ruby") return words.size() == 2 && begins({"-c"});
  if (name != "dotnet") return false;
  return (words.size() == 3 && (begins({"ef", "migrations", "list"}) || begins({"ef", "dbcontext", "info"}) ||
                                begins({"ef", "dbcontext", "list"}))) ||
         (words.size() == 1 && (begins({"--list-sdks"}) || begins({"--list-runtimes"})));
}

static void judge_interpreters(Call& call) {
  const auto& words = call.words();
  const auto& name = call.name();
  if (words.size() == 1 && is_version(words[0])) return call.reads();
  if (only_checks(name, words)) return call.reads();
  if (words.empty()) {
    if (call.input().kind != Input::Kind::none) return call.not_known("what " + name + " is given to run");
    return call.add(
        {.effect = Effect::unknown, .not_known = "what " + name + " runs", .session = "a session of " + name});
  }
  const bool python = name.starts_with("python") || name.starts_with("pypy");
  std::size_t at = 0;
  while (python && at < words.size() &&
         (words[at].is("-u") || words[at].is("-B") || words[at].is("-E") || words[at].is("-I") ||
          words[at].is("-s") || words[at].is("-q")))
    ++at;
  if (python && at < words.size() && words[at].is("-m")) return judge_module(call, words_from(words, at + 1));
  // python manage.py …, php artisan …, ruby bin/rails …
  const auto& script = words[std::min(at, words.size() - 1)];
  const auto slash = script.text.rfind('/');
  const auto base = slash == std::string::npos ? script.text : script.text.substr(slash + 1);
  for (const char* framework : {"manage.py", "artisan", "rails", "rake", "console", "phinx", "doctrine"}) {
    if (base != framework) continue;
    auto rest = words_from(words, at);
    rest[0].text = framework;
    return call.run(std::move(rest));
  }
  call.not_known("what " + name + " runs: " + script.shown);
}

extern const Program interpreters{
    .names =
        "python python3 python2 python3.11 python3.12 perl ruby node nodejs php lua Rscript deno bun tsx ts-node "
        "java pypy3 elixir iex groovy "
        "kotlin swift dotnet irb pry ipython jupyter julia ghci scala jshell tclsh osascript pwsh powershell",
    .judge = judge_interpreters};

}  // namespace commands
