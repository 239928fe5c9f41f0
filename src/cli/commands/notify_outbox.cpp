// What is in the outbox: who got what, what waits for whom, what is in doubt.
#include "cli/commands/notify_common.h"

namespace cli {

namespace {

struct NotifyOutboxOptions {
  std::optional<std::string> run;
  bool all = false;
};

}  // namespace

using State = notify::Recipient::State;

static bool finished(const notify::Entry& entry) {
  if (!entry.withdrawn_by.empty()) return true;
  return std::ranges::all_of(entry.recipients, [](const auto& each) { return each.state == State::sent; });
}

static std::string standing(const notify::Entry& entry) {
  if (!entry.withdrawn_by.empty()) return fmt::format("withdrawn by {}: {}", entry.withdrawn_by, entry.reason);
  if (entry.needs_approval()) return "waits for approval";
  return entry.approved_by.empty() ? "" : "approved by " + entry.approved_by;
}

// What the person in front of it can do about the messages shown.
static std::string what_to_do(const notify::Entry& entry) {
  if (entry.needs_approval())
    return fmt::format("  Read and approve: lockkeeper notify approve {} --by NAME\n", entry.id);
  const auto is = [&](State state) {
    return std::ranges::any_of(entry.recipients, [&](const auto& each) { return each.state == state; });
  };
  if (!entry.withdrawn_by.empty()) return "";
  if (is(State::in_doubt))
    return fmt::format("  Perhaps delivered: look whether it arrived. If not: lockkeeper notify send --again {}\n",
                       entry.id);
  if (is(State::failed)) return fmt::format("  To try it again: lockkeeper notify send --again {}\n", entry.id);
  return "";
}

static std::string as_text_notify_outbox(const notify::Entry& entry) {
  const auto stands = standing(entry);
  std::string out = fmt::format("{}  {} for {}, queued {}{}{}\n", entry.id, entry.template_title, entry.channel,
                                base::format_for_people(entry.queued), stands.empty() ? "" : "; ", stands);
  for (const auto& recipient : entry.recipients) {
    out += fmt::format("  {:<9} {}", name(recipient.state), recipient.to);
    if (recipient.next) out += fmt::format(", again {}", base::format_for_people(*recipient.next));
    if (recipient.attempts > 1) out += fmt::format(", {} attempts", recipient.attempts);
    if (!recipient.reply.empty() && recipient.state != State::sent) out += ": " + recipient.reply;
    out += '\n';
  }
  return out + what_to_do(entry);
}

static int show_notify_outbox(Context& context, const NotifyOutboxOptions& options) {
  base::Json json{{"messages", base::Json::array()}};
  int shown = 0;
  for (const auto& entry : app::outbox(context, options.run)) {
    json["messages"].push_back(notify::to_json(entry));
    if (!options.all && finished(entry)) continue;
    context.say(as_text_notify_outbox(entry));
    ++shown;
  }
  if (shown == 0) context.say(options.all ? "the outbox is empty\n" : "nothing is waiting in the outbox\n");
  context.answer(json);
  return Exit::done;
}

static std::function<int(Context&)> declare_notify_outbox(CLI::App& app) {
  auto options = std::make_shared<NotifyOutboxOptions>();
  app.add_option("--run", options->run, "only messages of this run (its id, its runbook's file, or latest)")
      ->type_name("RUN");
  app.add_flag("--all", options->all, "also what is sent or withdrawn");
  return [options](Context& context) { return show_notify_outbox(context, *options); };
}

extern const Command notify_outbox{.summary = "messages that wait, were sent, failed or are in doubt",
                                   .declare = declare_notify_outbox};

}  // namespace cli
