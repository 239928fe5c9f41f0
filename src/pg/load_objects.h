// Fills a Catalog with what is not a relation: types, routines, extensions, publications, owners. Inside pg only.
#pragma once

#include <string>
#include <vector>

#include "pg/catalog.h"
#include "pg/session.h"

namespace pg {

/// A JSON array of texts; empty for NULL.
std::vector<std::string> texts(const Value& json);
/// The row's columns "schema" and "name".
Name name_at(const Result& rows, std::size_t row);

/// Enums, domains and other types.
void take_types(const Result& rows, Catalog& catalog);
void take_routines(const Result& rows, Catalog& catalog);
/// `members`: what belongs to them.
void take_extensions(const Result& rows, const Result& members, Catalog& catalog);
void take_publications(const Result& rows, Catalog& catalog);
void take_event_triggers(const Result& rows, Catalog& catalog);
/// Owners and privileges of what is not a relation; operators, casts, functions in policies.
void take_owned(const Result& rows, Catalog& catalog);

}  // namespace pg
