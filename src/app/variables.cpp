#include "app/variables.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/redact.h"
#include "base/text.h"
#include "runner/secret_marks.h"

namespace app {

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

std::vector<runner::Variable> variables_from(Project& project, const std::vector<std::string>& set,
                                             const std::map<std::string, std::string>& from_run) {
  auto declared = project.config().run.variables;
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
    if (!value) value = project.inherited().find(name);
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

runner::Secrets secrets_known(Project& project, const std::string& run, const base::Json& data) {
  std::vector<std::string> values;
  for (const auto& [name, variable] : project.config().run.variables) {
    if (!is_secret(name, variable)) continue;
    if (variable.value) values.push_back(*variable.value);
    if (auto inherited = project.inherited().find(name)) values.push_back(*std::move(inherited));
  }
  for (auto& value : runner::marked_in(project.runs(), run, texts_in(data))) values.push_back(std::move(value));
  return runner::Secrets(std::move(values));
}

}  // namespace app
