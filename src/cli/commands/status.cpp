// Where each migration stands.
#include "apply/status.h"

#include "cli/command.h"

namespace cli {

static int show_status(Context& context) {
  const auto folder = context.folder();
  auto session = context.connect();
  const auto status = apply::read_status(session, context.config().history_schema, folder);
  context.say(apply::to_text(status, context.common().verbose));
  context.answer(apply::to_json(status));
  return Exit::done;
}

extern const Command status{.summary = "which migrations are applied, pending, failed, changed or missing",
                            .declare = [](CLI::App&) -> std::function<int(Context&)> { return show_status; }};

}  // namespace cli
