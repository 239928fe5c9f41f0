// INSERT, UPDATE, DELETE and MERGE, wherever they stand in a statement. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"
#include "sql/query_blocks.h"

namespace impact {

/// What a writing scope does beside reading its sources.
void write_scope(EffectsBuilder& builder, const sql::QueryBlock& scope);

/// All scopes of the statement at hand: reads and writes. `scans`: false where the query is only planned.
void run_scopes(EffectsBuilder& builder, bool scans);

/// Whether a rule takes the statement's place, so that the table itself is left alone.
bool is_replaced_by_rule(const pg::Relation& relation, std::string_view event);
/// Whether an INSTEAD OF trigger of the view does the work.
bool has_instead_trigger(const pg::Relation& relation, std::string_view event);

}  // namespace impact
