// Storage options, statistics targets, compression: names and values that there are. Inside this room only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "impact/analyze/effects_builder.h"
#include "impact/types/types.h"

namespace impact {

/// SET (…), RESET (…) of a relation or its columns.
void refuse_options(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTableCommand& command);
/// SET (…) of an index.
void refuse_index_options(EffectsBuilder& builder, const pg::Index& index, const sql::AlterTableCommand& command);
/// SET STORAGE, SET COMPRESSION, SET STATISTICS of a column.
void refuse_storage(EffectsBuilder& builder, const pg::Relation& relation, const pg::Column& column,
                    const sql::AlterTableCommand& command);

/// Of CREATE INDEX: methods, operator classes, expressions that may not be in an index.
void refuse_index(EffectsBuilder& builder, const pg::Relation& table, const sql::CreateIndex& create);
/// EXCLUDE USING gist (…): columns whose type the method cannot compare.
void refuse_exclusion(EffectsBuilder& builder, const pg::Relation& table, const sql::TableConstraint& constraint);
/// Where its order is what the rows are to be written in: CLUSTER and CLUSTER ON.
void refuse_order(EffectsBuilder& builder, const pg::Index& index);
/// Not over all rows.
bool is_partial(const pg::Index& index);

/// Types that have no operator class by default with the method, of those that come to mind.
bool lacks_class(std::string_view method, const TypeName& type, const pg::Catalog& catalog);

}  // namespace impact
