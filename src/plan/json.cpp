// The plan for programs. Durations in milliseconds, names of fields as docs give them; add, never rename.
#include <fmt/format.h>

#include "plan/estimate.h"
#include "plan/lock_duration.h"
#include "plan/plan.h"
#include "plan/reasons.h"

namespace plan {

static base::Json estimate_of(const impact::Estimate& estimate) {
  return {{"low_ms", estimate.low.count()},
          {"high_ms", estimate.high.count()},
          {"text", show_estimate(estimate)},
          {"basis", estimate.basis}};
}

static base::Json relation_of(const impact::RelationEffect& effect) {
  base::Json json{{"relation", effect.relation.text()}, {"lock_mode", impact::pg_name(effect.lock)}};
  json["blocks_reads"] = impact::blocks_reads(effect.lock);
  json["blocks_writes"] = impact::blocks_writes(effect.lock);
  json["rewrite"] = effect.rewrite;
  json["scan"] = effect.scan;
  if (effect.bytes > 0) json["bytes"] = effect.bytes;
  if (effect.index_of) json["index_of"] = effect.index_of->text();
  json["why"] = effect.why;
  return json;
}

static base::Json optional_text(const std::optional<std::string>& text) {
  return text ? base::Json(*text) : base::Json(nullptr);
}

static base::Json object_of(const impact::ObjectAddress& object) {
  base::Json json{{"kind", object.kind}, {"schema", object.name.schema}, {"name", object.name.name}};
  if (!object.part.empty()) json["part"] = object.part;
  return json;
}

static base::Json loss_of(const impact::Loss& loss) {
  return {{"kind", impact::name(loss.kind)},
          {"object", object_of(loss.object)},
          {"rows", loss.rows ? base::Json(*loss.rows) : base::Json(nullptr)}};
}

static base::Json error_of(const impact::ExpectedError& error) {
  base::Json json{{"sqlstate", error.sqlstate}, {"kind", impact::name(error.kind)}, {"message", error.message}};
  if (!error.detail.empty()) json["detail"] = error.detail;
  if (!error.object.kind.empty()) json["object"] = object_of(error.object);
  return json;
}

static base::Json statement_of(const StatementPlan& statement) {
  base::Json json{{"line", statement.line}, {"kind", statement.kind}, {"text", statement.text}};
  json["relations"] = base::Json::array();
  for (const auto& effect : statement.effects.relations) json["relations"].push_back(relation_of(effect));
  json["not_in_transaction"] = optional_text(statement.effects.not_in_transaction);
  json["unknown"] = optional_text(statement.effects.unknown);
  const auto& fails = statement.effects.fails;
  json["fails"] = fails ? base::Json(sentence(*fails)) : base::Json(nullptr);
  if (fails) json["expected_error"] = error_of(*fails);
  json["data_loss"] = sentences(statement.effects.data_loss);
  json["losses"] = base::Json::array();
  for (const auto& loss : statement.effects.data_loss) json["losses"].push_back(loss_of(loss));
  json["overwrites"] = statement.effects.overwrites;
  json["breaking"] = statement.effects.breaking;
  json["warnings"] = statement.effects.warnings;
  json["estimate"] = estimate_of(statement.effects.estimate);
  return json;
}

static base::Json migration_of(const MigrationPlan& one) {
  base::Json json{{"number", one.number},
                  {"name", one.migration->name},
                  {"version", one.migration->version},
                  {"file", one.migration->up.shown}};
  json["priority"] = one.priority;
  json["risk"] = one.risk;
  json["risk_reasons"] = one.risk_reasons;
  json["breaking"] = one.breaking;
  json["breaking_reasons"] = one.breaking_reasons;
  json["estimate"] = estimate_of(one.estimate);
  json["header_estimate"] = one.migration->header.estimate;
  json["contents"] = contents(one);
  json["transactional"] = one.transactional;
  json["outside_transaction"] = one.outside_transaction;
  json["reversible"] = one.reversible;
  json["refusals"] = one.refusals;
  json["data_loss"] = sentences(one.data_loss);
  json["overwrites"] = one.overwrites;
  json["unknown"] = one.unknown;
  json["warnings"] = one.warnings;
  json["remarks"] = one.remarks;
  json["relations"] = base::Json::array();
  for (const auto& effect : one.relations) {
    auto relation = relation_of(effect);
    if (const auto span = held(one, effect.relation, true)) relation["held_high_ms"] = span->high.count();
    json["relations"].push_back(std::move(relation));
  }
  json["analyzed"] = base::Json::array();
  for (const auto& stale : one.analyzed)
    json["analyzed"].push_back({{"table", stale.table.text()}, {"why", stale.why}});
  json["statements"] = base::Json::array();
  for (const auto& statement : one.statements) json["statements"].push_back(statement_of(statement));
  return json;
}

base::Json to_json(const Plan& plan) {
  base::Json json;
  json["migrations"] = base::Json::array();
  for (const auto& one : plan.migrations) json["migrations"].push_back(migration_of(one));
  json["total"] = estimate_of(plan.total);
  json["speeds"] = plan.speeds;
  json["window_ms"] = window_needed(plan).count();
  return json;
}

}  // namespace plan
