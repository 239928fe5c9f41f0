// Watches whether the application really is kept out, and says by what it knows.
#include <fmt/format.h>

#include "app/maintenance.h"
#include "base/text.h"
#include "cli/maintenance_words.h"
#include "maintenance/prove.h"

namespace cli {

static void list_maintenance_prove(Context& context, std::string_view mark, const std::vector<std::string>& lines) {
  for (const auto& line : lines) context.say(fmt::format("{} {}\n", mark, base::indent_following(line, 2)));
}

static int run_maintenance_prove(Context& context, const std::string& given) {
  const auto [database, span, proof] = app::prove_maintenance(context, span_of("--for", given));
  context.say(!proof.holds ? fmt::format("not proved that the application of {} is kept out\n", database)
              : proof.fenced
                  ? fmt::format("proved: the application of {} is kept out\n", database)
                  : fmt::format("seen: the application of {} did not write for {}; no fence keeps it out\n", database,
                                base::format_span(span)));
  list_maintenance_prove(context, "✓", proof.evidence);
  list_maintenance_prove(context, "✗", proof.against);
  list_maintenance_prove(context, "– not seen:", proof.unseen);
  context.answer({{"holds", proof.holds},
                  {"fenced", proof.fenced},
                  {"evidence", proof.evidence},
                  {"against", proof.against},
                  {"unseen", proof.unseen}});
  return proof.holds ? Exit::done : Exit::does_not_hold;
}

extern const Command maintenance_prove{
    .summary = "prove that the application is kept out, by watching for writes",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto span = std::make_shared<std::string>();
      app.add_option("--for", *span, "how long to watch (default maintenance.prove_for, 10s)")->type_name("SPAN");
      return [span](Context& context) { return run_maintenance_prove(context, *span); };
    }};

}  // namespace cli
