// Puts messages into the outbox, one by name or those a run's events ask for, and sends what is there.
#include "base/interrupt.h"
#include "cli/commands/notify_common.h"
#include "journal/events/calendar_written.h"
#include "notify/calendar.h"
#include "notify/channels.h"
#include "notify/rules.h"
#include "notify/send.h"

namespace cli {

namespace {

struct NotifySendOptions {
  std::optional<std::string> file;
  std::optional<std::string> wanted;
  FillOptions fill;
  std::vector<std::string> channels;
  std::vector<std::string> to;
  std::optional<std::string> again;
  std::optional<std::string> key;
  std::string status;
  std::string by;
  std::string wait = "0s";
  bool calendar = false;
  bool queue_only = false;
};

struct QueuedOne {
  notify::Queued queued;
  std::string channel;
  std::string title;
  bool external = false;
};

}  // namespace

static std::string calendar_for(Context& context, const Sources& sources, const notify::Window& window) {
  const auto start = window.planned ? window.planned : window.start();
  if (!start || window.duration <= base::Milliseconds{0}) {
    throw base::Error{base::Code::usage, "a calendar file needs to know when the window begins and how long it is",
                      "Give --at and --duration."};
  }
  const auto last = notify::last_issued(context.journal().read({.kind = std::string(journal::CalendarWritten::kind)}),
                                        sources.book.title);
  return notify::to_ics(
      notify::next_calendar(last, sources.book, *start, *start + window.duration, false, base::system_clock().now()));
}

// The same words in the same run to the same channel are one message; without a run, on the same day or for the same
// T-0.
static std::string key_for(const NotifySendOptions& options, const notify::Rendered& rendered,
                           const notify::Window& window, const std::string& channel) {
  if (options.key) return *options.key + "/" + channel;
  const auto when = window.planned ? base::format_instant(*window.planned)
                                   : base::format_instant(base::system_clock().now()).substr(0, 10);
  const auto text = rendered.template_title + "\n" + rendered.subject.text + "\n" + rendered.body.text + "\n" +
                    fmt::format("{}", fmt::join(options.to, ","));
  return fmt::format("by hand/{}/{}/{}", when, base::sha256(text).substr(0, 24), channel);
}

static std::vector<QueuedOne> queue_named(Context& context, const NotifySendOptions& options, const Sources& sources,
                                          const notify::Values& values) {
  if (options.channels.empty()) {
    throw base::Error{base::Code::usage, "no channel is named",
                      "Say where it goes: --channel NAME, one of the [[channel]]s of lockkeeper.toml."};
  }
  const auto rendered = sources.render(notify::find_template(sources.book, *options.wanted), values);
  notify::require_complete(rendered);
  std::vector<const config::Channel*> channels;  // all are looked at before the first message is queued
  for (const auto& name : options.channels)
    channels.push_back(&notify::find_channel(context.config().messages, name));
  const auto calendar = options.calendar ? calendar_for(context, sources, values.window) : std::string();
  std::vector<QueuedOne> out;
  for (const auto* channel : channels) {
    const notify::Queueing queueing{.run = sources.run,
                                    .key = key_for(options, rendered, values.window, channel->name),
                                    .why = "asked for by " + person(context, options.by),
                                    .status = options.status,
                                    .calendar = calendar,
                                    .to = options.to,
                                    .window = values.window};
    out.push_back({.queued = notify::queue(context.journal(), rendered, *channel, queueing),
                   .channel = channel->name,
                   .title = rendered.template_title,
                   .external = channel->external});
  }
  return out;
}

// A message whose placeholders nobody has filled is named and left; the others go.
static std::vector<QueuedOne> queue_asked(Context& context, const Sources& sources, const notify::Values& values,
                                          int& left) {
  const auto& messages = context.config().messages;
  std::vector<QueuedOne> out;
  for (const auto& wanted : notify::messages_for(sources.events, sources.book, messages, values.window, values.now)) {
    if (!wanted.problem.empty()) {
      ++left;
      context.progress(fmt::format("rule for {} at {}:{}: {}\n", wanted.why, wanted.rule->place.file,
                                   wanted.rule->place.line, wanted.problem));
      continue;
    }
    if (wanted.late) {
      context.progress(fmt::format("\"{}\" for {} ({}): too late by now, not queued\n", wanted.template_name,
                                   wanted.channel, wanted.why));
      continue;
    }
    const auto rendered = sources.render(notify::find_template(sources.book, wanted.template_name), values);
    const auto& channel = notify::find_channel(messages, wanted.channel);
    if (!rendered.complete()) {
      ++left;
      try {
        notify::require_complete(rendered);
      } catch (const base::Error& error) {
        context.progress(base::render(error));
      }
      continue;
    }
    const notify::Queueing queueing{
        .run = sources.run,
        .key = wanted.key,
        .why = wanted.why,
        .status = wanted.status,
        .calendar = wanted.rule->calendar ? calendar_for(context, sources, values.window) : std::string(),
        .window = values.window};
    out.push_back({.queued = notify::queue(context.journal(), rendered, channel, queueing),
                   .channel = channel.name,
                   .title = rendered.template_title,
                   .external = channel.external});
  }
  return out;
}

static void say_queued(Context& context, const std::vector<QueuedOne>& queued) {
  for (const auto& one : queued) {
    if (one.queued.was_there) {
      context.progress(
          fmt::format("{}: \"{}\" for {} is in the outbox already\n", one.queued.id, one.title, one.channel));
    } else {
      context.progress(fmt::format("{}: \"{}\" for {} queued\n", one.queued.id, one.title, one.channel));
    }
  }
}

static int judge_notify_send(Context& context, const notify::Summary& summary, const std::vector<QueuedOne>& queued,
                             int left) {
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

static int carry_out_notify_send(Context& context, const NotifySendOptions& options) {
  auto& journal = context.journal();
  notify::Sending sending{
      .by = person(context, options.by), .wait = span_from("--wait", options.wait), .stop = base::interrupted()};
  std::vector<QueuedOne> queued;
  int left = 0;
  if (options.again) {
    sending.only = notify::read_outbox(journal).named(*options.again).id;
    sending.again = true;
  } else if (options.file || options.fill.run) {
    const auto sources = sources_for(context, options.file, options.fill);
    const auto values = notify::values_of(sources.events, sources.book, context.config().messages,
                                          given_by(options.fill), base::system_clock().now());
    queued =
        options.wanted ? queue_named(context, options, sources, values) : queue_asked(context, sources, values, left);
    say_queued(context, queued);
    if (!sources.run.empty()) sending.run = sources.run;
    if (options.wanted && queued.size() == 1) sending.only = queued.front().queued.id;
  }
  if (options.queue_only) {
    context.say(fmt::format("{} in the outbox\n", base::count_of(std::ssize(queued), "message")));
    base::Json json{{"queued", base::Json::array()}, {"not_filled", left}};
    for (const auto& one : queued) json["queued"].push_back({{"message", one.queued.id}, {"channel", one.channel}});
    context.answer(json);
    return left > 0 ? Exit::does_not_hold : Exit::done;
  }
  const auto summary = notify::send(journal, context.config().messages, sending,
                                    [&](std::string_view line) { context.progress(line); });
  return judge_notify_send(context, summary, queued, left);
}

static std::function<int(Context&)> declare_notify_send(CLI::App& app) {
  auto options = std::make_shared<NotifySendOptions>();
  app.add_option("RUNBOOK", options->file, "the runbook whose template is sent, or whose times are due");
  app.add_option("TEMPLATE", options->wanted, "the template: its title, or part of it");
  declare_filling(app, options->fill);
  app.add_option("--channel", options->channels, "where it goes (may be repeated)")->type_name("NAME");
  app.add_option("--to", options->to, "instead of the channel's recipients (may be repeated)")->type_name("ADDRESS");
  app.add_option("--status", options->status, "what a status page is set to")->type_name("WORD");
  app.add_option("--key", options->key, "names the occasion: the same key is queued once")->type_name("KEY");
  app.add_option("--again", options->again, "try what failed or is in doubt of this message again")->type_name("ID");
  app.add_option("--by", options->by, "who says so (default: the user)")->type_name("NAME");
  app.add_option("--wait", options->wait, "how long further attempts are waited for (default: not at all)")
      ->type_name("SPAN");
  app.add_flag("--calendar", options->calendar, "with the calendar file attached");
  app.add_flag("--queue-only", options->queue_only, "put into the outbox, send nothing");
  return [options](Context& context) { return carry_out_notify_send(context, *options); };
}

extern const Command notify_send{.summary = "send a message, what a run asks for, or what is in the outbox",
                                 .declare = declare_notify_send};

}  // namespace cli
