// DROP EXTENSION and DROP SERVER: everything of the schema's own that stands on what goes.
#include <algorithm>

#include <fmt/format.h>

#include "impact/analyze/drops.h"
#include "impact/errors/errors.h"
#include "impact/simulate/schema.h"

namespace impact {

static void drop_foreign_tables(EffectsBuilder& builder, const std::string& server, const sql::Drop& drop) {
  for (const auto& [name, relation] : builder.catalog.relations) {
    if (relation.server != server) continue;
    if (!drop.cascade) {
      builder.fails(is_depended_on(object_named("server", server), object_of(relation)));
      continue;
    }
    drop_relation(builder, relation, true);
  }
}

// Indexes over operator classes or access methods that go.
static void drop_indexes_using(EffectsBuilder& builder, const std::string& member, const sql::Drop& drop,
                               const std::string& extension) {
  for (const auto& [name, relation] : builder.catalog.relations) {
    for (const auto& index : relation.indexes) {
      if (!mentions(index.definition.substr(std::min(index.definition.size(), index.definition.find(" USING "))),
                    member))
        continue;
      if (!drop.cascade) {
        builder.fails(is_depended_on(object_named("extension", extension),
                                     object_named("index", pg::Name{name.schema, index.name})));
        continue;
      }
      builder.lock(name, LockMode::access_exclusive, fmt::format("its index {} goes with the extension", index.name));
      builder.lock_index(relation, index.name, LockMode::access_exclusive);
      builder.breaks(fmt::format("drops the index {}", index.name));
    }
  }
}

static void drop_routines_in(EffectsBuilder& builder, const pg::Extension& extension, const sql::Drop& drop) {
  for (const auto& routine : builder.catalog.routines) {
    if (routine.extension == extension.name ||
        std::ranges::find(extension.languages, routine.language) == extension.languages.end())
      continue;
    if (!drop.cascade) {
      builder.fails(
          is_depended_on(object_named("extension", extension.name), object_named("function", routine.name)));
      continue;
    }
    builder.breaks(fmt::format("drops the function {}", shown(routine.name)));
    drop_function({routine.name.schema, routine.name.name}, drop, builder);
  }
}

void drop_extension(const std::string& name, const sql::Drop& drop, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  const auto extension = std::ranges::find(catalog.extensions, name, &pg::Extension::name);
  if (extension == catalog.extensions.end()) {
    if (!drop.if_exists && catalog.has_server()) builder.fails(is_missing("extension", name));
    return;
  }
  const bool members_known = !extension->types.empty() || !extension->functions.empty() ||
                             !extension->wrappers.empty() || !extension->relations.empty() ||
                             !extension->languages.empty();
  if (!members_known) return builder.unknown(fmt::format("what belongs to the extension {} is not known", name));
  for (const auto& type : extension->types) drop_type({type.schema, type.name}, drop, builder);
  for (const auto& function : extension->functions) drop_function({function.schema, function.name}, drop, builder);
  for (const auto& member : extension->operator_classes) drop_indexes_using(builder, member.name, drop, name);
  for (const auto& method : extension->access_methods) drop_indexes_using(builder, method, drop, name);
  for (const auto& wrapper : extension->wrappers) {
    for (const auto& server : catalog.servers) {
      if (server.wrapper != wrapper) continue;
      if (!drop.cascade)
        builder.fails(is_depended_on(object_named("extension", name), object_named("server", server.name)));
      drop_foreign_tables(builder, server.name, drop);
    }
  }
  for (const auto& member : extension->relations) {
    if (const auto* relation = find_relation(member, catalog)) drop_relation(builder, *relation, true);
  }
  drop_routines_in(builder, *extension, drop);
  builder.breaks(fmt::format("drops the extension {}", name));
}

void drop_foreign_server(const std::string& name, const sql::Drop& drop, EffectsBuilder& builder) {
  const auto& servers = builder.catalog.servers;
  if (drop.object == "SERVER") return drop_foreign_tables(builder, name, drop);
  for (const auto& server : servers) {
    if (server.wrapper != name) continue;
    if (!drop.cascade)
      builder.fails(is_depended_on(object_named("foreign-data wrapper", name), object_named("server", server.name)));
    drop_foreign_tables(builder, server.name, drop);
  }
}

}  // namespace impact
