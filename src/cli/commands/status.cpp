// Where each migration stands.
#include "app/status.h"

#include <fmt/format.h>

#include "app/not_taken.h"
#include "cli/command.h"

namespace cli {

// What is wrong with the files themselves: `up` refuses to run with any of it.
static std::string wrong_text(const migration::Folder& folder) {
  std::string text;
  for (const auto& finding : folder.findings) {
    const bool error = finding.severity == migration::Finding::Severity::error;
    text += fmt::format("{}: {}{}\n", error ? "error" : "warning", finding.message,
                        finding.place.file.empty() ? "" : fmt::format(" ({})", finding.place.file));
  }
  return text.empty() ? "" : "\n" + text;
}

static base::Json wrong_json(const migration::Folder& folder) {
  auto json = base::Json::array();
  for (const auto& finding : folder.findings) {
    const bool error = finding.severity == migration::Finding::Severity::error;
    json.push_back({{"severity", error ? "error" : "warning"},
                    {"rule", finding.rule},
                    {"file", finding.place.file},
                    {"line", finding.place.line},
                    {"message", finding.message}});
  }
  return json;
}

static int show_status(Context& context) {
  const auto [folder, status] = app::status(context);
  context.say(apply::to_text(status, context.common().verbose));
  context.say(wrong_text(folder));
  if (!folder.ignored.empty()) context.say("\n" + app::not_taken(folder));
  auto json = apply::to_json(status);
  json["findings"] = wrong_json(folder);
  json["not_taken"] = folder.ignored;
  context.answer(json);
  return Exit::done;
}

extern const Command status{.summary = "which migrations are applied, pending, failed, changed or missing",
                            .repeats = {.database = true, .migrations = true},
                            .declare = [](CLI::App&) -> std::function<int(Context&)> { return show_status; }};

}  // namespace cli
