// A vote at a gate.
#include "base/error.h"
#include "base/text.h"
#include "cli/driving.h"
#include "runner/questions.h"

namespace cli {

namespace {

struct VoteOptions {
  Said said;
  std::string by;
};

}  // namespace

// The gate that asks; a run has one open at a time.
static std::string open_gate(Context& context, const std::string& given) {
  const auto state = runner::project(context.journal().read({.run = run_meant(context, given)}));
  for (const auto& [id, record] : state.steps) {
    if (record.asked == "gate" && runner::open_question(id, record, nullptr)) return id;
  }
  throw base::Error{base::Code::usage, "no gate is open",
                    "A vote counts from the moment the gate asks; see how far the run is with 'lockkeeper history'."};
}

static int cast(Context& context, VoteOptions options) {
  options.said.step = open_gate(context, options.said.run);
  options.said.answer.by = options.by.empty() ? user_name() : options.by;
  return say_answer(context, options.said);
}

static std::function<int(Context&)> declare_vote(CLI::App& app) {
  auto options = std::make_shared<VoteOptions>();
  auto& answer = options->said.answer;
  app.add_option("RUN", options->said.run, "the run: its id or the beginning of it, its runbook's file, or latest")
      ->required();
  app.add_option("VOTE", answer.answer, "GO or NO-GO")->required();
  app.add_option("--by", options->by, "who votes (default: the user)")->type_name("NAME");
  app.add_option("--role", answer.role, "in which role")->type_name("ROLE");
  app.add_option("--reason", answer.reason, "why")->type_name("TEXT");
  return [options](Context& context) { return cast(context, *options); };
}

extern const Command vote{.summary = "vote GO or NO-GO at the open gate of a run", .declare = declare_vote};

}  // namespace cli
