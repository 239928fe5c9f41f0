// A person's yes or no to a message for people outside.
#include "cli/commands/notify_common.h"
#include "notify/send.h"

namespace cli {

namespace {

struct NotifyApproveOptions {
  std::string id;
  std::string by;
  std::string reason;
  bool withdraw = false;
};

}  // namespace

static int decide(Context& context, const NotifyApproveOptions& options) {
  auto& journal = context.journal();
  const auto entry = notify::read_outbox(journal).named(options.id);
  const auto by = person(context, options.by);
  if (options.withdraw && base::trim(options.reason).empty()) {
    throw base::Error{base::Code::usage, "a withdrawal needs a reason", "Say why: --reason \"wrong date\"."};
  }
  std::vector<std::string> to;
  for (const auto& recipient : entry.recipients) to.push_back(recipient.to);
  context.say(fmt::format("{} for {} ({}): {}\n\nSubject: {}\n\n{}\n", entry.id, entry.channel,
                          entry.external ? "external" : "internal", fmt::join(to, ", "), entry.subject, entry.body));
  const bool done = options.withdraw ? notify::withdraw(journal, entry.id, by, options.reason)
                                     : notify::approve(journal, entry.id, by);
  const auto now = notify::read_outbox(journal).named(entry.id);
  if (done) {
    context.say(options.withdraw ? fmt::format("withdrawn by {}: {}\n", by, options.reason)
                                 : fmt::format("approved by {}; send it with 'lockkeeper notify send'\n", by));
  } else if (!now.withdrawn_by.empty()) {
    context.say(fmt::format("was withdrawn by {} before: {}\n", now.withdrawn_by, now.reason));
  } else {
    context.say(fmt::format("was approved by {} before\n", now.approved_by));
  }
  context.answer(notify::to_json(now));
  return done || (!options.withdraw && now.withdrawn_by.empty()) ? Exit::done : Exit::does_not_hold;
}

static std::function<int(Context&)> declare_notify_approve(CLI::App& app) {
  auto options = std::make_shared<NotifyApproveOptions>();
  app.add_option("ID", options->id, "the message, or the beginning of its id")->required();
  app.add_option("--by", options->by, "who says so (default: the user)")->type_name("NAME");
  app.add_flag("--withdraw", options->withdraw, "it is not to be sent any more");
  app.add_option("--reason", options->reason, "why it is withdrawn")->type_name("TEXT");
  return [options](Context& context) { return decide(context, *options); };
}

extern const Command notify_approve{.summary = "approve a message for people outside, or withdraw one",
                                    .declare = declare_notify_approve};

}  // namespace cli
