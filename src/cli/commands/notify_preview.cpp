// Messages as they would be sent, what filled each placeholder, and which are still open.
#include "cli/commands/notify_common.h"

namespace cli {

namespace {

struct NotifyPreviewOptions {
  std::string file;
  std::optional<std::string> wanted;
  FillOptions fill;
};

}  // namespace

static std::string as_text_notify_preview(const notify::Rendered& rendered) {
  std::string out = fmt::format("{}\n{}\n\n", rendered.template_title,
                                std::string(base::display_width(rendered.template_title), '='));
  out += fmt::format("Subject: {}\n\n{}", rendered.subject.text, rendered.body.text);
  if (!out.ends_with('\n')) out += '\n';
  out += '\n';
  for (const auto& [blank, filling] : rendered.filled())
    out += fmt::format("  {}: {} = {} ({})\n", blank.place.line, blank.written, filling.text, filling.source);
  for (const auto& blank : rendered.unfilled())
    out += fmt::format("  {}: {} is not filled\n", blank.place.line, blank.written);
  return out + '\n';
}

static base::Json to_json_notify_preview(const notify::Rendered& rendered) {
  base::Json json{{"template", rendered.template_title},
                  {"subject", rendered.subject.text},
                  {"body", rendered.body.text},
                  {"complete", rendered.complete()}};
  json["filled"] = base::Json::array();
  for (const auto& [blank, filling] : rendered.filled()) {
    json["filled"].push_back({{"placeholder", blank.written},
                              {"line", blank.place.line},
                              {"value", filling.text},
                              {"source", filling.source}});
  }
  json["unfilled"] = base::Json::array();
  for (const auto& blank : rendered.unfilled()) {
    json["unfilled"].push_back({{"placeholder", blank.written},
                                {"file", blank.place.file},
                                {"line", blank.place.line},
                                {"column", blank.place.column}});
  }
  return json;
}

static int show_notify_preview(Context& context, const NotifyPreviewOptions& options) {
  const auto [runbook, messages_shown] =
      app::preview(context, options.file, options.wanted, filling_by(options.fill));
  base::Json json{{"runbook", runbook}, {"messages", base::Json::array()}};
  std::ptrdiff_t open = 0;
  for (const auto& rendered : messages_shown) {
    open += std::ssize(rendered.unfilled());
    context.say(as_text_notify_preview(rendered));
    json["messages"].push_back(to_json_notify_preview(rendered));
  }
  json["unfilled"] = open;
  const auto messages = base::count_of(std::ssize(messages_shown), "message");
  context.say(open == 0 ? fmt::format("{}, every placeholder filled\n", messages)
                        : fmt::format("{}, {} not filled: such a message is not sent\n", messages,
                                      base::count_of(open, "placeholder")));
  if (open > 0) {
    context.say(
        "Fill them with --at TIME, --duration SPAN, --set NAME=VALUE or under [messages.values] in lockkeeper.toml; "
        "____ in the runbook itself.\n");
  }
  context.answer(json);
  return open == 0 ? Exit::done : Exit::does_not_hold;
}

static std::function<int(Context&)> declare_notify_preview(CLI::App& app) {
  auto options = std::make_shared<NotifyPreviewOptions>();
  app.add_option("RUNBOOK", options->file, "the runbook")->required();
  app.add_option("TEMPLATE", options->wanted, "only this one: its title, or part of it");
  declare_filling(app, options->fill);
  return [options](Context& context) { return show_notify_preview(context, *options); };
}

extern const Command notify_preview{.summary = "messages as they would be sent, and what is still open in them",
                                    .declare = declare_notify_preview};

}  // namespace cli
