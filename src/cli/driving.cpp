#include "cli/driving.h"

#include <algorithm>
#include <cstdlib>

#include "base/account.h"
#include "base/error.h"
#include "base/redact.h"
#include "base/text.h"
#include "runner/kept.h"
#include "runner/questions.h"
#include "runner/roles.h"
#include "runner/secret_marks.h"

namespace cli {

std::string user_name() {
  for (const char* name : {"LOCKKEEPER_ACTOR", "SUDO_USER", "USER"}) {
    if (const char* value = std::getenv(name); value && *value) return value;
  }
  return base::account();
}

std::string open_step_meant(const runner::RunState& state, const std::string& given) {
  std::vector<std::string> open;
  std::vector<std::string> found;
  for (const auto& [id, record] : state.steps) {
    if (!runner::open_question(id, record, nullptr)) continue;
    open.push_back(id);
    if (id == given) return id;
    if (id.find(given) != std::string::npos) found.push_back(id);
  }
  if (found.size() == 1) return found.front();
  throw base::Error{base::Code::usage, fmt::format("no question of step '{}' is open", given),
                    open.empty()
                        ? std::string("Nothing is asked at the moment; 'lockkeeper history --follow' shows when.")
                        : fmt::format("Open are: {}.", fmt::join(open, ", "))};
}

static bool is_number(const std::string& text) {
  char* end = nullptr;
  std::strtod(text.c_str(), &end);
  return !text.empty() && end && *end == '\0';
}

static bool is_name(const std::string& text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0]))) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; });
}

// What a variable is called says it too: one that nobody declared must not be in the journal for that.
static bool is_secret(const std::string& name, const config::Variable& declared) {
  return declared.secret || base::is_secret_name(name);
}

static void check(const std::string& name, const config::Variable& declared, const std::string& value) {
  // A secret's value stays out of the message.
  const auto shown = is_secret(name, declared) ? std::string("its value") : fmt::format("'{}'", value);
  if (declared.type == "number" && !is_number(value)) {
    throw base::Error{base::Code::usage, fmt::format("{}: {} is not a number", name, shown),
                      fmt::format("Give one with --set {}=42.", name)};
  }
  if (declared.type == "choice" &&
      std::find(declared.choices.begin(), declared.choices.end(), value) == declared.choices.end()) {
    throw base::Error{base::Code::usage, fmt::format("{}: {} is none of its choices", name, shown),
                      fmt::format("Take one of {}.", fmt::join(declared.choices, ", "))};
  }
}

std::vector<runner::Variable> variables_from(Context& context, const std::vector<std::string>& set,
                                             const std::map<std::string, std::string>& from_run) {
  auto declared = context.config().run.variables;
  std::map<std::string, std::string> given;
  for (const auto& [name, value] : from_run) {
    if (value != "***") given[name] = value;
  }
  for (const auto& each : set) {
    const auto equals = each.find('=');
    const auto name = each.substr(0, equals);
    if (equals == std::string::npos || !is_name(name)) {
      throw base::Error{base::Code::usage, "--set wants NAME=VALUE, with a name as shells have them",
                        "Write --set REGION=eu-1."};
    }
    given[name] = each.substr(equals + 1);
  }
  for (const auto& [name, value] : given) declared.try_emplace(name);
  std::vector<runner::Variable> out;
  for (const auto& [name, variable] : declared) {
    if (!is_name(name)) {
      throw base::Error{base::Code::configuration, fmt::format("'{}' cannot be the name of a variable", name),
                        "Use letters, digits and _."};
    }
    std::optional<std::string> value = variable.value;
    if (const auto found = given.find(name); found != given.end()) value = found->second;
    const char* inherited = std::getenv(name.c_str());
    if (!value && inherited) value = inherited;
    if (!value) {
      throw base::Error{base::Code::usage, fmt::format("the variable {} has no value", name),
                        fmt::format("Give it with --set {}=…, or in the environment.", name)};
    }
    check(name, variable, *value);
    out.push_back({.name = name, .value = *value, .secret = is_secret(name, variable)});
  }
  return out;
}

// Texts of a value, one after the other.
static std::string texts_in(const base::Json& data) {
  if (data.is_string()) return data.get<std::string>();
  std::string all;
  if (data.is_structured()) {
    for (const auto& each : data) all += texts_in(each) + "\n";
  }
  return all;
}

runner::Secrets secrets_known(Context& context, const std::string& run, const base::Json& data) {
  std::vector<std::string> values;
  for (const auto& [name, variable] : context.config().run.variables) {
    if (!is_secret(name, variable)) continue;
    if (variable.value) values.push_back(*variable.value);
    if (const char* inherited = std::getenv(name.c_str())) values.emplace_back(inherited);
  }
  const auto runs = std::filesystem::absolute(context.journal_file()).parent_path() / "runs";
  for (auto& value : runner::marked_in(runs, run, texts_in(data))) values.push_back(std::move(value));
  return runner::Secrets(std::move(values));
}

int say_answer(Context& context, const Said& said) {
  auto& journal = context.journal();
  const auto run = run_meant(context, said.run);
  const auto state = runner::project(journal.read({.run = run}));
  const auto step = open_step_meant(state, said.step);
  const auto& record = state.step(step);
  // The runbook as the run has it: what kinds of fields a step has is in there.
  const auto runs = std::filesystem::absolute(context.journal_file()).parent_path() / "runs";
  std::optional<runbook::Runbook> book;
  if (const auto text = runner::kept_text(runs, state.hash)) book = runbook::parse(*text, state.path);
  auto question = runner::open_question(step, record, book ? book->step(step) : nullptr);
  auto answer = said.answer;
  answer.source = "command";
  if (question->when == "field") {
    if (answer.fields.empty()) {
      std::vector<std::string> names;
      for (const auto& field : question->fields) names.push_back(field.name);
      throw base::Error{base::Code::usage, fmt::format("{} asks for fields", step),
                        fmt::format("Give them with --field NAME=VALUE: {}.", fmt::join(names, ", "))};
    }
    for (const auto& [name, value] : answer.fields) {
      const auto fits = [&](const auto& field) { return field.name == name; };
      if (std::none_of(question->fields.begin(), question->fields.end(), fits)) {
        std::vector<std::string> names;
        for (const auto& field : question->fields) names.push_back(field.name);
        throw base::Error{base::Code::usage, fmt::format("{} has no open field '{}'", step, name),
                          fmt::format("Its open fields: {}.", fmt::join(names, ", "))};
      }
    }
    answer.answer = "filled in";
  } else {
    const auto meant = runner::choice_meant(*question, answer.answer);
    if (!meant) {
      std::vector<std::string> keys;
      for (const auto& choice : question->choices) keys.push_back(choice.key);
      throw base::Error{base::Code::usage, fmt::format("'{}' is not an answer to {}", answer.answer, step),
                        fmt::format("Answer with one of {}.", fmt::join(keys, ", "))};
    }
    answer.answer = *meant;
  }
  std::vector<runner::Person> people;
  for (const auto& [name, roles] : context.config().run.people) {
    for (const auto role : base::split(roles, ','))
      people.push_back({.name = name, .role = std::string(base::trim(role))});
  }
  if (book) {
    for (auto& person : runner::people_in(*book)) people.push_back(std::move(person));
  }
  if (const auto why = runner::refusal(*question, answer, people); !why.empty()) {
    throw base::Error{base::Code::usage, fmt::format("that does not count: {}", why),
                      "Let somebody else answer, or say with --by and --role for whom you speak."};
  }
  if (!runner::post_answer(journal, run, *question, record.asked_seq, answer,
                           secrets_known(context, run, {answer.answer, answer.by, answer.reason, answer.fields}))) {
    throw base::Error{base::Code::stopped,
                      question->by_vote
                          ? fmt::format("not counted: {} has been decided in this moment", step)
                          : fmt::format("the question of {} has just been answered by somebody else", step),
                      "See what was said with 'lockkeeper history'."};
  }
  const std::string what = question->when == "field" ? "filled in" : answer.answer;
  context.say(fmt::format("{}: {}, by {}\n", step, what, answer.by));
  context.answer({{"run", run}, {"step", step}, {"answer", what}, {"by", answer.by}});
  return Exit::done;
}

base::Instant time_given(const std::string& text) {
  if (const auto at = base::parse_instant(text)) return *at;
  throw base::Error{base::Code::usage, fmt::format("'{}' is not a time", text),
                    "Write it with its offset: 2026-12-06T02:00+01:00."};
}

}  // namespace cli
