// Puts messages into the outbox, one by name or those a run's events ask for, and sends what is there.
#include "cli/commands/notify_common.h"

namespace cli {

namespace {

struct NotifySendOptions {
  app::SendRequest request;
  FillOptions fill;
  std::string wait = "0s";
};

}  // namespace

static int judge_notify_send(Context& context, const notify::Summary& summary,
                             const std::vector<app::QueuedOne>& queued, int left) {
  base::Json json{{"sent", summary.sent},   {"failed", summary.failed},         {"in_doubt", summary.in_doubt},
                  {"later", summary.later}, {"unapproved", summary.unapproved}, {"elsewhere", summary.elsewhere},
                  {"not_filled", left},     {"queued", base::Json::array()}};
  for (const auto& one : queued) {
    json["queued"].push_back({{"message", one.queued.id},
                              {"template", one.title},
                              {"channel", one.channel},
                              {"was_there", one.queued.was_there}});
  }
  std::vector<std::string> words{fmt::format("{} sent", summary.sent)};
  const auto add = [&](int count, std::string_view what) {
    if (count > 0) words.push_back(fmt::format("{} {}", count, what));
  };
  add(summary.failed, "failed");
  add(summary.in_doubt, "in doubt");
  add(summary.later, "to be tried again later");
  add(left, "that cannot be sent as they stand");
  add(summary.elsewhere, "being sent by another process");
  add(summary.unapproved, summary.unapproved == 1 ? "waits for approval" : "wait for approval");
  const bool nothing = words.size() == 1 && summary.sent == 0 && queued.empty();
  context.say(nothing ? "nothing to send\n" : fmt::format("{}\n", fmt::join(words, ", ")));
  for (const auto& id : summary.to_approve)
    context.say(fmt::format("Read and approve: lockkeeper notify approve {} --by NAME\n", id));
  if (summary.later > 0) context.say("Run 'lockkeeper notify send' again, or give --wait 10min.\n");
  context.answer(json);
  if (summary.failed > 0 || summary.in_doubt > 0 || left > 0 || summary.later > 0) return Exit::does_not_hold;
  return summary.unapproved > 0 ? Exit::stopped : Exit::done;
}

static int show_queued(Context& context, const app::Sent& sent) {
  context.say(fmt::format("{} in the outbox\n", base::count_of(std::ssize(sent.queued), "message")));
  base::Json json{{"queued", base::Json::array()}, {"not_filled", sent.left}};
  for (const auto& one : sent.queued)
    json["queued"].push_back({{"message", one.queued.id}, {"channel", one.channel}});
  context.answer(json);
  return sent.left > 0 ? Exit::does_not_hold : Exit::done;
}

static int carry_out_notify_send(Context& context, NotifySendOptions options) {
  options.request.wait = span_from("--wait", options.wait);
  options.request.filling = filling_by(options.fill);
  const auto sent = app::send(context, options.request);
  return sent.summary ? judge_notify_send(context, *sent.summary, sent.queued, sent.left)
                      : show_queued(context, sent);
}

static std::function<int(Context&)> declare_notify_send(CLI::App& app) {
  auto options = std::make_shared<NotifySendOptions>();
  app.add_option("RUNBOOK", options->request.runbook, "the runbook whose template is sent, or whose times are due");
  app.add_option("TEMPLATE", options->request.wanted, "the template: its title, or part of it");
  declare_filling(app, options->fill);
  app.add_option("--channel", options->request.channels, "where it goes (may be repeated)")->type_name("NAME");
  app.add_option("--to", options->request.to, "instead of the channel's recipients (may be repeated)")
      ->type_name("ADDRESS");
  app.add_option("--status", options->request.status, "what a status page is set to")->type_name("WORD");
  app.add_option("--key", options->request.key, "names the occasion: the same key is queued once")->type_name("KEY");
  app.add_option("--again", options->request.again, "try what failed or is in doubt of this message again")
      ->type_name("ID");
  app.add_option("--by", options->request.by, "who says so (default: the user)")->type_name("NAME");
  app.add_option("--wait", options->wait, "how long further attempts are waited for (default: not at all)")
      ->type_name("SPAN");
  app.add_flag("--calendar", options->request.calendar, "with the calendar file attached");
  app.add_flag("--queue-only", options->request.queue_only, "put into the outbox, send nothing");
  return [options](Context& context) { return carry_out_notify_send(context, *options); };
}

extern const Command notify_send{.summary = "send a message, what a run asks for, or what is in the outbox",
                                 .declare = declare_notify_send};

}  // namespace cli
