// The pages that lie beside commands, checks and layouts, at the terminal.
#include <fmt/format.h>

#include "base/text.h"
#include "check/checks.h"
#include "cli/commands.h"
#include "migration/layouts.h"
#include "notify/channels.h"
#include "runbook/steps.h"

namespace cli {

namespace {

struct Topic {
  std::string kind;
  std::string id;
  std::string_view page;
};

}  // namespace

template <class Item>
static void add(std::vector<Topic>& topics, std::string_view kind, std::span<const base::Entry<Item>> catalogue) {
  for (const auto& entry : catalogue) topics.push_back({std::string(kind), std::string(entry.id), entry.page});
}

static std::vector<Topic> all_topics() {
  std::vector<Topic> topics;
  add(topics, "command", commands());
  add(topics, "check", check::checks());
  add(topics, "layout", migration::layouts());
  for (const auto& entry : runbook::steps()) topics.push_back({"step", fmt::format("step-{}", entry.id), entry.page});
  for (const auto& entry : notify::channels())
    topics.push_back({"channel", fmt::format("channel-{}", entry.id), entry.page});
  return topics;
}

static int show(Context& context, std::string wanted) {
  const auto topics = all_topics();
  if (wanted.empty()) {
    for (const auto& topic : topics) context.say(fmt::format("{:8} {}\n", topic.kind, topic.id));
    return Exit::done;
  }
  std::replace(wanted.begin(), wanted.end(), ' ', '-');
  std::vector<std::string> names;
  for (const auto& topic : topics) {
    if (topic.id == wanted) {
      context.say(topic.page);
      return Exit::done;
    }
    names.push_back(topic.id);
  }
  const auto near = base::near_match(wanted, names);
  throw base::Error{base::Code::usage, fmt::format("there is no page on '{}'", wanted),
                    near ? fmt::format("Did you mean '{}'?", *near) : "Run 'lockkeeper help' to list the pages."};
}

extern const Command help{.summary = "show the page of a command, a check or a layout",
                          .declare = [](CLI::App& app) -> std::function<int(Context&)> {
                            const auto words = std::make_shared<std::vector<std::string>>();
                            app.add_option("topic", *words, "what to show; nothing lists all")->type_name("TOPIC");
                            return [words](Context& context) {
                              return show(context, fmt::format("{}", fmt::join(*words, " ")));
                            };
                          }};

}  // namespace cli
