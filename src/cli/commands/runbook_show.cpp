// How a runbook is read: phases, steps and what each will do, sections on demand, counts.
#include "cli/command.h"
#include "runbook/runbook.h"
#include "runbook/terminal.h"

namespace cli {

static std::function<int(Context&)> declare(CLI::App& app) {
  auto file = std::make_shared<std::string>();
  app.add_option("FILE", *file, "the runbook")->required();
  return [file](Context& context) {
    const auto runbook = runbook::load(*file);
    context.say(runbook::to_text(runbook, runbook::terminal_width()));
    context.answer(runbook::to_json(runbook));
    return Exit::done;
  };
}

extern const Command runbook_show{.summary = "how a runbook is read, step by step", .declare = declare};

}  // namespace cli
