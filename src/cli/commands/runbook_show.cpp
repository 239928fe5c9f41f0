// How a runbook is read: phases, steps and what each will do, sections on demand, counts.
#include "app/load_runbook.h"
#include "base/files.h"
#include "cli/command.h"
#include "runner/show.h"
#include "runner/terminal.h"

namespace cli {

static std::function<int(Context&)> declare_runbook_show(CLI::App& app) {
  auto file = std::make_shared<std::string>();
  auto lines = std::make_shared<bool>(false);
  app.add_option("FILE", *file, "the runbook")->required();
  app.add_flag("--lines", *lines, "how each line of the file was read, instead of the steps");
  return [file, lines](Context& context) {
    const auto runbook = app::load_runbook(context, *file);
    const auto width = runner::terminal_width(context.inherited());
    context.say(*lines ? runner::to_lines(runbook, base::read_file(*file), width) : runner::to_text(runbook, width));
    context.answer(runner::to_json(runbook));
    return Exit::done;
  };
}

extern const Command runbook_show{.summary = "how a runbook is read, step by step", .declare = declare_runbook_show};

}  // namespace cli
