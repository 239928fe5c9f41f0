// Rehearses a runbook on a disposable copy of the database.
#include <unistd.h>

#include "base/interrupt.h"
#include "base/text.h"
#include "cli/driving.h"
#include "rehearsal/rehearsal.h"
#include "runner/terminal.h"

namespace cli {

namespace {

struct RunbookRehearseOptions {
  std::string file;
  std::string from = "backup";
  std::optional<std::string> answers;
  std::optional<std::string> stand_ins;
  std::optional<std::string> at;
  std::optional<std::string> assume;
  std::vector<std::string> procedures;
  std::vector<std::string> set;
  bool not_isolated = false;
};

}  // namespace

static std::optional<base::Instant> start_of(const RunbookRehearseOptions& options) {
  if (!options.at) return std::nullopt;
  if (const auto instant = base::parse_instant(*options.at)) return instant;
  throw base::Error{base::Code::usage, fmt::format("'{}' is not a time", *options.at),
                    "Write it as 2026-12-06T02:00+01:00."};
}

static int rehearse(Context& context, const RunbookRehearseOptions& options) {
  const auto book = runbook::load(options.file);
  const auto journal_file = std::filesystem::absolute(context.journal_file());
  rehearsal::Options settings{.folder = std::filesystem::current_path(),
                              .beside = journal_file.parent_path() / "rehearsals",
                              .program = std::filesystem::read_symlink("/proc/self/exe"),
                              .source = rehearsal::find_source(options.from, context.config().backup.dir),
                              .production = context.connection().target,
                              .assume_yes = options.assume.has_value(),
                              .isolate = !options.not_isolated,
                              .at = start_of(options),
                              .procedures = options.procedures,
                              .variables = variables_from(context, options.set, {}),
                              .configuration = context.config().file,
                              .stop = base::interrupted()};
  if (options.answers) {
    settings.answers = runner::read_answers(*options.answers);
    settings.answers_file = *options.answers;
  }
  if (options.stand_ins) settings.stand_ins = rehearsal::read_stand_ins(*options.stand_ins);
  const bool json = context.common().json;
  runner::TextScreen screen(
      {.quiet = context.common().quiet,
       .colour = ::isatty(json ? STDERR_FILENO : STDOUT_FILENO) != 0 && !std::getenv("NO_COLOR"),
       .to_errors = json,
       .width = ::isatty(STDOUT_FILENO) != 0 ? runner::terminal_width() : 160});
  const auto result = rehearsal::rehearse(book, settings, screen);
  rehearsal::record(result, book, context.journal());
  context.say(rehearsal::to_text(result));
  context.answer(rehearsal::to_json(result));
  return result.passed() ? Exit::done : Exit::does_not_hold;
}

static std::function<int(Context&)> declare_runbook_rehearse(CLI::App& app) {
  auto options = std::make_shared<RunbookRehearseOptions>();
  app.add_option("RUNBOOK", options->file, "the runbook")->required();
  app.add_option("--from", options->from,
                 "what the copy is made of: 'backup' (the newest), a backup's id, a dump, an .sql file, 'empty'")
      ->type_name("WHAT");
  app.add_option("--answers", options->answers, "file with people's answers (TOML)")->type_name("FILE");
  app.add_option("--stand-ins", options->stand_ins, "file with what stands in for commands (TOML)")
      ->type_name("FILE");
  app.add_option("--at", options->at, "T-0 on the clock, which then jumps to where each step is due")
      ->type_name("TIME");
  app.add_option("--assume", options->assume, "'yes': tasks that nobody answers for count as done")
      ->type_name("yes")
      ->check(CLI::IsMember({"yes"}));
  app.add_option("--procedure", options->procedures, "carry out this procedure afterwards; may be given again")
      ->type_name("TITLE")
      ->take_all();
  app.add_option("--set", options->set, "a variable for the fences")->type_name("NAME=VALUE");
  app.add_flag("--not-isolated", options->not_isolated, "let commands have this machine's files and network");
  return [options](Context& context) { return rehearse(context, *options); };
}

extern const Command runbook_rehearse{.summary = "run a whole runbook on a disposable copy of the database",
                                      .declare = declare_runbook_rehearse};

}  // namespace cli
