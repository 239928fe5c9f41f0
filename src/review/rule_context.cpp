// Questions that rules ask of a statement and its effects.
#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/numbers.h"
#include "base/text.h"
#include "impact/simulate/schema.h"
#include "review/rule.h"
#include "sql/lexer.h"

namespace review {

std::string lock_name(impact::LockMode mode) {
  std::string out;
  auto name = impact::pg_name(mode);
  if (name.ends_with("Lock")) name.remove_suffix(4);
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !out.empty()) out += ' ';
    out += capital ? c : static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string_view what_waits(impact::LockMode mode) {
  if (impact::blocks_reads(mode)) return "reads and writes are blocked";
  if (impact::blocks_writes(mode)) return "writes are blocked";
  return "other schema changes wait";
}

const impact::RelationEffect* RuleContext::busy(const sql::QualifiedName& name) const {
  const auto wanted = impact::resolve(name, before);
  if (!wanted) return nullptr;
  for (const auto& effect : effects.relations) {
    if (effect.relation == *wanted) return effect.empty ? nullptr : &effect;
  }
  return nullptr;
}

const impact::RelationEffect* RuleContext::worst() const {
  const auto weight = [](const impact::RelationEffect& effect) {
    return std::tuple(effect.lock, effect.rewrite, effect.scan, effect.bytes);
  };
  const impact::RelationEffect* found = nullptr;
  for (const auto& effect : effects.relations) {
    if (effect.index_of || effect.empty) continue;
    if (!found || weight(effect) > weight(*found)) found = &effect;
  }
  return found;
}

long long RuleContext::work_bytes() const {
  long long bytes = 0;
  for (const auto& effect : effects.relations) {
    if (!effect.index_of && (effect.scan || effect.rewrite)) bytes += effect.bytes;
  }
  return bytes;
}

// 10 MB are read in the blink of an eye; 100 MB take long enough for a pool of connections to fill up behind the
// lock.
static constexpr long long small_bytes = 10'000'000;
static constexpr long long large_bytes = 100'000'000;

// Where statements come faster than this, some wait even behind a lock that is held for a blink.
static constexpr double much_used = 10;  // a second

// Scans and changed rows a second, on average since the server began to count; 0 where too little was counted to say.
static double times_a_second(const pg::Relation& relation, const pg::Catalog& catalog) {
  if (!catalog.counted_since) return 0;
  const auto seconds = std::chrono::duration<double>(catalog.taken_at - *catalog.counted_since).count();
  return seconds < 60 ? 0 : static_cast<double>(relation.scans + relation.rows_changed) / seconds;
}

Severity RuleContext::by_work(Severity full) const {
  if (!sizes_known()) return full;
  const auto bytes = work_bytes();
  if (bytes >= large_bytes) return full;
  const bool is_used = std::any_of(effects.relations.begin(), effects.relations.end(), [&](const auto& effect) {
    const auto found = before.relations.find(effect.relation);
    return !effect.empty && impact::blocks_writes(effect.lock) && found != before.relations.end() &&
           times_a_second(found->second, before) >= much_used;
  });
  return std::min(full, bytes >= small_bytes || is_used ? Severity::warning : Severity::advice);
}

std::string RuleContext::size_of(const pg::Name& name) const {
  const auto found = before.relations.find(name);
  if (!sizes_known() || found == before.relations.end()) return "";
  const auto bytes = impact::heap_bytes_of(found->second, before);  // of a partitioned table: its partitions'
  if (bytes == 0) return "";
  const auto used = times_a_second(found->second, before);
  return fmt::format(
      " ({}, {} rows{})", base::format_bytes(bytes), base::grouped(impact::rows_of(found->second, before), " "),
      used >= 1 ? fmt::format(", read or changed {} times a second", base::grouped(std::lround(used), " ")) : "");
}

const pg::Relation* RuleContext::relation(const sql::QualifiedName& name) const {
  const auto found = impact::resolve(name, before);
  return found ? &before.relations.at(*found) : nullptr;
}

pg::Name RuleContext::old_name(const sql::QualifiedName& name) const {
  const auto now = impact::resolve(name, before).value_or(pg::Name{name.schema, name.name});
  const auto found = trail.renamed.find(now);
  return found == trail.renamed.end() ? now : found->second;
}

std::size_t RuleContext::at(std::string_view word) const {
  if (!words) {  // once for the statement: an ALTER TABLE may have thousands of commands, each asked for
    words.emplace();
    sql::Lexer lexer(statement.text);
    for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
      if (token.kind != sql::Token::Kind::word && token.kind != sql::Token::Kind::quoted) continue;
      words->try_emplace(base::to_lower(lexer.name(token)), token.begin);
    }
  }
  const auto found = words->find(base::to_lower(word));
  return statement.offset + (found == words->end() ? 0 : found->second);
}

static PendingFinding pending_at(Location location, std::string message, std::string better,
                                 std::optional<Severity> severity) {
  return {.location = location, .message = std::move(message), .better = std::move(better), .severity = severity};
}

void Sink::say(std::size_t offset, std::string message, std::string better, std::optional<Severity> severity) {
  put(pending_at({.migration = migration_, .offset = offset}, std::move(message), std::move(better), severity));
}

void Sink::say_in_transaction(std::size_t offset, std::string message, std::string better,
                              std::optional<Severity> severity) {
  auto pending =
      pending_at({.migration = migration_, .offset = offset}, std::move(message), std::move(better), severity);
  pending.in_one_transaction = true;
  put(std::move(pending));
}

void Sink::say_unless(const CompatibilityView& view, std::size_t offset, std::string message, std::string better,
                      std::optional<Severity> severity) {
  auto pending =
      pending_at({.migration = migration_, .offset = offset}, std::move(message), std::move(better), severity);
  pending.unless = view;
  put(std::move(pending));
}

}  // namespace review
