// A migration uses what a later one makes.
#include <tuple>

#include <fmt/format.h>

#include "review/rule.h"
#include "sql/statement.h"

namespace review {

static void look_order_conflict(const ProjectContext& whole, Sink& out) {
  for (const auto& missed : whole.missed) {
    const auto made = whole.made.find(missed.name);
    if (made == whole.made.end()) continue;
    for (const auto& location : made->second) {
      const bool later =
          std::tie(location.migration, location.offset) > std::tie(missed.location.migration, missed.location.offset);
      if (!later) continue;
      const auto& maker = *whole.migrations[location.migration];
      const auto line = sql::locate(maker.up.text, location.offset).line;
      const bool same = location.migration == missed.location.migration;
      out.put({.location = missed.location,
               .message = same ? fmt::format("{} is made further down, in line {}", missed.name.text(), line)
                               : fmt::format("{} is made by {}, which runs later ({}:{})", missed.name.text(),
                                             maker.name, maker.up.shown, line),
               .better =
                   same ? "put the statement that makes it first" : "give this migration a version behind that one"});
      break;
    }
  }
}

extern const Rule order_conflict{.severity = Severity::error, .whole = look_order_conflict};

}  // namespace review
