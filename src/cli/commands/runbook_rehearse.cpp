// Rehearses a runbook on a disposable copy of the database.
#include <unistd.h>

#include <fmt/format.h>

#include "app/rehearse.h"
#include "app/times.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "runner/terminal.h"

namespace cli {

namespace {

struct RunbookRehearseOptions {
  app::RehearseRequest request;
  std::optional<std::string> at;
  std::optional<std::string> assume;
  bool not_isolated = false;
  bool approve = false;
};

}  // namespace

static int rehearse(Context& context, RunbookRehearseOptions options) {
  auto& request = options.request;
  request.folder = std::filesystem::current_path();
  request.program = std::filesystem::read_symlink("/proc/self/exe");
  if (options.at) request.at = app::time_given(context, *options.at);
  request.assume_yes = options.assume.has_value();
  request.isolate = !options.not_isolated;
  const bool json = context.common().json;
  runner::TextScreen screen(
      {.quiet = context.common().quiet,
       .colour = ::isatty(json ? STDERR_FILENO : STDOUT_FILENO) != 0 && !context.inherited().find("NO_COLOR"),
       .to_errors = json,
       .width = ::isatty(STDOUT_FILENO) != 0 ? runner::terminal_width(context.inherited()) : 160});
  const auto result = app::rehearse(context, request, screen);
  context.say(rehearsal::to_text(result));
  auto document = rehearsal::to_json(result);
  if (options.approve) {
    const auto approved = app::approve_rehearsed(context, request, result);
    for (const auto& step : approved) context.say(fmt::format("approved {}\n", step));
    if (approved.empty())
      context.say(result.passed() ? "nothing to approve\n" : "nothing approved: it did not pass\n");
    document["approved"] = approved;
  }
  context.answer(document);
  return result.passed() ? Exit::done : Exit::does_not_hold;
}

static std::function<int(Context&)> declare_runbook_rehearse(CLI::App& app) {
  auto options = std::make_shared<RunbookRehearseOptions>();
  app.add_option("RUNBOOK", options->request.runbook, "the runbook")->required();
  app.add_option("--from", options->request.from,
                 "what the copy is made of: 'backup' (the newest), a backup's id, a dump, an .sql file, 'empty'")
      ->type_name("WHAT");
  app.add_option("--answers", options->request.answers, "file with people's answers (TOML)")->type_name("FILE");
  app.add_option("--stand-ins", options->request.stand_ins, "file with what stands in for commands (TOML)")
      ->type_name("FILE");
  app.add_option("--at", options->at, "T-0 on the clock, which then jumps to where each step is due")
      ->type_name("TIME");
  app.add_option("--assume", options->assume, "'yes': tasks that nobody answers for count as done")
      ->type_name("yes")
      ->check(CLI::IsMember({"yes"}));
  app.add_option("--procedure", options->request.procedures,
                 "carry out this procedure afterwards; may be given again")
      ->type_name("TITLE")
      ->take_all();
  app.add_option("--set", options->request.set, "a variable for the fences")->type_name("NAME=VALUE");
  app.add_flag("--approve", options->approve, "approve the steps that it ran and that passed, if all of it does");
  app.add_option("--by", options->request.by, "who approves them (default: the user)")->type_name("NAME");
  app.add_flag("--not-isolated", options->not_isolated, "let commands have this machine's files and network");
  return [options](Context& context) { return rehearse(context, *options); };
}

extern const Command runbook_rehearse{.summary = "run a whole runbook on a disposable copy of the database",
                                      .declare = declare_runbook_rehearse};

}  // namespace cli
