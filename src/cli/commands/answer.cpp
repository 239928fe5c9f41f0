// Answers a question of a run from anywhere.
#include <fmt/format.h>

#include "base/error.h"
#include "cli/answered.h"

namespace cli {

namespace {

struct AnswerOptions {
  app::AnswerRequest request;
  std::vector<std::string> fields;
};

}  // namespace

static int answer_question(Context& context, AnswerOptions options) {
  for (const auto& field : options.fields) {
    const auto equals = field.find('=');
    if (equals == std::string::npos)
      throw base::Error{base::Code::usage, fmt::format("'{}' is not a field", field), "Write --field NAME=VALUE."};
    options.request.answer.fields[field.substr(0, equals)] = field.substr(equals + 1);
  }
  return show_answered(context, app::answer(context, std::move(options.request)));
}

static std::function<int(Context&)> declare_answer(CLI::App& app) {
  auto options = std::make_shared<AnswerOptions>();
  auto& answer = options->request.answer;
  app.add_option("RUN", options->request.run, "the run: its id or the beginning of it, its runbook's file, or latest")
      ->required();
  app.add_option("STEP", options->request.step, "the step that asks, or a part of its id")->required();
  app.add_option("ANSWER", answer.answer, "one of the choices");
  app.add_option("--field", options->fields, "fill in a blank")->type_name("NAME=VALUE");
  app.add_option("--by", answer.by, "who answers (default: the user)")->type_name("NAME");
  app.add_option("--role", answer.role, "in which role")->type_name("ROLE");
  app.add_option("--reason", answer.reason, "why")->type_name("TEXT");
  return [options](Context& context) { return answer_question(context, *options); };
}

extern const Command answer{.summary = "answer a question of a run, from any terminal", .declare = declare_answer};

}  // namespace cli
