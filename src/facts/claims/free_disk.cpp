#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_free_disk(const Text& text) {
  const bool disk = text.says(
      R"(\b(disk|storage|space|volume|filesystem|festplatte|speicherplatz)\b|\b\d+(\.\d+)? ?[kmgt]b (is |are )?free\b)");
  if (!disk) return std::nullopt;
  // "Backup storage", "Storage class", "Verify storage configuration" are no room on a disk.
  const bool room = text.says(
      R"(\b(?:disk|storage|free|speicher)\w*[ -]?(?:space|room|capacity|usage|platz)\b|\bfree (?:disk|space|storage)\b|\bspace (?:free|available|left)\b|\b(?:sufficient|enough|adequate|ample|at least \S+(?: ?[kmgt]b)?(?: free)?) (?:free )?(?:disk|storage|space)\b|\bdisk\b.*\b(?:free|full|used|available)\b|\b\d+(\.\d+)? ?[kmgt]b (is |are )?free\b|\bspeicherplatz\b|\bdisk ok\b)");
  if (!room || text.says(R"(\b(backup|object|s3|log|blob) storage\b|\b(growth|monitor|alert|watch|document)\w*\b)"))
    return std::nullopt;
  Claim out{.limit = limit_in(text)};
  if (out.limit && out.limit->unit != "%" && out.limit->unit != "bytes") out.limit.reset();
  if (out.limit && text.says(R"(\bused\b|\busage\b|\bfull\b)") && !text.says(R"(\bfree\b)")) out.about = "used";
  // "will consume 2-5 GB": room for the most of it.
  if (out.limit && out.limit->to && out.about.empty()) {
    out.limit->number = *std::exchange(out.limit->to, std::nullopt);
    out.limit->compare = check::Operator::at_least;
    out.limit->number_text = "≥ " + check::format_measure(out.limit->number, out.limit->unit);
  }
  const bool states =
      out.limit ||
      text.says(
          R"(\b(sufficient|enough|adequate|ample|ok|okay|available|verified|checked|check|verify|confirmed|free|ausreichend|genug|genügend)\b)");
  if (!states) return std::nullopt;
  return out;
}

static Finding judge_free_disk(const Claim& claim, const Evidence& evidence) {
  if (!claim.limit) return by_check(claim, evidence, "free-disk", Warning::holds);
  Finding out{.claim = claim};
  const auto* facts = asked(evidence, "free-disk", out);
  if (!facts) return out;
  // The server is elsewhere, or its folder cannot be looked at: as the check says it.
  if (!facts->at("local").get<bool>() || facts->at("disks").empty())
    return by_check(claim, evidence, "free-disk", Warning::holds);
  const bool relative = claim.limit->unit == "%";
  std::vector<Measurement> disks;
  for (const auto& disk : facts->at("disks")) {
    const auto free = check::number(disk, "free_bytes");
    const auto percent = 100 * free / std::max(1.0, check::number(disk, "total_bytes"));
    const auto value = !relative ? free : claim.about == "used" ? 100 - percent : percent;
    const auto room = base::format_bytes(check::integer(disk, "free_bytes"));
    disks.push_back({.number = value,
                     .evidence = fmt::format("{}: {} of {} free ({:.0f} %)", check::text(disk, "what"), room,
                                             base::format_bytes(check::integer(disk, "total_bytes")), percent),
                     .value = relative ? fmt::format("{:.0f} %", value) : room});
  }
  return by_limit(claim, disks);
}

extern const Fact free_disk{.question = "Is there room on the disks of the server?",
                            .check = "free-disk",
                            .claimed = claimed_free_disk,
                            .judge = judge_free_disk};

}  // namespace facts
