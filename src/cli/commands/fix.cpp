// The safe form of a migration, as files beside it.
#include "app/fix.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "cli/command.h"
#include "migration/reading.h"

namespace cli {

static std::string bullet(std::string_view text) {
  return fmt::format("    {}\n", base::indent_following(text, 4));
}

static std::string report(const fix::Safe& safe, const fix::Placing& placing) {
  std::string text;
  for (const auto& change : safe.changes) {
    text += fmt::format("  line {}: {} [{}]\n", change.line, change.statement, change.recipe);
    for (const auto& does : change.does) text += bullet(does);
  }
  if (!safe.refusals.empty()) text += "Not made safe:\n";
  for (const auto& refusal : safe.refusals)
    text += fmt::format("  {}{}\n{}", refusal.line > 0 ? fmt::format("line {}: ", refusal.line) : "",
                        refusal.statement, bullet(refusal.why));
  std::vector<std::string> remarks = placing.remarks;
  remarks.insert(remarks.end(), safe.remarks.begin(), safe.remarks.end());
  if (!remarks.empty()) text += "To know:\n";
  for (const auto& remark : remarks) text += fmt::format("  {}\n", remark);
  return text;
}

static std::string what_of(const fix::Placed& file) {
  return fmt::format("{}{}", fmt::join(file.does, "; "), file.contract ? " (contract: after the deployment)" : "");
}

static std::string listed(const fix::Placing& placing, const std::string& replaced, bool written) {
  std::string text = fmt::format("{} {} in the place of {}:\n", written ? "Wrote" : "Would write",
                                 base::count_of(std::ssize(placing.files), "file"), replaced);
  for (const auto& file : placing.files) {
    text += fmt::format("  {}\n{}", migration::shown(file.file), bullet(what_of(file)));
    if (file.down_file) text += fmt::format("  {}\n", migration::shown(*file.down_file));
  }
  return text;
}

static base::Json to_json_fix(const app::Fixed& fixed) {
  const auto& [to_fix, safe, placing, written, attic] = fixed;
  base::Json out{
      {"migration", to_fix.migration.name}, {"judged_against", to_fix.judged_against}, {"written", written}};
  out["changes"] = base::Json::array();
  for (const auto& change : safe.changes)
    out["changes"].push_back(
        {{"line", change.line}, {"recipe", change.recipe}, {"statement", change.statement}, {"does", change.does}});
  out["not_made_safe"] = base::Json::array();
  for (const auto& refusal : safe.refusals)
    out["not_made_safe"].push_back({{"line", refusal.line}, {"statement", refusal.statement}, {"why", refusal.why}});
  out["remarks"] = safe.remarks;
  for (const auto& remark : placing.remarks) out["remarks"].push_back(remark);
  out["files"] = base::Json::array();
  for (const auto& file : placing.files) {
    base::Json one{{"file", migration::shown(file.file)}, {"does", file.does}, {"contract", file.contract}};
    one["text"] = file.text;
    if (file.down_file) {
      one["undo_file"] = migration::shown(*file.down_file);
      one["undo_text"] = file.down_text;
    }
    out["files"].push_back(std::move(one));
  }
  return out;
}

static void print(Context& context, const fix::Placing& placing) {
  for (const auto& file : placing.files) {
    context.say(fmt::format("\n==> {} <==\n{}", migration::shown(file.file), file.text));
    if (file.down_file)
      context.say(fmt::format("\n==> {} <==\n{}", migration::shown(*file.down_file), file.down_text));
  }
}

static std::string what_remains(const app::ToFix& to_fix) {
  const auto undo = to_fix.migration.down ? " and its undo" : "";
  return to_fix.folder ? fmt::format(
                             "Remove {}{} now: until then 'lockkeeper up' refuses to run. Other databases must "
                             "not have it applied.\n",
                             to_fix.migration.up.shown, undo)
                       : fmt::format("They take the place of {}.\n", to_fix.migration.up.shown);
}

static std::string verdict_on(const fix::Safe& safe) {
  if (!safe.changes.empty()) return base::count_of(std::ssize(safe.changes), "statement") + " made safe";
  if (!safe.refusals.empty()) return "no statement made safe";
  return safe.drafts.empty() ? "safe as it is" : "its statements may stay as they are";
}

static int run_fix(Context& context, const app::FixRequest& request) {
  const auto fixed = app::fix(context, request);
  const auto& [to_fix, safe, placing, written, attic] = fixed;
  context.say(
      fmt::format("{}: {} (judged against {})\n", to_fix.migration.name, verdict_on(safe), to_fix.judged_against));
  context.say(report(safe, placing));
  if (!placing.files.empty()) context.say(listed(placing, to_fix.migration.up.shown, written));
  if (request.dry_run) print(context, placing);
  if (attic)
    context.say(fmt::format("{} is in {} now.\n", to_fix.migration.name, migration::shown(*attic)));
  else if (written && !request.output)
    context.say(what_remains(to_fix));
  context.answer(to_json_fix(fixed));
  return safe.refusals.empty() ? Exit::done : Exit::does_not_hold;
}

extern const Command fix{
    .summary = "write the safe form of a migration as new files beside it",
    .repeats = {.database = true, .migrations = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<app::FixRequest>();
      app.add_option("FILE", options->migration, "the migration: its file or its name")->required();
      app.add_flag("--dry-run", options->dry_run, "print the files, write none");
      app.add_option("--output", options->output, "write into this folder instead")->type_name("FOLDER");
      app.add_flag("--replace", options->replace, "move the original and its undo out of the way");
      app.add_option("--snapshot", options->snapshot, "judge against this snapshot instead of the database")
          ->type_name("FILE");
      app.add_option("--batch-rows", options->batch_rows, "rows of a batch, 1000 where nothing is said")
          ->type_name("N")
          ->check(CLI::Range(1, 1'000'000));
      return [options](Context& context) { return run_fix(context, *options); };
    }};

}  // namespace cli
