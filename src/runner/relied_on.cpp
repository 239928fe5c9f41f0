#include "runner/relied_on.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "runbook/judgement.h"
#include "runner/shell_session.h"
#include "runner/step_files.h"

namespace runner {

// `pattern`: any_text in it stands for any text.
static bool fits(std::string_view pattern, std::string_view value) {
  const auto pieces = base::split(pattern, runbook::any_text);
  if (pieces.size() < 2) return pattern == value;
  if (!value.starts_with(pieces.front())) return false;
  value.remove_prefix(pieces.front().size());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const auto at = value.find(pieces[i]);
    if (at == std::string_view::npos) return false;
    value.remove_prefix(at + pieces[i].size());
  }
  return value.ends_with(pieces.back());
}

// What is the same as in the environment is not in the saved state.
static std::string value_in(const std::string& name, const StepContext& stage) {
  if (const auto value = variable_in(stage.state().shell_state, name)) return *value;
  for (const auto& [known, value] : stage.settings().environment) {
    if (known == name) return value;
  }
  for (const auto& variable : stage.settings().variables) {
    if (variable.name == name) return variable.value;
  }
  return stage.settings().inherited.value(name);
}

// As bash writes it once it has read the definition, which runs nothing of it. Empty where it is not one alone.
static std::string as_declared(const std::string& name, const std::string& source) {
  if (source.empty()) return {};
  const auto said =
      base::run({.argv = {"bash", "--noprofile", "--norc", "-c", source + "\ndeclare -f " + base::shell_quote(name)},
                 .timeout = base::Milliseconds(5000),
                 .clean_environment = true});
  return said.ok() ? function_in(said.output, name) : std::string();
}

std::string not_as_relied_on(const runbook::Step& step, const StepContext& stage) {
  const auto files = files_around(stage.state().folder, stage.settings().inherited);
  const auto relied = relied_on(stage.runbook(), step, files);
  const auto& shell = stage.state().shell_state;
  const auto declared = relied.functions.empty() || shell.empty() ? std::string() : base::read_file(shell);
  for (const auto& [name, source] : relied.functions) {
    const auto held = function_in(declared, name);
    if (held.empty()) return fmt::format("{} is a function of a fence before, and the shell does not know it", name);
    if (held != as_declared(name, source))
      return fmt::format("{} is another function in the shell than in the fences before", name);
  }
  for (const auto& [name, value] : relied.variables) {
    if (!has_list(shell, name) && !fits(value, value_in(name, stage)))
      return fmt::format("{} does not hold what the fences before set it to", name);
  }
  return {};
}

}  // namespace runner
