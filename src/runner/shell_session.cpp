#include "runner/shell_session.h"

#include <fstream>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "runbook/shell.h"

namespace runner {

// $1 the script, $2 the state to start from or "", $3 where to save the state, $4 where to write what failed, $5 a
// folder for this script alone or "", $6 folder of this program, $7 the folder to start in.
//
// Only what the fences themselves set is saved: names whose value is still that of the environment are left out, so
// that a corrected environment counts when the run is resumed. The last line of a saved state says it is whole.
static constexpr const char* wrapper = R"bash(
__lk_script=$1 __lk_load=$2 __lk_save=$3 __lk_failed=$4 __lk_folder=$5 __lk_bin=$6
cd -- "$7" || exit 125
set --
# A service of the environment would count before PGHOST and PGDATABASE of the run.
if [[ -n ${LOCKKEEPER_NO_SERVICE-} ]]; then unset PGSERVICE; fi
declare -A __lk_old=() __lk_set=()
for __lk_name in $(compgen -e); do __lk_old[$__lk_name]=${!__lk_name}; done
if [[ -n $__lk_load ]]; then . "$__lk_load" || exit 125; fi
if [[ -n ${LOCKKEEPER_REHEARSAL-} && -n ${BASH_ENV-} ]]; then . "$BASH_ENV"; fi
case ":$PATH:" in *":$__lk_bin:"*) ;; *) PATH=$__lk_bin:$PATH ;; esac
__lk_home=$PWD
if [[ -n $__lk_folder ]]; then cd -- "$__lk_folder" || exit 125; fi
# Linux starts no program with a variable of 128 kB or more, nor with too many of them, and does not say which.
__lk_name_large() {
  local LC_ALL=C __lk_each __lk_value __lk_largest= __lk_bytes __lk_most=0 __lk_all=0
  for __lk_each in $(compgen -e); do
    __lk_value=${!__lk_each}
    __lk_bytes=$((${#__lk_each} + ${#__lk_value} + 2))
    ((__lk_all += __lk_bytes))
    if ((__lk_bytes > __lk_most)); then __lk_most=$__lk_bytes __lk_largest=$__lk_each; fi
  done
  if ((__lk_most > 131072 || __lk_all > 1900000)); then
    printf 'lockkeeper: the exported variable %s holds %d bytes: no program can be started beside it ("Argument list too long"). Keep it in a file, or say: export -n %s\n' \
      "$__lk_largest" "$((__lk_most - ${#__lk_largest} - 2))" "$__lk_largest" >&2
  fi
}
__lk_save_state() {
  local __lk_code=$? __lk_each
  trap - EXIT ERR
  set +e +x
  __lk_name_large
  [[ -z $__lk_folder ]] && __lk_home=$PWD
  {
    for __lk_each in $(compgen -v); do
      case $__lk_each in
        __lk_* | BASH* | LOCKKEEPER_* | COMP_* | EPOCH* | DIRSTACK | EUID | FUNCNAME | GROUPS | HISTCMD | LINENO | OLDPWD | OPTERR | \
        OPTIND | PIPESTATUS | PPID | PS4 | PWD | RANDOM | SECONDS | SHELLOPTS | SHLVL | SRANDOM | UID | _) continue ;;
      esac
      if [[ -z ${__lk_set[$__lk_each]+x} ]]; then
        [[ -n ${__lk_old[$__lk_each]+x} && ${__lk_old[$__lk_each]} == "${!__lk_each}" ]] && continue
        [[ -n ${__lk_fresh[$__lk_each]+x} ]] && continue
      fi
      declare -p "$__lk_each" 2>/dev/null && printf '__lk_set[%q]=1\n' "$__lk_each"
    done
    for __lk_each in $(compgen -A function); do
      [[ $__lk_each == __lk_* ]] || declare -f "$__lk_each"
    done
    printf 'cd -- %q || { echo "the folder of the step before, %q, is gone" >&2; return 125; }\n' "$__lk_home" "$__lk_home"
    echo '__lk_whole=1'
  } >"$__lk_save"
  exit "$__lk_code"
}
declare -A __lk_fresh=()
if [[ -z $__lk_load ]]; then for __lk_name in $(compgen -v); do __lk_fresh[$__lk_name]=1; done
else for __lk_name in $(compgen -v); do [[ -z ${__lk_set[$__lk_name]+x} ]] && __lk_fresh[$__lk_name]=1; done; fi
for __lk_name in "${!__lk_old[@]}"; do unset "__lk_fresh[$__lk_name]"; done
unset __lk_name
trap __lk_save_state EXIT
trap 'printf "%s\n" "$LINENO" "$BASH_COMMAND" >"$__lk_failed"' ERR
set -e -o pipefail
. "$__lk_script"
__lk_save_state
)bash";

// A folder in which `lockkeeper` is this program, whatever its file is called.
static std::string program_folder(const StepContext& stage) {
  std::error_code problem;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
  if (problem) return {};
  if (program.filename() == "lockkeeper") return program.parent_path().string();
  const auto folder = stage.run_folder() / "bin";
  const auto link = folder / "lockkeeper";
  std::filesystem::create_directories(folder, problem);
  if (std::filesystem::read_symlink(link, problem) != program) {  // another one went on with the run before
    std::filesystem::remove(link, problem);
    std::filesystem::create_symlink(program, link, problem);
  }
  return folder.string();
}

// The script at its lines in the runbook, so that bash's messages name them: "RUNBOOK.md: line 212: …".
static std::filesystem::path write_script(const runbook::Step& step, const std::string& script, StepContext& stage,
                                          const std::string& prefix) {
  const auto file =
      stage.attempt_folder() / (prefix + std::filesystem::path(stage.runbook().file).filename().string());
  base::write_file(file, std::string(static_cast<std::size_t>(std::max(step.text_line - 1, 0)), '\n') + script);
  return file;
}

static base::Command command_for(const runbook::Step& step, const std::string& script, StepContext& stage,
                                 const std::string& prefix = {}) {
  const auto folder = stage.attempt_folder();
  const auto state = folder / (prefix + "state");
  base::write_file(state, "");  // 0600 before anything is in it
  const std::string bin = program_folder(stage);
  base::Command command;
  command.argv = {"bash",
                  "--noprofile",
                  "--norc",
                  "-c",
                  wrapper,
                  "lockkeeper",
                  write_script(step, script, stage, prefix).string(),
                  stage.state().shell_state,
                  state.string(),
                  (folder / (prefix + "failed")).string(),
                  step.attribute("cwd"),
                  bin,
                  stage.state().folder};
  command.inherited = stage.settings().inherited;
  command.environment = stage.settings().environment;
  for (const auto& variable : stage.settings().variables)
    command.environment.emplace_back(variable.name, variable.value);
  command.environment.emplace_back("LOCKKEEPER_RUN", stage.state().id);
  command.environment.emplace_back("LOCKKEEPER_STEP", step.id);
  command.environment.emplace_back("PATH", bin + ":" + base::search_path(stage.settings().inherited));
  if (const auto timeout = base::parse_span(step.attribute("timeout"))) command.timeout = *timeout;
  return command;
}

static bool is_whole(const std::filesystem::path& state) {
  std::error_code problem;
  if (!std::filesystem::exists(state, problem)) return false;
  return base::read_file(state).ends_with("\n__lk_whole=1\n");
}

// The line as it stands in the runbook. What bash calls the failed command is only the last one of a pipeline.
static std::string source_line(const runbook::Step& step, std::string_view number, std::string_view said_by_bash) {
  const int wanted = std::atoi(std::string(number).c_str()) - step.text_line;
  for (const auto& line : runbook::script_lines(step.text)) {
    if (wanted < line.first || wanted >= line.first + line.count || line.kind != runbook::ScriptLine::Kind::command)
      continue;
    return std::string(base::trim(base::lines(line.text).front()));
  }
  return std::string(said_by_bash);
}

ShellRun run_script(const runbook::Step& step, const std::string& script, StepContext& stage) {
  ShellRun out;
  auto command = command_for(step, script, stage);
  command.keep_output = false;
  const auto folder = stage.attempt_folder();
  std::error_code none;  // of an earlier round of the same attempt
  std::filesystem::remove(folder / "failed", none);
  std::map<base::Stream, Hiding> hiding{{base::Stream::output, Hiding(stage.secrets())},
                                        {base::Stream::errors, Hiding(stage.secrets())}};
  KeptOutput kept(stage.output_file(step));
  const auto show = [&](base::Stream stream, const std::string& piece) {
    if (piece.empty()) return;
    kept.add(piece);
    stage.output(step, stream, piece);
  };
  out.outcome = base::run(
      command, [&](base::Stream stream, std::string_view piece) { show(stream, hiding.at(stream).add(piece)); },
      stage.stop());
  for (auto& [stream, rest] : hiding) show(stream, rest.end());
  stage.keep_output(step, kept);
  out.output = kept.text();
  out.output_file = kept.file().string();
  if (is_whole(folder / "state")) out.shell_state = (folder / "state").string();
  if (std::filesystem::exists(folder / "failed")) {
    const std::string failed = base::read_file(folder / "failed");
    const auto lines = base::lines(failed);
    if (lines.size() > 1)
      out.failed_at = fmt::format("line {}: {}", lines[0], base::shorten(source_line(step, lines[0], lines[1]), 100));
  }
  return out;
}

// Ends when nobody of the command's family is there any more, not when its shell ends: a fence that ends in `… &`
// would leave its child with a broken pipe and nobody to end it. Each stream keeps a pipe of its own; what reads them
// stays when all are told to end, for the last words. A child that turns its streams to a file keeps the pipe at 61.
static constexpr const char* until_family_ends = R"bash(
exec 61> >(trap '' TERM; exec cat >/dev/null 2>&1)
__lk_family=$!
{
  "$@" 2>&1 >&3 3>&- | (trap '' TERM; exec cat >&2 3>&- 61>&-)
} 3>&1 | (trap '' TERM; exec cat 61>&-)
exec 61>&-
wait "$__lk_family")bash";

std::filesystem::path start_in_background(const runbook::Step& step, const std::string& script, StepContext& stage) {
  auto log = stage.output_file(step).replace_extension("background.txt");
  auto command = command_for(step, script, stage);
  command.timeout.reset();
  const std::vector<std::string> around{"bash", "--noprofile", "--norc", "-c", until_family_ends, "lockkeeper"};
  command.argv.insert(command.argv.begin(), around.begin(), around.end());
  stage.keep(std::make_unique<BackgroundProcess>(std::move(command), log, stage.secrets()));
  return log;
}

std::unique_ptr<BackgroundProcess> start_beside(const runbook::Step& step, const runbook::SkippedLine& line,
                                                const std::filesystem::path& log, const std::filesystem::path& began,
                                                StepContext& stage) {
  const auto script = fmt::format(": >{}; {}", base::shell_quote(began.string()), line.beside);
  auto command = command_for(step, script, stage, fmt::format("beside-{}-", line.line));
  command.timeout.reset();
  return std::make_unique<BackgroundProcess>(std::move(command), log, stage.secrets());
}

std::optional<std::string> folder_in(const std::string& shell_state) {
  std::ifstream file(shell_state);
  std::optional<std::string> out;
  constexpr std::string_view begin = "cd -- ";
  for (std::string line; std::getline(file, line);) {
    const auto end = line.find(" || { echo ");
    if (!line.starts_with(begin) || end == std::string::npos) continue;
    const auto written = line.substr(begin.size(), end - begin.size());
    out.reset();
    if (written.starts_with("$'")) continue;  // what %q writes with codes
    out.emplace();
    for (std::size_t at = 0; at < written.size(); ++at) {
      if (written[at] == '\\' && at + 1 < written.size()) ++at;
      *out += written[at];
    }
  }
  return out;
}

// "declare -x NAME=" with what stands behind it; empty where the line is another one.
static std::string_view behind_name(std::string_view line, const std::string& name) {
  if (!line.starts_with("declare -")) return {};
  const auto at = line.find(' ', 8);
  if (at == std::string_view::npos || !line.substr(at + 1).starts_with(name + "=")) return {};
  return line.substr(at + name.size() + 2);
}

// What declare -p writes as $'a\nb'; nothing where it holds a code of another kind.
static std::optional<std::string> without_codes(std::string_view text) {
  static const std::map<char, char> codes{{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'\'', '\''}, {'\\', '\\'}};
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    if (text[at + 1] >= '0' && text[at + 1] <= '3' && at + 3 < text.size()) {  // a byte, in octal
      out += static_cast<char>(std::strtol(std::string(text.substr(at + 1, 3)).c_str(), nullptr, 8));
      at += 3;
      continue;
    }
    const auto code = codes.find(text[++at]);
    if (code == codes.end()) return std::nullopt;
    out += code->second;
  }
  return out;
}

std::optional<std::string> variable_in(const std::string& shell_state, const std::string& name) {
  std::ifstream file(shell_state);
  for (std::string line; std::getline(file, line);) {
    const auto written = behind_name(line, name);
    if (written.size() > 2 && written.starts_with("$'") && written.ends_with('\''))
      return without_codes(written.substr(2, written.size() - 3));
    if (written.size() < 2 || !written.starts_with('"') || !written.ends_with('"')) continue;
    std::string value(written.substr(1, written.size() - 2));
    for (const char* escaped : {"\\\"", "\\$", "\\`", "\\\\"}) value = base::replace_all(value, escaped, escaped + 1);
    return value;
  }
  return std::nullopt;
}

bool has_list(const std::string& shell_state, const std::string& name) {
  std::ifstream file(shell_state);
  for (std::string line; std::getline(file, line);) {
    if (behind_name(line, name).starts_with('(')) return true;
  }
  return false;
}

std::string function_in(std::string_view declared, const std::string& name) {
  std::string found;
  for (const auto line : base::lines(declared)) {
    const auto trimmed = base::trim(line);
    if (found.empty() && trimmed != name + " ()" && trimmed != "function " + name + " ()") continue;
    found += std::string(trimmed) + "\n";
    if (line == "}") return found;
  }
  return found;
}

}  // namespace runner
