// Whether the journal is as it was written.
#include <fmt/format.h>

#include "app/audit.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {

static int verify_audit_verify(Context& context) {
  const auto audit = app::audit(context);
  const auto file = context.journal_file();
  base::Json json{
      {"journal", file.string()}, {"holds", !audit.first_changed}, {"events", audit.events}, {"head", audit.head}};
  if (audit.first_changed) {
    json["first_changed"] = *audit.first_changed;
    json["reason"] = audit.reason;
    context.say(fmt::format("{}\n", audit.reason));
    context.say(fmt::format("{} before it {}, up to {}\n", base::count_of(audit.events, "event"),
                            audit.events == 1 ? "holds" : "hold", audit.head));
    context.say("Keep the file as it is; a copy from elsewhere shows what stood there.\n");
  } else {
    context.say(
        fmt::format("{}, every one as it was written\nhead {}\n", base::count_of(audit.events, "event"), audit.head));
  }
  context.answer(json);
  return audit.first_changed ? Exit::does_not_hold : Exit::done;
}

extern const Command audit_verify{
    .summary = "check that no event of the journal was changed, removed or added",
    .declare = [](CLI::App&) -> std::function<int(Context&)> { return verify_audit_verify; }};

}  // namespace cli
