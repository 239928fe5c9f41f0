// A person's remark for the record.
#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {

namespace {

struct Options {
  std::vector<std::string> words;
  std::string run;
  std::string by;
};

}  // namespace

static int write(Context& context, const Options& options) {
  const std::string text = fmt::format("{}", fmt::join(options.words, " "));
  if (base::trim(text).empty()) {
    throw base::Error{base::Code::usage, "the note is empty",
                      "Say what happened: lockkeeper note \"replica caught up\"."};
  }
  const auto event =
      context.journal().append({.run = options.run, .kind = "note", .actor = options.by, .data = {{"text", text}}});
  context.say(fmt::format("noted as event {}\n", event.seq));
  context.answer(journal::to_json(event));
  return Exit::done;
}

extern const Command note{
    .summary = "put a remark into the journal, and so into the report",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<Options>();
      app.add_option("text", options->words, "what to note")->required()->type_name("TEXT");
      app.add_option("--run", options->run, "the run it belongs to (default: the one this is a step of)")
          ->type_name("RUN");
      app.add_option("--by", options->by, "who says so (default: LOCKKEEPER_ACTOR, else the account)")
          ->type_name("NAME");
      return [options](Context& context) { return write(context, *options); };
    }};

}  // namespace cli
