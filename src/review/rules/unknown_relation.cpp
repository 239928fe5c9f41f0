// A table that nobody makes.
#include <fmt/format.h>

#include "base/text.h"
#include "review/rule.h"

namespace review {

static std::vector<std::string> names_in(const pg::Catalog& catalog) {
  std::vector<std::string> names;
  for (const auto& [name, relation] : catalog.relations) {
    if (relation.kind != pg::RelationKind::sequence && !relation.columns.empty()) names.push_back(name.name);
  }
  return names;
}

static void look_unknown_relation(const ProjectContext& whole, Sink& out) {
  if (whole.missed.empty()) return;
  const auto names = names_in(whole.after);
  constexpr std::size_t enough = 200;  // names that are looked for among all others
  std::size_t looked = 0;
  for (const auto& missed : whole.missed) {
    if (whole.made.contains(missed.name) || ++looked > enough) continue;
    const auto near = base::near_match(missed.name.name, names);
    const bool server = whole.after.has_server();
    if (!server && !near) continue;  // it may well be there
    out.put({.location = missed.location,
             .message = fmt::format("{}{}", server ? missed.name.text() : "no migration makes " + missed.name.text(),
                                    server ? " is not there, and no migration makes it" : ""),
             .better = near ? fmt::format("did you mean {}?", sql::QualifiedName{{}, *near}.text()) : "",
             .severity = server ? Severity::error : Severity::warning});
  }
}

extern const Rule unknown_relation{.severity = Severity::error, .whole = look_unknown_relation};

}  // namespace review
