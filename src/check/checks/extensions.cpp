#include <fmt/format.h>

#include "base/text.h"
#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_extensions(const Surroundings& surroundings) {
  return rows(surroundings.session,
              "SELECT name, installed_version AS installed, default_version AS available "
              "FROM pg_catalog.pg_available_extensions ORDER BY name");
}

static Answer decide_extensions(const base::Json& facts, const config::Thresholds& thresholds) {
  std::vector<std::string> installed;
  for (const auto& extension : facts) {
    if (!text(extension, "installed").empty())
      installed.push_back(text(extension, "name") + " " + text(extension, "installed"));
  }
  std::vector<std::string> missing;
  std::vector<std::string> todo;
  for (const auto& wanted : thresholds.extensions) {
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&](const auto& item) { return text(item, "name") == wanted; });
    if (found != facts.end() && !text(*found, "installed").empty()) continue;
    missing.push_back(wanted);
    todo.push_back(
        found != facts.end()
            ? fmt::format("Run CREATE EXTENSION {} in this database.", pg::quote_identifier(wanted))
            : fmt::format("Install the package that brings {} on the server's machine, then CREATE EXTENSION.",
                          wanted));
  }
  if (!missing.empty()) {
    return {
        .verdict = Verdict::fail, .evidence = fmt::format("missing: {}", some_of(missing)), .todo = lines_of(todo)};
  }
  if (thresholds.extensions.empty()) {
    return {.verdict = Verdict::pass,
            .evidence = fmt::format("none is asked for; installed: {}", some_of(installed))};
  }
  return {.verdict = Verdict::pass,
          .evidence = fmt::format("all that are asked for are installed: {}", some_of(thresholds.extensions))};
}

extern const Check extensions{.question = "Are the extensions installed that the migrations need?",
                              .suites = preflight | verify,
                              .gather = gather_extensions,
                              .decide = decide_extensions};

}  // namespace check
