// The catalog as a file, for machines that cannot reach the database.

#include "app/snapshot.h"

#include <iostream>

#include "base/printable.h"
#include "cli/command.h"

namespace cli {

static int take_snapshot(Context& context, const std::optional<std::filesystem::path>& out) {
  const auto [catalog, text] = app::take_snapshot(context, out);
  if (!out) {
    std::cout << base::printable(text);
    return Exit::done;
  }
  context.say(fmt::format("{}: {} tables, {} indexes of {} on {}\n", out->string(), catalog.tables(),
                          catalog.indexes(), catalog.database, catalog.server_version_text));
  context.answer({{"file", out->string()}, {"tables", catalog.tables()}, {"indexes", catalog.indexes()}});
  return Exit::done;
}

extern const Command snapshot{
    .summary = "write the database's catalog as a file, for CI that cannot reach it",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto out = std::make_shared<std::optional<std::filesystem::path>>();
      app.add_option("--out", *out, "write it there (default: standard output)")->type_name("FILE");
      return [out](Context& context) { return take_snapshot(context, *out); };
    }};

}  // namespace cli
