// What goes when a thing is dropped, shared by the kinds of DROP. Inside this room only.
#pragma once

#include <set>
#include <string>

#include "impact/analyze/effects_builder.h"

namespace impact {

// drops.cpp
void drop_view(EffectsBuilder& builder, const pg::Relation& view);
/// `together`: what the same statement drops as well; it may refer to one another.
void drop_relation(EffectsBuilder& builder, const pg::Relation& relation, bool cascade,
                   const std::set<pg::Name>& together = {});
void drop_type(const sql::QualifiedName& name, const sql::Drop& drop, EffectsBuilder& builder);
void drop_function(const sql::QualifiedName& name, const sql::Drop& drop, EffectsBuilder& builder);
// drops_of_extensions.cpp
void drop_extension(const std::string& name, const sql::Drop& drop, EffectsBuilder& builder);
/// A foreign server, or a wrapper with all its servers.
void drop_foreign_server(const std::string& name, const sql::Drop& drop, EffectsBuilder& builder);

}  // namespace impact
