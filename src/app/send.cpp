// Puts messages into the outbox, one by name or those a run's events ask for, and sends what is there.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/messages.h"
#include "app/run_context.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "journal/events/calendar_written.h"
#include "notify/channels.h"
#include "notify/rules.h"

namespace app {

static std::string by_whom(const Project& project, const SendRequest& request) {
  return base::trim(request.by).empty() ? person(project.inherited()) : request.by;
}

static std::string calendar_for(Project& project, const Sources& sources, const notify::Window& window) {
  const auto start = window.planned ? window.planned : window.start();
  if (!start || window.duration <= base::Milliseconds{0}) {
    throw base::Error{base::Code::usage, "a calendar file needs to know when the window begins and how long it is",
                      "Give --at and --duration."};
  }
  const auto last = notify::last_issued(project.journal().read({.kind = std::string(journal::CalendarWritten::kind)}),
                                        sources.book.title);
  return notify::to_ics(
      notify::next_calendar(last, sources.book, *start, *start + window.duration, false, base::system_clock().now()));
}

// The same words in the same run to the same channel are one message; without a run, on the same day or for the same
// T-0.
static std::string key_for(const SendRequest& request, const notify::Rendered& rendered, const notify::Window& window,
                           const std::string& channel) {
  if (request.key) return *request.key + "/" + channel;
  const auto when = window.planned ? base::format_instant(*window.planned)
                                   : base::format_instant(base::system_clock().now()).substr(0, 10);
  const auto text = rendered.template_title + "\n" + rendered.subject.text + "\n" + rendered.body.text + "\n" +
                    fmt::format("{}", fmt::join(request.to, ","));
  return fmt::format("by hand/{}/{}/{}", when, base::sha256(text).substr(0, 24), channel);
}

static std::vector<QueuedOne> queue_named(Project& project, const SendRequest& request, const Sources& sources,
                                          const notify::Values& values) {
  if (request.channels.empty()) {
    throw base::Error{base::Code::usage, "no channel is named",
                      "Say where it goes: --channel NAME, one of the [[channel]]s of lockkeeper.toml."};
  }
  const auto rendered = sources.render(notify::find_template(sources.book, *request.wanted), values);
  notify::require_complete(rendered);
  std::vector<const config::Channel*> channels;  // all are looked at before the first message is queued
  for (const auto& name : request.channels)
    channels.push_back(&notify::find_channel(project.config().messages, name));
  const auto calendar = request.calendar ? calendar_for(project, sources, values.window) : std::string();
  std::vector<QueuedOne> out;
  for (const auto* channel : channels) {
    const notify::Queueing queueing{.run = sources.run,
                                    .key = key_for(request, rendered, values.window, channel->name),
                                    .why = "asked for by " + by_whom(project, request),
                                    .status = request.status,
                                    .calendar = calendar,
                                    .to = request.to,
                                    .window = values.window};
    out.push_back({.queued = notify::queue(project.journal(), rendered, *channel, queueing),
                   .channel = channel->name,
                   .title = rendered.template_title,
                   .external = channel->external});
  }
  return out;
}

// A message whose placeholders nobody has filled is named and left; the others go.
static std::vector<QueuedOne> queue_asked(Project& project, const Sources& sources, const notify::Values& values,
                                          int& left) {
  const auto& messages = project.config().messages;
  std::vector<QueuedOne> out;
  for (const auto& wanted : notify::messages_for(sources.events, sources.book, messages, values.window, values.now)) {
    if (!wanted.problem.empty()) {
      ++left;
      project.tell(fmt::format("rule for {} at {}:{}: {}\n", wanted.why, wanted.rule->place.file,
                               wanted.rule->place.line, wanted.problem));
      continue;
    }
    if (wanted.late) {
      project.tell(fmt::format("\"{}\" for {} ({}): too late by now, not queued\n", wanted.template_name,
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
        project.tell(base::render(error));
      }
      continue;
    }
    const notify::Queueing queueing{
        .run = sources.run,
        .key = wanted.key,
        .why = wanted.why,
        .status = wanted.status,
        .calendar = wanted.rule->calendar ? calendar_for(project, sources, values.window) : std::string(),
        .window = values.window};
    out.push_back({.queued = notify::queue(project.journal(), rendered, channel, queueing),
                   .channel = channel.name,
                   .title = rendered.template_title,
                   .external = channel.external});
  }
  return out;
}

static void say_queued(Project& project, const std::vector<QueuedOne>& queued) {
  for (const auto& one : queued) {
    if (one.queued.was_there) {
      project.tell(
          fmt::format("{}: \"{}\" for {} is in the outbox already\n", one.queued.id, one.title, one.channel));
    } else {
      project.tell(fmt::format("{}: \"{}\" for {} queued\n", one.queued.id, one.title, one.channel));
    }
  }
}

Sent send(Project& project, const SendRequest& request) {
  notify::Sending sending{.by = by_whom(project, request), .wait = request.wait, .stop = project.stop()};
  Sent out;
  if (request.again) {
    sending.only = notify::read_outbox(project.journal()).named(*request.again).id;
    sending.again = true;
  } else if (request.runbook || request.filling.run) {
    const auto sources = sources_for(project, request.runbook, request.filling);
    const auto values = values_of(project, sources, request.filling);
    out.queued = request.wanted ? queue_named(project, request, sources, values)
                                : queue_asked(project, sources, values, out.left);
    say_queued(project, out.queued);
    if (!sources.run.empty()) sending.run = sources.run;
    if (request.wanted && out.queued.size() == 1) sending.only = out.queued.front().queued.id;
  }
  if (!request.queue_only)
    out.summary = notify::send(project.journal(), project.config().messages, sending,
                               [&](std::string_view line) { project.tell(line); });
  return out;
}

}  // namespace app
