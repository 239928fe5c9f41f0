// A person's yes or no to a message for people outside.
#include "cli/commands/notify_common.h"

namespace cli {

static int decide(Context& context, const app::DecisionRequest& request) {
  const auto [entry, now, by, done] = app::decide(context, request);
  std::vector<std::string> to;
  for (const auto& recipient : entry.recipients) to.push_back(recipient.to);
  context.say(fmt::format("{} for {} ({}): {}\n\nSubject: {}\n\n{}\n", entry.id, entry.channel,
                          entry.external ? "external" : "internal", fmt::join(to, ", "), entry.subject, entry.body));
  if (done) {
    context.say(request.withdraw ? fmt::format("withdrawn by {}: {}\n", by, request.reason)
                                 : fmt::format("approved by {}; send it with 'lockkeeper notify send'\n", by));
  } else if (!now.withdrawn_by.empty()) {
    context.say(fmt::format("was withdrawn by {} before: {}\n", now.withdrawn_by, now.reason));
  } else {
    context.say(fmt::format("was approved by {} before\n", now.approved_by));
  }
  context.answer(notify::to_json(now));
  return done || (!request.withdraw && now.withdrawn_by.empty()) ? Exit::done : Exit::does_not_hold;
}

static std::function<int(Context&)> declare_notify_approve(CLI::App& app) {
  auto options = std::make_shared<app::DecisionRequest>();
  app.add_option("ID", options->id, "the message, or the beginning of its id")->required();
  app.add_option("--by", options->by, "who says so (default: the user)")->type_name("NAME");
  app.add_flag("--withdraw", options->withdraw, "it is not to be sent any more");
  app.add_option("--reason", options->reason, "why it is withdrawn")->type_name("TEXT");
  return [options](Context& context) { return decide(context, *options); };
}

extern const Command notify_approve{.summary = "approve a message for people outside, or withdraw one",
                                    .declare = declare_notify_approve};

}  // namespace cli
