#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_server_version(const Text& text) {
  if (!text.says(R"(\b(postgres(ql)?|server|database) (server )?(is )?(at )?(version|v)?\b.*\d{1,2})") ||
      !text.says(R"(\b(version|postgres(ql)?)\b)"))
    return std::nullopt;
  if (text.says(
          R"(\b(app|application|api|client|node|schema|backup|migration|libpq|driver|port|clients?|supports?|upgrade|upgraded|from|decommission\w*|retired?|replaced|old)\b|:\d{4})"))
    return std::nullopt;
  const auto number = text.part(
      R"(\b(?:postgres(?:ql)?|version|v)[ :]*(?:server )?(?:version )?(?:is |at least |>=? ?|[~=] ?)*v?(\d{1,2})(?:\.\d+)?\b)");
  if (number.empty()) return std::nullopt;
  Claim out{.about = "exactly", .count = std::stoll(number)};
  if (text.says(R"(>=|\bat least\b|\d\+|\bor (newer|later|higher|above)\b|\bminimum\b)")) out.about = "at least";
  return out;
}

static Finding judge_server_version(const Claim& claim, const Evidence& evidence) {
  Finding out{.claim = claim};
  const auto* facts = asked(evidence, "server", out);
  if (!facts) return out;
  const auto major = check::integer(*facts, "number") / 10000;
  const auto wanted = claim.count.value_or(0);
  out = found(claim, claim.about == "at least" ? major >= wanted : major == wanted,
              fmt::format("PostgreSQL {}", check::text(*facts, "version")));
  const auto version = check::text(*facts, "version");
  out.value = version.substr(0, version.find(' '));  // without the packager
  return out;
}

extern const Fact server_version{.question = "Which version has the server?",
                                 .check = "server",
                                 .claimed = claimed_server_version,
                                 .judge = judge_server_version};

}  // namespace facts
