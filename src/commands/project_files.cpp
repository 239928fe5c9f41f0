#include "commands/project_files.h"

#include <array>

#include "base/text.h"

namespace commands {

namespace {
struct Runner {
  std::string_view programs;
  std::string_view files;    // where no option names one
  std::string_view options;  // that name one
};
}  // namespace

static constexpr std::array runners{
    Runner{"make gmake", "GNUmakefile makefile Makefile", "-f --file --makefile"},
    Runner{"just", "justfile .justfile Justfile", "-f --justfile"},
    Runner{"task", "Taskfile.yml Taskfile.yaml taskfile.yml", "-t --taskfile"},
    Runner{"npm yarn pnpm bun", "package.json", ""},
    Runner{"rake rails", "Rakefile", "-f --rakefile"},
    Runner{"composer", "composer.json", ""},
    Runner{"mix", "mix.exs", ""},
    Runner{"mvn mvnw", "pom.xml", "-f --file"},
    Runner{"gradle gradlew", "build.gradle build.gradle.kts", "-b --build-file"},
    Runner{"ant", "build.xml", "-f -file -buildfile"},
    Runner{"invoke inv fab", "tasks.py fabfile.py", ""},
    Runner{"docker-compose podman-compose docker podman",
           "compose.yaml compose.yml docker-compose.yml docker-compose.yaml", "-f --file"},
    Runner{"flyway", "flyway.conf flyway.toml", ""},
    Runner{"alembic", "alembic.ini", "-c --config"},
    Runner{"sqitch", "sqitch.conf sqitch.plan", ""},
    Runner{"knex", "knexfile.js knexfile.ts", "--knexfile"},
};

static bool lists(std::string_view list, std::string_view word) {
  for (const auto each : base::split(list, ' ')) {
    if (each == word && !word.empty()) return true;
  }
  return false;
}

// -f FILE, --file FILE, --file=FILE
static std::vector<std::string> files_given(std::string_view options, std::span<const Argument> words) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto& word = words[at].text;
    const auto equals = word.find('=');
    if (lists(options, word) && at + 1 < words.size()) out.push_back(words[at + 1].text);
    if (equals != std::string::npos && lists(options, std::string_view(word).substr(0, equals)))
      out.push_back(word.substr(equals + 1));
  }
  return out;
}

std::vector<std::string> project_files(std::string_view program, std::span<const Argument> words) {
  for (const auto& runner : runners) {
    if (!lists(runner.programs, program)) continue;
    const bool engine = program == "docker" || program == "podman";
    if (engine && (words.empty() || !words[0].is("compose"))) return {};
    auto given = files_given(runner.options, words);
    if (!given.empty()) return given;
    for (const auto file : base::split(runner.files, ' ')) given.emplace_back(file);
    return given;
  }
  return {};
}

}  // namespace commands
