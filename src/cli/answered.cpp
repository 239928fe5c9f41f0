#include "cli/answered.h"

#include <fmt/format.h>

namespace cli {

int show_answered(Context& context, const app::Answered& answered) {
  const auto& [run, step, answer, by] = answered;
  context.say(fmt::format("{}: {}, by {}\n", step, answer, by));
  context.answer({{"run", run}, {"step", step}, {"answer", answer}, {"by", by}});
  return Exit::done;
}

}  // namespace cli
