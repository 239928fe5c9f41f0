// A vote at a gate.
#include "cli/answered.h"

namespace cli {

static std::function<int(Context&)> declare_vote(CLI::App& app) {
  auto request = std::make_shared<app::AnswerRequest>();
  auto& answer = request->answer;
  app.add_option("RUN", request->run, "the run: its id or the beginning of it, its runbook's file, or latest")
      ->required();
  app.add_option("VOTE", answer.answer, "GO or NO-GO")->required();
  app.add_option("--by", answer.by, "who votes (default: the user)")->type_name("NAME");
  app.add_option("--role", answer.role, "in which role")->type_name("ROLE");
  app.add_option("--reason", answer.reason, "why")->type_name("TEXT");
  return [request](Context& context) { return show_answered(context, app::vote(context, *request)); };
}

extern const Command vote{.summary = "vote GO or NO-GO at the open gate of a run", .declare = declare_vote};

}  // namespace cli
