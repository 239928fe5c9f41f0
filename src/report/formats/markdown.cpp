// The report as Markdown: for merge requests, tickets and wikis. What people write about it goes into the
// post-mortem.
#include <fmt/format.h>

#include "base/text.h"
#include "report/formats.h"
#include "report/markdown_parts.h"
#include "report/markdown_text.h"
#include "report/waivers.h"
#include "run_view/phrases.h"

namespace report {

static std::string heading_markdown(const run_view::RunView& view) {
  std::string out = fmt::format("# {}: {}\n\n", md(view.title), md(run_view::state_text(view)));
  if (!view.record.broken.empty()) out += fmt::format("> **{}**\n\n", md(broken_sentence(view)));
  out += fmt::format("**Run:** {}  \n", md(view.run));
  if (const auto target = runner::described(view.target); !target.empty())
    out += fmt::format("**Database:** {}  \n", md(target));
  if (view.began) out += fmt::format("**Began:** {}  \n", base::format_for_people(*view.began));
  if (view.ended)
    out += fmt::format("**{}:** {}  \n", view.state == "unfinished" ? "Last event" : "Ended",
                       base::format_for_people(*view.ended));
  for (const auto& [name, value] : view.facts) out += fmt::format("**{}:** {}  \n", md(name), md(value));
  out += "\n## Summary\n\n";
  for (const auto& sentence : summary(view)) out += fmt::format("- {}\n", md(sentence));
  return out + "\n";
}

static std::string foot_markdown(const run_view::RunView& view) {
  std::string out = fmt::format("---\n\nMade from {} of the journal ({} to {}); hash of the last: `{}`.\n",
                                run_view::number_of(view.record.events, "event"), view.record.first, view.record.last,
                                view.record.hash);
  if (!view.runbook.empty())
    out += fmt::format("Runbook {}{}.\n", md(view.runbook),
                       view.runbook_hash.empty() ? "" : ", SHA-256 `" + view.runbook_hash + "`");
  return out + "All times are UTC.\n";
}

static std::string render_markdown(const run_view::RunView& view) {
  return heading_markdown(view) + md_waivers(view) + md_metrics(view) + md_failures(view) + md_timeline(view) +
         md_decisions(view) + md_happenings(view) + md_migrations(view) + md_backups(view) + md_checks(view) +
         md_interruptions(view) + md_notes(view) + md_actions(view) + md_steps(view) + foot_markdown(view);
}

extern const Format markdown{.extension = "md", .render = render_markdown};

}  // namespace report
