// Answers a question of a run from anywhere.
#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/answered.h"

namespace cli {

namespace {

struct AnswerOptions {
  app::AnswerRequest request;
  std::vector<std::string> fields;
};

}  // namespace

// Looks, and answers nothing.
static int show_question(Context& context, const app::AnswerRequest& request) {
  const auto question = app::question_asked(context, request.run, request.step);
  std::string out = fmt::format("{}: {}\n", question.step, question.text);
  for (const auto line : base::lines(question.about)) out += fmt::format("    {}\n", line);
  base::Json json{{"step", question.step}, {"question", question.text}, {"about", question.about}};
  json["choices"] = base::Json::array();
  for (const auto& choice : question.choices) {
    out += fmt::format("  {}: {}\n", choice.key, choice.title);
    json["choices"].push_back({{"key", choice.key}, {"title", choice.title}});
  }
  context.say(out);
  context.answer(json);
  return Exit::done;
}

static int answer_question(Context& context, AnswerOptions options) {
  for (const auto& field : options.fields) {
    const auto equals = field.find('=');
    if (equals == std::string::npos)
      throw base::Error{base::Code::usage, fmt::format("'{}' is not a field", field), "Write --field NAME=VALUE."};
    options.request.answer.fields[field.substr(0, equals)] = field.substr(equals + 1);
  }
  if (options.request.answer.answer == "show") return show_question(context, options.request);
  return show_answered(context, app::answer(context, std::move(options.request)));
}

static std::function<int(Context&)> declare_answer(CLI::App& app) {
  auto options = std::make_shared<AnswerOptions>();
  auto& answer = options->request.answer;
  app.add_option("RUN", options->request.run, "the run: its id or the beginning of it, its runbook's file, or latest")
      ->required();
  app.add_option("STEP", options->request.step, "the step that asks, or a part of its id")->required();
  app.add_option("ANSWER", answer.answer, "one of the choices; show prints the whole question and answers nothing");
  app.add_option("--field", options->fields, "fill in a blank")->type_name("NAME=VALUE");
  app.add_option("--by", answer.by, "who answers (default: the user)")->type_name("NAME");
  app.add_option("--role", answer.role, "in which role")->type_name("ROLE");
  app.add_option("--reason", answer.reason, "why")->type_name("TEXT");
  return [options](Context& context) { return answer_question(context, *options); };
}

extern const Command answer{.summary = "answer a question of a run, from any terminal", .declare = declare_answer};

}  // namespace cli
