// A person's remark for the record.
#include "journal/events/note.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/driving.h"
#include "journal/typed.h"
#include "report/write.h"

namespace cli {

namespace {

struct NoteOptions {
  std::vector<std::string> words;
  std::string run;
  std::string by;
  std::string owner;
  std::string due;
  bool action = false;
};

}  // namespace

static bool is_action(const NoteOptions& options) {
  return options.action || !options.owner.empty() || !options.due.empty();
}

static int write_note(Context& context, const NoteOptions& options) {
  const std::string text = fmt::format("{}", fmt::join(options.words, " "));
  if (base::trim(text).empty()) {
    throw base::Error{base::Code::usage, "the note is empty",
                      "Say what happened: lockkeeper note \"replica caught up\"."};
  }
  journal::Note remark{.text = text};
  std::string run = options.run.empty() ? std::string() : run_meant(context, options.run);
  if (is_action(options)) {
    remark.action = true;
    remark.owner = options.owner;
    remark.due = options.due;
    // Most are found after the run's end, when nothing tells any more which run was meant.
    if (run.empty() && context.run_context().run.empty()) run = report::newest_run(context.journal()).value_or("");
  }
  auto noted = journal::in_run(run, journal::event(remark));
  noted.actor = options.by;
  secrets_known(context, run.empty() ? context.run_context().run : run, noted.data).hide(noted.data);
  const auto event = context.journal().append(std::move(noted));
  context.say(is_action(options) && !event.run.empty()
                  ? fmt::format("noted as event {}, for the post-mortem of run {}\n", event.seq, event.run)
                  : fmt::format("noted as event {}\n", event.seq));
  context.answer(journal::to_json(event));
  return Exit::done;
}

extern const Command note{
    .summary = "put a remark into the journal, and so into the report",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<NoteOptions>();
      app.add_option("text", options->words, "what to note")->required()->type_name("TEXT");
      app.add_option("--run", options->run, "the run it belongs to (default: the one this is a step of)")
          ->type_name("RUN");
      app.add_option("--by", options->by, "who says so (default: LOCKKEEPER_ACTOR, else the account)")
          ->type_name("NAME");
      app.add_flag("--action", options->action, "something to do: it goes into the post-mortem's action items");
      app.add_option("--owner", options->owner, "who will do it")->type_name("NAME");
      app.add_option("--due", options->due, "until when, as you would write it")->type_name("DATE");
      return [options](Context& context) { return write_note(context, *options); };
    }};

}  // namespace cli
