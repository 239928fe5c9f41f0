// What the server refuses of triggers and policies. Inside this room only.
#pragma once

#include <string>

#include "impact/analyze/effects_builder.h"
#include "sql/objects.h"

namespace impact {

/// What a trigger calls has to be there, and return `result`: "trigger", "event_trigger".
void refuse_function(const sql::QualifiedName& name, const std::string& result, EffectsBuilder& builder);
void refuse_trigger(const sql::TriggerFacts& trigger, const sql::QualifiedName& table, EffectsBuilder& builder);
void refuse_policy(const sql::ObjectFacts& facts, const sql::Policy& policy, EffectsBuilder& builder);

}  // namespace impact
