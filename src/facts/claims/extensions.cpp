#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_extensions(const Text& text) {
  // Those that are known by their names need no word of what they are.
  static constexpr std::string_view known =
      R"(\b(pgcrypto|pg_trgm|uuid-ossp|postgis|hstore|citext|pg_stat_statements|btree_gist|btree_gin|timescaledb|pgvector|ltree|unaccent|pg_partman|pg_repack|pg_cron)\b)";
  const auto name_alone = text.part(known);
  if ((!text.says(R"(\bextensions?\b)") && name_alone.empty()) ||
      text.says(R"(\b(file|browser|window|deadline|phone|chrome|vs ?code) extensions?\b)"))
    return std::nullopt;
  if (!text.says(R"(\b(installed|enabled|available|present|created|loaded|exists?|active|in place|installiert)\b)"))
    return std::nullopt;
  Claim out{.about = name_alone};
  static constexpr std::string_view before =
      R"(\b([a-z][\w-]*) extensions? (?:is |are )?(?:installed|enabled|available|present|created|loaded|exist|active))";
  static constexpr std::string_view behind =
      R"(\bextensions? ([a-z][\w-]*) (?:is |are )?(?:installed|enabled|available|present|created|loaded|exist|active))";
  static constexpr std::string_view no_names[] = {"required", "all", "needed", "necessary", "postgresql", "postgres",
                                                  "database", "the", "every",  "is",        "are"};
  for (const auto pattern : {behind, before}) {
    const auto name = text.part(pattern);
    if (out.about.empty() && std::ranges::find(no_names, name) == std::end(no_names)) out.about = name;
  }
  return out;
}

static Finding judge_extensions(const Claim& claim, const Evidence& evidence) {
  if (claim.about.empty()) return by_check(claim, evidence, "extensions");
  Finding out{.claim = claim};
  const auto* facts = asked(evidence, "extensions", out);
  if (!facts) return out;
  // "pg-stat-statements", "uuid ossp": the same but for dashes and underscores.
  const auto same = [](std::string name) {
    return base::replace_all(base::replace_all(std::move(name), "_", ""), "-", "");
  };
  for (const auto& extension : *facts) {
    if (same(check::text(extension, "name")) != same(claim.about)) continue;
    const auto version = check::text(extension, "installed");
    if (version.empty()) return found(claim, false, fmt::format("{} is not installed in this database", claim.about));
    out = found(claim, true, fmt::format("{} {} is installed", check::text(extension, "name"), version));
    out.value = version;
    return out;
  }
  return found(claim, false, fmt::format("the server does not have {}", claim.about));
}

extern const Fact extensions{.question = "Are the extensions installed?",
                             .check = "extensions",
                             .claimed = claimed_extensions,
                             .judge = judge_extensions};

}  // namespace facts
