// What kind of type a name means in this schema. Inside this room only.
#pragma once

#include "impact/types/types.h"
#include "pg/catalog.h"

namespace impact {

/// The type under a domain, or under a domain over one.
TypeName to_base(TypeName type, const pg::Catalog& catalog);
bool is_enum_type(const TypeName& type, const pg::Catalog& catalog);
/// A composite type of its own.
bool is_row_type(const TypeName& type, const pg::Catalog& catalog);
/// Of an extension, or a base type of the schema's own: nothing is known of its casts and operators.
bool is_foreign_type(const TypeName& type, const pg::Catalog& catalog);
/// pg_type.typcategory; '?' where it is not known.
char category_of(const TypeName& type, const pg::Catalog& catalog);
/// Its output function gives the same text in every session.
bool is_written_alike(const TypeName& type, const pg::Catalog& catalog);

}  // namespace impact
