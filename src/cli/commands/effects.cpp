// What files of SQL do to the schema at hand, whatever folder or history they belong to.
#include "app/effects.h"

#include <fmt/format.h>

#include "base/interrupt.h"
#include "cli/command.h"
#include "cli/undo_and_cost.h"

namespace cli {

static base::Json to_json(const plan::Blocked& blocked) {
  base::Json out{{"relation", blocked.relation.text()},
                 {"lock_mode", impact::pg_name(blocked.lock)},
                 {"rewrite", blocked.rewrite},
                 {"scan", blocked.scan},
                 {"blocks_reads", blocked.reads},
                 {"blocks_writes", blocked.writes},
                 {"cannot_meanwhile", cannot_meanwhile(blocked.reads, blocked.writes)}};
  if (blocked.held) out["held_ms"] = {{"low", blocked.held->low.count()}, {"high", blocked.held->high.count()}};
  if (blocked.index_of) out["index_of"] = blocked.index_of->text();
  out["why"] = blocked.why;
  return out;
}

// Fields as docs/locks.md and the contract of `effects --json` have them, beside those of `plan --json`.
static base::Json to_json_effects(const plan::MigrationPlan& one, const app::FileEffects& effects,
                                  base::Json planned) {
  base::Json out{{"file", one.migration->up.shown}, {"transactional", one.transactional},
                 {"data_loss", effects.data_loss},  {"fails", effects.fails},
                 {"unknown", effects.unknown},      {"indexes_rebuilt", effects.indexes_rebuilt},
                 {"relations", base::Json::array()}};
  for (const auto& relation : effects.relations) out["relations"].push_back(to_json(relation));
  for (auto& [key, value] : planned.items()) {
    if (!out.contains(key)) out[key] = std::move(value);
  }
  out.update(to_json(effects.consequences));
  return out;
}

static int show_effects(Context& context, app::EffectsRequest request) {
  base::end_when_interrupted(Exit::stopped);
  request.what_cannot_be_parsed_is_unknown = context.common().json;
  const bool verbose = context.common().verbose;
  const auto result = app::effects(context, request);
  context.say(plan::to_text(result.plan, verbose));
  auto planned = plan::to_json(result.plan);
  base::Json answers = base::Json::array();
  for (std::size_t at = 0; at < result.of_files.size(); ++at) {
    const auto& one = result.plan.migrations[at];
    const auto& effects = result.of_files[at];
    for (const auto& what : effects.left_out)
      context.say(fmt::format("not judged: {}, {}\n", one.migration->up.shown, what));
    answers.push_back(to_json_effects(one, effects, std::move(planned["migrations"][at])));
    if (const auto text = to_text(effects.consequences, verbose); !text.empty())
      context.say(fmt::format("\n{}\n{}", one.migration->up.shown, text));
  }
  if (answers.size() == 1) {
    context.answer(answers[0]);
  } else {
    context.answer({{"files", std::move(answers)}});
  }
  return result.readable ? Exit::done : Exit::does_not_hold;
}

extern const Command effects{
    .summary = "what files of SQL do to a schema: locks, rewrites, scans, losses, time",
    .repeats = {.database = true, .migrations = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<app::EffectsRequest>();
      app.add_option("FILE", options->files, "files of SQL, in the order they would run")->required();
      app.add_option("--snapshot", options->snapshot, "judge against this snapshot instead of the database")
          ->type_name("FILE");
      app.add_flag("--offline", options->offline, "judge against what the migrations before the first file make");
      return [options](Context& context) { return show_effects(context, *options); };
    }};

}  // namespace cli
