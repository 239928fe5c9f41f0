#include "rehearsal/call.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/files.h"
#include "base/process.h"
#include "base/redact.h"
#include "base/text.h"
#include "pg/programs.h"
#include "rehearsal/commands.h"
#include "rehearsal/isolation.h"

namespace rehearsal {

namespace fs = std::filesystem;

base::Json to_json(const Plan& plan) {
  base::Json json{{"host", plan.copy.host}, {"port", plan.copy.port}, {"database", plan.copy.database}};
  json["root"] = plan.root;
  json["keeper"] = plan.keeper;
  json["path"] = plan.path;
  json["program"] = plan.program;
  json["pass"] = plan.pass;
  json["external"] = plan.external;
  json["stand_ins"] = base::Json::array();
  for (const auto& each : plan.stand_ins) json["stand_ins"].push_back(to_json(each));
  return json;
}

Plan plan_from_json(const base::Json& json) {
  Plan out{.copy = {.host = json.at("host"), .port = json.at("port"), .database = json.at("database")},
           .root = json.at("root"),
           .keeper = json.value("keeper", pid_t{0}),
           .path = json.at("path"),
           .program = json.at("program"),
           .pass = json.at("pass"),
           .external = json.at("external").get<std::set<std::string>>()};
  for (const auto& each : json.at("stand_ins")) out.stand_ins.push_back(stand_in_from_json(each));
  return out;
}

// "120", "1.5m", "2h": what GNU sleep takes; several are added up.
static base::Milliseconds slept(const std::vector<std::string>& words) {
  double seconds = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    char* end = nullptr;
    const double number = std::strtod(words[i].c_str(), &end);
    double factor = 1;
    if (*end == 'm') factor = 60;
    if (*end == 'h') factor = 3600;
    if (*end == 'd') factor = 86400;
    if (number > 0) seconds += number * factor;
  }
  constexpr double most = 366.0 * 86400;  // "infinity"
  return base::Milliseconds(static_cast<long long>(std::min(seconds, most) * 1000));
}

// The call behind sudo and its options: nobody becomes somebody else in a rehearsal.
static std::vector<std::string> without_sudo(const std::vector<std::string>& words) {
  std::size_t at = 1;
  for (; at < words.size(); ++at) {
    const auto& word = words[at];
    const auto equals = word.find('=');
    const bool assignment = equals != std::string::npos && equals > 0 && is_program_name(word.substr(0, equals));
    if (word == "--") return {words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end()};
    if (!word.starts_with("-") && !assignment) break;
    if (word == "-u" || word == "-g" || word == "-h" || word == "-p" || word == "-U" || word == "-C" || word == "-D")
      ++at;
  }
  if (at >= words.size()) return {};
  return {words.begin() + static_cast<std::ptrdiff_t>(at), words.end()};
}

// Our own commands read addresses from options and configuration as well: the option given first wins over all.
static Decision decide_for_ourselves(const std::vector<std::string>& words, const Plan& plan) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto& word = words[i];
    if (!word.starts_with("--database-url")) continue;
    const auto value = word.starts_with("--database-url=") ? word.substr(15)
                       : i + 1 < words.size()              ? words[i + 1]
                                                           : "";
    const std::vector<std::string> as_psql{"-d", value};
    const auto host = [&](const std::string& name) -> std::optional<std::string> {
      return name == "PGHOST" ? std::optional(plan.copy.host) : std::nullopt;
    };
    if (auto reason = elsewhere("psql", as_psql, host, plan.copy))
      return {.kind = Decision::Kind::refuse, .reason = std::move(*reason)};
    return {.words = words};
  }
  Decision out{.words = words};
  out.words.insert(out.words.begin() + 1, "--database-url=" + plan.copy.url());
  return out;
}

static bool is_answered_for(const std::string& name, const Plan& plan) {
  if (plan.external.contains(name) || is_postgres_client(name)) return true;
  for (const auto* each : {"sleep", "sudo", "doas", "lockkeeper", "lk"}) {
    if (name == each) return true;
  }
  return std::any_of(plan.stand_ins.begin(), plan.stand_ins.end(),
                     [&](const StandIn& each) { return each.command.substr(0, each.command.find(' ')) == name; });
}

// "/usr/bin/kubectl" is kubectl where that is answered for.
static std::string known_as(const std::string& word, const Plan& plan) {
  if (word.find('/') == std::string::npos) return word;
  auto name = fs::path(word).filename().string();
  return is_answered_for(name, plan) ? name : word;
}

// `timeout 30m /usr/bin/kubectl`, `env -i kubectl`: the program's word becomes the link's path, whatever PATH is
// then. It is the first word that is known for a program; before it stand options and their values.
static Decision decide_for_runner(std::vector<std::string> words, const Plan& plan) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto name = fs::path(words[i]).filename().string();
    if (is_answered_for(name, plan)) words[i] = (fs::path(plan.program).parent_path() / "bin" / name).string();
    if (is_answered_for(name, plan) || is_local(name)) break;
  }
  return {.words = std::move(words)};
}

static bool is_runner(const std::string& name) {
  const auto names = runners();
  return std::find(names.begin(), names.end(), name) != names.end();
}

Decision decide(const std::vector<std::string>& given, const Plan& plan, const Lookup& environment) {
  if (const auto* declared = find_stand_in(plan.stand_ins, given))
    return {.kind = Decision::Kind::stand_in, .declared = declared};
  auto words = given;
  words.front() = known_as(given.front(), plan);
  const std::string& name = words.front();
  if (const auto* declared = find_stand_in(plan.stand_ins, words))
    return {.kind = Decision::Kind::stand_in, .declared = declared};
  if (is_runner(name)) return decide_for_runner(std::move(words), plan);
  if (name == "sleep") return {.kind = Decision::Kind::wait, .wait = slept(words)};
  if (name == "sudo" || name == "doas") {
    auto rest = without_sudo(words);
    if (rest.empty()) return {.kind = Decision::Kind::stand_in};
    return {.words = std::move(rest)};
  }
  if (name == "lockkeeper" || name == "lk") return decide_for_ourselves(words, plan);
  if (is_postgres_client(name)) {
    const std::vector<std::string> arguments(words.begin() + 1, words.end());
    if (auto reason = elsewhere(name, arguments, environment, plan.copy))
      return {.kind = Decision::Kind::refuse, .reason = std::move(*reason)};
    return {.words = words};
  }
  if (plan.external.contains(name)) return {.kind = Decision::Kind::stand_in};
  return {.words = words};
}

// One write, so that calls of a pipeline do not mix.
static void write_down(const fs::path& folder, const Call& call) {
  base::Json json{{"step", call.step}, {"kind", call.kind}, {"command", base::redact(call.command)}};
  json["declared"] = call.declared;
  json["exit"] = call.exit_code;
  json["reason"] = call.reason;
  json["waited_ms"] = call.waited.count();
  const auto line = json.dump(-1, ' ', false, base::Json::error_handler_t::replace) + "\n";
  const int file = ::open((folder / "calls").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  [[maybe_unused]] const auto written = ::write(file, line.data(), line.size());
  ::close(file);
}

std::vector<Call> read_calls(const fs::path& folder) {
  std::vector<Call> out;
  std::error_code missing;
  if (!fs::exists(folder / "calls", missing)) return out;
  const std::string text = base::read_file(folder / "calls");
  for (const auto line : base::lines(text)) {
    const auto json = base::Json::parse(line, nullptr, false);
    if (!json.is_object()) continue;
    out.push_back({.step = json.value("step", ""),
                   .kind = json.value("kind", ""),
                   .command = json.value("command", ""),
                   .declared = json.value("declared", false),
                   .exit_code = json.value("exit", 0),
                   .reason = json.value("reason", ""),
                   .waited = base::Milliseconds(json.value("waited_ms", 0LL))});
  }
  return out;
}

static std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> out;
  for (const auto& word : words) out.push_back(const_cast<char*>(word.c_str()));
  out.push_back(nullptr);
  return out;
}

// Returns only where it cannot be done.
static void take_our_place(const std::string& program, const std::vector<std::string>& words,
                           const base::Environment& environment) {
  const auto entries = environment.entries();
  ::execve(program.c_str(), pointers(words).data(), pointers(entries).data());
}

static std::optional<fs::path> find_in(const std::string& path, const std::string& name) {
  for (const auto folder : base::split(path, ':')) {
    const auto candidate = fs::path(folder.empty() ? "." : folder) / name;
    std::error_code unknown;
    if (::access(candidate.c_str(), X_OK) == 0 && !fs::is_directory(candidate, unknown)) return candidate;
  }
  return std::nullopt;
}

static std::optional<fs::path> real_program(const std::string& name, const Plan& plan) {
  if (name == "lockkeeper" || name == "lk") return plan.program;
  if (is_postgres_client(name)) {
    for (const auto& folder : pg::program_folders()) {
      if (::access((folder / name).c_str(), X_OK) == 0) return folder / name;
    }
  }
  return find_in(plan.path, name);
}

static int become(const std::vector<std::string>& words, const Plan& plan, const base::Environment& environment) {
  const auto& name = words.front();
  const bool judged = is_postgres_client(name) || name == "lockkeeper" || name == "lk";
  if (name.find('/') != std::string::npos) {
    take_our_place(name, words, environment);
  } else if (const auto program = real_program(name, plan); program && (judged || !plan.external.contains(name))) {
    auto called = words;
    if (name == "lockkeeper" || name == "lk") called.front() = program->string();  // see answer_call
    take_our_place(program->string(), called, environment);
  }
  fmt::print(stderr, "{}: command not found\n", name);
  return 127;
}

static int act_out(const Decision& decision, const std::vector<std::string>& words, bool pass,
                   const base::Environment& environment) {
  if (!decision.declared) {
    fmt::print(stderr, "lockkeeper rehearsal: nothing stands in for '{}'{}\n", words.front(),
               pass ? "; taken as done" : "");
    return pass ? 0 : 1;
  }
  if (!decision.declared->run) {
    std::string text = decision.declared->output;
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
    return decision.declared->exit_code;
  }
  // The words are the snippet's parameters and never a part of its text.
  base::Command shell{.argv = {"/bin/sh", "-c", *decision.declared->run}, .inherited = environment, .inherit = true};
  shell.argv.insert(shell.argv.end(), words.begin(), words.end());
  return base::run(shell).exit_code;
}

// bash itself is called by the executor: where the rehearsal has files of its own, it starts among them.
static int become_bash(int argc, char** argv, const Plan& plan, base::Environment environment) {
  std::vector<std::string> words(argv, argv + argc);
  if (!plan.root.empty() && environment.value(inside_variable).empty()) {
    if (!enter({.root = plan.root, .keeper = plan.keeper})) {
      fmt::print(stderr, "cannot enter the rehearsal's files in {}: {}\n", plan.root, ::strerror(errno));
      return 126;
    }
  }
  environment.set(inside_variable, "yes");
  words.front() = "bash";
  const auto real = find_in(plan.path, "bash");
  take_our_place(real ? real->string() : "/bin/bash", words, environment);
  fmt::print(stderr, "bash: command not found\n");
  return 127;
}

// What the program calls in its turn finds the stand-ins, whatever the fence has made of PATH.
static base::Environment first_in_path(const fs::path& bin, base::Environment environment) {
  const auto path = environment.value("PATH");
  if (!path.starts_with(bin.string() + ":")) environment.set("PATH", bin.string() + ":" + path);
  return environment;
}

static int answer(const fs::path& folder, const Plan& plan, std::vector<std::string> words,
                  const base::Environment& environment) {
  const auto looked_up = [&](const std::string& name) { return environment.find(name); };
  for (int nested = 0; nested < 5; ++nested) {  // sudo sudo …
    const auto decision = decide(words, plan, looked_up);
    Call call{.step = environment.value("LOCKKEEPER_STEP"), .command = fmt::format("{}", fmt::join(words, " "))};
    switch (decision.kind) {
      case Decision::Kind::pass_on:
        if (decision.words.front() != words.front()) {
          words = decision.words;
          continue;
        }
        return become(decision.words, plan, first_in_path(folder / "bin", environment));
      case Decision::Kind::wait:
        call.kind = "wait";
        call.waited = decision.wait;
        write_down(folder, call);
        return 0;
      case Decision::Kind::refuse:
        call.kind = "refused";
        call.reason = decision.reason;
        call.exit_code = refused_exit;
        write_down(folder, call);
        fmt::print(stderr, "lockkeeper rehearsal: refused, {} would reach {} and not the copy\n", words.front(),
                   decision.reason);
        return refused_exit;
      case Decision::Kind::stand_in:
        call.kind = "stand-in";
        call.declared = decision.declared != nullptr;
        call.exit_code = act_out(decision, words, plan.pass, environment);
        write_down(folder, call);
        return call.exit_code;
    }
  }
  return 126;
}

// The variable says it; an environment that was emptied (`env -i`) does not, but the link that was called lies in it.
static std::string folder_of_rehearsal(const fs::path& called, const base::Environment& environment) {
  auto folder = environment.value(folder_variable);
  std::error_code missing;
  const auto above = called.parent_path().parent_path();
  if (folder.empty() && called.parent_path().filename() == "bin" && fs::is_symlink(called, missing) &&
      fs::exists(above / "plan.json", missing) && fs::exists(above / "bash_env", missing))
    folder = above.string();
  return folder;
}

std::optional<int> answer_call(int argc, char** argv, base::Environment environment) {
  if (argc < 1) return std::nullopt;
  const std::string folder = folder_of_rehearsal(argv[0], environment);
  if (folder.empty()) return std::nullopt;
  std::vector<std::string> words(argv, argv + argc);
  words.front() = fs::path(words.front()).filename();
  // By its own name it is called by the plan's full path, or by the link in the folder of the stand-ins.
  const bool ourselves = words.front() == "lockkeeper" || words.front() == "lk";
  if (ourselves && fs::path(argv[0]).parent_path() != fs::path(folder) / "bin" &&
      std::string_view(argv[0]).find('/') != std::string_view::npos)
    return std::nullopt;
  try {
    if (words.front() == keeper_name) return keep(folder);
    const auto plan = plan_from_json(base::Json::parse(base::read_file(fs::path(folder) / "plan.json")));
    if (words.front() == "bash") return become_bash(argc, argv, plan, std::move(environment));
    return answer(folder, plan, std::move(words), environment);
  } catch (const std::exception& problem) {
    fmt::print(stderr, "lockkeeper rehearsal: {}\n", problem.what());
    return 126;
  }
}

}  // namespace rehearsal
