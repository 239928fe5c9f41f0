// Everything that can be found before anything runs.
#include "app/validate.h"

#include <fmt/format.h>

#include "app/not_taken.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {

using migration::Finding;

// "009_add_notification_system.sql"; a Prisma migration is known by its folder.
static std::string file_name(const migration::Migration& migration) {
  const auto file = migration.up.file.filename().string();
  return file == "migration.sql" ? migration.name : file;
}

static base::Json to_json_validate(const migration::Folder& folder, const std::vector<Finding>& findings,
                                   const plan::Plan& pending, bool valid) {
  base::Json json{{"valid", valid}};
  json["not_taken"] = folder.ignored;
  json["findings"] = base::Json::array();
  for (const auto& finding : findings) {
    json["findings"].push_back({{"severity", finding.severity == Finding::Severity::error ? "error" : "warning"},
                                {"rule", finding.rule},
                                {"file", finding.place.file},
                                {"line", finding.place.line},
                                {"column", finding.place.column},
                                {"text", finding.place.text},
                                {"message", finding.message},
                                {"hint", finding.hint}});
  }
  json["pending"] = base::Json::array();
  for (const auto& one : pending.migrations)
    json["pending"].push_back({{"name", one.migration->name}, {"file", one.migration->up.shown}, {"risk", one.risk}});
  return json;
}

static std::string summary_validate(long long errors, long long warnings) {
  std::string text =
      errors == 0 ? "✓ All migrations are valid" : fmt::format("✗ {}", base::count_of(errors, "error"));
  if (warnings > 0) text += fmt::format("{} {}", errors == 0 ? " (with" : ",", base::count_of(warnings, "warning"));
  if (warnings > 0 && errors == 0) text += ")";
  return text + "\n";
}

static int run_validate(Context& context, bool offline) {
  const auto validated = app::validate(context, offline);
  const auto& [folder, findings, pending] = validated;
  const auto errors = validated.errors();
  for (const auto& finding : findings) context.say(plan::to_text(finding) + "\n");
  context.say(app::not_taken(folder));
  context.say(summary_validate(errors, std::ssize(findings) - errors));
  if (errors == 0) {
    context.say(fmt::format("Pending migrations: {}\n", pending.migrations.size()));
    for (const auto& one : pending.migrations)
      context.say(fmt::format("- {} (risk: {})\n", file_name(*one.migration), one.risk));
  }
  context.answer(to_json_validate(folder, findings, pending, errors == 0));
  return errors == 0 ? Exit::done : Exit::does_not_hold;
}

static std::string summary_drift(const std::vector<apply::Drift>& drifts, const apply::Replayed& replayed) {
  const auto what =
      fmt::format("what its {} {}", base::count_of(static_cast<long long>(replayed.migrations), "applied migration"),
                  replayed.migrations == 1 ? "makes" : "make");
  if (drifts.empty()) return fmt::format("✓ The database is {}\n", what);
  return fmt::format("✗ {} between the database and {}\n", base::count_of(std::ssize(drifts), "difference"), what);
}

static int run_drift(Context& context) {
  const auto drifted = app::drift(context);
  const auto& [replayed, drifts] = drifted;
  const bool known = drifted.known();
  for (const auto& drift : drifts) context.say(apply::to_text(drift) + "\n");
  for (const auto& note : replayed.notes) context.say(fmt::format("note: {}\n", note));
  for (const auto& why : replayed.unknown) context.say(fmt::format("not known: {}\n", why));
  if (known) context.say(summary_drift(drifts, replayed));
  base::Json json{{"drift", known ? base::Json(!drifts.empty()) : base::Json(nullptr)},
                  {"differences", base::Json::array()},
                  {"unknown", replayed.unknown},
                  {"notes", replayed.notes},
                  {"migrations", replayed.migrations},
                  {"major", replayed.major}};
  for (const auto& drift : drifts) json["differences"].push_back(apply::to_json(drift));
  context.answer(json);
  if (!known) return Exit::refused;
  return drifts.empty() ? Exit::done : Exit::does_not_hold;
}

extern const Command validate{
    .summary = "find what would go wrong before anything runs",
    .repeats = {.database = true, .migrations = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto offline = std::make_shared<bool>(false);
      const auto drift = std::make_shared<bool>(false);
      auto* flag = app.add_flag("--offline", *offline, "look at the files alone");
      app.add_flag("--drift", *drift, "whether the database is what its applied migrations make")->excludes(flag);
      return [offline, drift](Context& context) {
        return *drift ? run_drift(context) : run_validate(context, *offline);
      };
    }};

}  // namespace cli
