// What the commands that change the target share: the lock's options, and how progress looks on a terminal.
#pragma once

#include <string>
#include <vector>

#include "app/applying.h"
#include "apply/up.h"
#include "cli/command.h"

namespace cli {

struct LockOptions {
  std::string wait = "60s";
  std::string retry = "2min";
};

/// --lock-wait, and --lock-retry where migrations run.
void declare_lock_options(CLI::App& app, LockOptions& options, bool with_retry);

/// Told on standard error how far it is. Throws Error{Code::usage} for a span that is none.
app::Waiting waiting_of(const Context& context, const LockOptions& options);

/// What a dry run found, for people and as JSON; the exit code is does_not_hold where something failed.
int report_tried(Context& context, const std::vector<apply::DryRunResult>& tried, std::string_view verb);

}  // namespace cli
