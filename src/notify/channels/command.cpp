// A command of the team's own: the text on its standard input, everything else in its environment.
#include <fmt/format.h>

#include "base/process.h"
#include "base/text.h"
#include "notify/channel.h"

namespace notify {

// EX_TEMPFAIL of sysexits.h: what mail programs end with when one should try again.
static constexpr int try_again = 75;

static void check_command(const config::Channel& channel) {
  if (channel.command.empty())
    throw refuse(channel, "command", "is missing", "Write command = \"…\", a line for the shell.");
}

static std::string last_line(const std::string& text) {
  const auto lines = base::lines(text);
  return lines.empty() ? "" : base::shorten(base::trim(lines.back()), 300);
}

static Delivered deliver_command(const Delivery& parcel, const config::Channel& channel) {
  const base::Command command{.argv = {"/bin/sh", "-c", channel.command},
                              .environment = {{"LOCKKEEPER_MESSAGE", parcel.message},
                                              {"LOCKKEEPER_MESSAGE_KEY", parcel.key},
                                              {"LOCKKEEPER_MESSAGE_SUBJECT", parcel.subject},
                                              {"LOCKKEEPER_MESSAGE_TEMPLATE", parcel.template_title},
                                              {"LOCKKEEPER_MESSAGE_TO", parcel.recipient},
                                              {"LOCKKEEPER_MESSAGE_AUDIENCE", parcel.audience},
                                              {"LOCKKEEPER_MESSAGE_STATUS", parcel.status},
                                              {"LOCKKEEPER_MESSAGE_RUN", parcel.run},
                                              {"LOCKKEEPER_MESSAGE_ATTEMPT", std::to_string(parcel.attempt)}},
                              .input = parcel.body,
                              .timeout = channel.timeout};
  const auto outcome = base::run(command);
  using Came = Delivered::Came;
  if (outcome.timed_out || outcome.stopped)
    return {.came = Came::unclear, .reply = fmt::format("not done after {}", base::format_span(channel.timeout))};
  if (outcome.exit_code == 0) return {.came = Came::sent, .reply = last_line(outcome.output)};
  const auto said = last_line(outcome.errors);
  return {.came = outcome.exit_code == try_again ? Came::later : Came::refused,
          .reply = fmt::format("ended with {}{}{}", outcome.exit_code, said.empty() ? "" : ": ", said)};
}

extern const Channel command{.check = check_command, .deliver = deliver_command};

}  // namespace notify
