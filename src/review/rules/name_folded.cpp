// Names in capitals and small letters without quotes: they are folded.
#include <fmt/format.h>

#include "base/text.h"
#include "review/names.h"
#include "review/rule.h"

namespace review {

static void look_name_folded(const RuleContext& context, Sink& out) {
  const auto* drop = context.statement.as<sql::Drop>();
  const bool quietly = drop && drop->if_exists;
  for (const auto& name : mixed_case_names(context.statement)) {
    const auto folded = base::to_lower(name.text);
    const bool quoted_there = context.before.relations.contains({"public", name.text}) ||
                              context.before.enums.contains({"public", name.text});
    const bool folded_there = impact::exists({{}, folded}, context.before);
    if (quoted_there && !folded_there) {
      out.say(context.statement.offset + name.begin,
              fmt::format("without quotes this is {}, but what is there is \"{}\"{}", folded, name.text,
                          quietly ? ": IF EXISTS drops nothing, and says so only in a notice" : ""),
              fmt::format("\"{}\"", name.text), Severity::error);
      return;
    }
    if (quietly && !folded_there && !context.before.has_server()) {
      out.say(context.statement.offset + name.begin,
              fmt::format("without quotes this is {}: if what is there was made as \"{}\", IF EXISTS drops nothing",
                          folded, name.text),
              fmt::format("\"{}\"", name.text));
      return;
    }
    if (context.statement.as<sql::CreateTable>() && name.text.find('_') == std::string::npos) {
      out.say(context.statement.offset + name.begin,
              fmt::format("without quotes this is {}: the capitals are gone, and \"{}\" will not find it", folded,
                          name.text),
              fmt::format("{} if that is meant, or \"{}\" here and everywhere", folded, name.text), Severity::advice);
      return;
    }
  }
}

extern const Rule name_folded{.severity = Severity::warning, .statement = look_name_folded};

}  // namespace review
