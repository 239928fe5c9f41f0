// Functions and procedures that the schema has of its own: which one a call means, and what running it does. Inside
// this room only.
#pragma once

#include <string>
#include <vector>

#include "impact/analyze/effects_builder.h"

namespace impact {

/// All of this name that the search path reaches.
std::vector<const pg::Routine*> routines_named(const sql::QualifiedName& name, const pg::Catalog& catalog);

/// Those that a call of this name and number of arguments may mean; where no number fits, all of the name (defaults,
/// VARIADIC). Empty for built-in ones, and where the catalog knows none.
std::vector<const pg::Routine*> routines_called(const sql::FunctionCall& call, const pg::Catalog& catalog);

/// Whether existing rows may get different values from the default: a volatile function is called, or one that
/// nothing is known of.
bool gives_each_row_its_own(const sql::ColumnDefinition& column, const pg::Catalog& catalog);

/// What the schema's own functions that the statement calls do, as far as their bodies say it.
void follow_calls(EffectsBuilder& builder);

/// What a procedure does; `call` is CALL itself, which lets it commit where nothing is around it.
void follow_procedure(EffectsBuilder& builder, const sql::QualifiedName& name);

/// SET session_replication_role = replica: triggers do not fire, those of foreign keys among them.
bool triggers_rest(const pg::Catalog& catalog);

/// What the triggers of a table and its rules do when rows are written. `event`: "INSERT", "UPDATE", "DELETE",
/// "TRUNCATE"; `columns`: those that UPDATE sets.
void follow_triggers(EffectsBuilder& builder, const pg::Relation& relation, std::string_view event,
                     const std::vector<std::string>& columns = {});

}  // namespace impact
