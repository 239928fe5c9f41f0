#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_connections(const Text& text) {
  if (!text.says(R"(\bconnections?\b)") ||
      text.says(
          R"(\bconnection (string|pool settings|details|test|established|to)\b|\bconnect(ed)? to\b|\b(monitor|document|alert|close|terminate|drain|pooler|api|client|network|vpn)\b)"))
    return std::nullopt;
  Claim out{.limit = limit_in(text)};
  if (out.limit && out.limit->unit != "%" && !out.limit->unit.empty()) out.limit.reset();
  // A count needs a sign of comparing; "2 connections" alone may be any two.
  const bool states =
      out.limit ||
      text.says(
          R"(\b(connection (count|usage|number)|(database|db|active|client|open) connections)\b.*\b(normal|ok|okay|acceptable|within|low|healthy|available)\b|\bconnections? available\b|\b(sufficient|enough|free) connections?\b)");
  if (!states) return std::nullopt;
  if (out.limit && text.says(R"(\b(free|left|available|remaining|spare|unused)\b)")) out.about = "free";
  return out;
}

static Finding judge_connections(const Claim& claim, const Evidence& evidence) {
  Finding out{.claim = claim};
  const auto* facts = asked(evidence, "connections", out);
  if (!facts || !claim.limit) return by_check(claim, evidence, "connections");
  const auto used = check::number(*facts, "used");
  const auto most = std::max(1LL, check::integer(*facts, "most") - check::integer(*facts, "reserved"));
  const auto percent = 100 * used / static_cast<double>(most);
  const bool relative = claim.limit->unit == "%";
  const bool free = claim.about == "free";
  const auto count = free ? static_cast<double>(most) - used : used;
  const auto number = relative ? (free ? 100 - percent : percent) : count;
  const Measurement all{
      .number = number,
      .evidence = fmt::format("{:.0f} of {} connections are in use ({:.0f} %)", used, most, percent),
      .value = fmt::format("{:.0f}{}", number, relative ? " %" : "")};
  return by_limit(claim, {all});
}

extern const Fact connections{.question = "Are there connections left?",
                              .check = "connections",
                              .claimed = claimed_connections,
                              .judge = judge_connections};

}  // namespace facts
