// A person's remark for the record.
#include "app/note.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.h"

namespace cli {

static int write_note(Context& context, const app::NoteRequest& request) {
  const auto event = app::note(context, request);
  context.say(request.is_action() && !event.run.empty()
                  ? fmt::format("noted as event {}, for the post-mortem of run {}\n", event.seq, event.run)
                  : fmt::format("noted as event {}\n", event.seq));
  context.answer(journal::to_json(event));
  return Exit::done;
}

extern const Command note{
    .summary = "put a remark into the journal, and so into the report",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<app::NoteRequest>();
      const auto words = std::make_shared<std::vector<std::string>>();
      app.add_option("text", *words, "what to note")->required()->type_name("TEXT");
      app.add_option("--run", options->run, "the run it belongs to (default: the one this is a step of)")
          ->type_name("RUN");
      app.add_option("--by", options->by, "who says so (default: LOCKKEEPER_ACTOR, else the account)")
          ->type_name("NAME");
      app.add_flag("--action", options->action, "something to do: it goes into the post-mortem's action items");
      app.add_option("--owner", options->owner, "who will do it")->type_name("NAME");
      app.add_option("--due", options->due, "until when, as you would write it")->type_name("DATE");
      return [options, words](Context& context) {
        options->text = fmt::format("{}", fmt::join(*words, " "));
        return write_note(context, *options);
      };
    }};

}  // namespace cli
