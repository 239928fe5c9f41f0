// What the commands about runs under way share: which run is meant, who speaks.
#pragma once

#include <string>
#include <vector>

#include "cli/which_run.h"
#include "runner/run.h"
#include "runner/secrets.h"

namespace cli {

/// The account's name, or who LOCKKEEPER_ACTOR says it is.
std::string user_name();

/// The step that `given` means among those with an open question: its id, or the end or another part of it. Throws
/// Error{Code::usage} naming the open ones.
std::string open_step_meant(const runner::RunState& state, const std::string& given);

/// [variables] of lockkeeper.toml with what --set gives; checked against their types.
/// Throws Error{Code::usage} for a value that does not fit or is missing.
std::vector<runner::Variable> variables_from(Context& context, const std::vector<std::string>& set,
                                             const std::map<std::string, std::string>& from_run);

/// The values of variables declared secret: those that lockkeeper.toml and the environment have, and of those that
/// `run` was given at another terminal what stands in `data`.
runner::Secrets secrets_known(Context& context, const std::string& run, const base::Json& data);

/// Reads the answer to an open question of the run and writes it down. What `answer`, `vote` do.
struct Said {
  std::string run;
  std::string step;
  runner::Answer answer;
};
int say_answer(Context& context, const Said& said);

/// A time with its offset, as --at takes it. Throws Error{Code::usage}.
base::Instant time_given(const std::string& text);

}  // namespace cli
