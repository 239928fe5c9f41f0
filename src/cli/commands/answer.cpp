// Answers a question of a run from anywhere.
#include "base/error.h"
#include "cli/driving.h"

namespace cli {

namespace {

struct AnswerOptions {
  Said said;
  std::vector<std::string> fields;
  std::string by;
};

}  // namespace

static int answer_question(Context& context, AnswerOptions options) {
  for (const auto& field : options.fields) {
    const auto equals = field.find('=');
    if (equals == std::string::npos)
      throw base::Error{base::Code::usage, fmt::format("'{}' is not a field", field), "Write --field NAME=VALUE."};
    options.said.answer.fields[field.substr(0, equals)] = field.substr(equals + 1);
  }
  options.said.answer.by = options.by.empty() ? app::person(context.inherited()) : options.by;
  return say_answer(context, options.said);
}

static std::function<int(Context&)> declare_answer(CLI::App& app) {
  auto options = std::make_shared<AnswerOptions>();
  auto& answer = options->said.answer;
  app.add_option("RUN", options->said.run, "the run: its id or the beginning of it, its runbook's file, or latest")
      ->required();
  app.add_option("STEP", options->said.step, "the step that asks, or a part of its id")->required();
  app.add_option("ANSWER", answer.answer, "one of the choices");
  app.add_option("--field", options->fields, "fill in a blank")->type_name("NAME=VALUE");
  app.add_option("--by", options->by, "who answers (default: the user)")->type_name("NAME");
  app.add_option("--role", answer.role, "in which role")->type_name("ROLE");
  app.add_option("--reason", answer.reason, "why")->type_name("TEXT");
  return [options](Context& context) { return answer_question(context, *options); };
}

extern const Command answer{.summary = "answer a question of a run, from any terminal", .declare = declare_answer};

}  // namespace cli
