#include "pg/load_objects.h"

#include <algorithm>

#include "base/json.h"

namespace pg {

std::vector<std::string> texts(const Value& json) {
  std::vector<std::string> out;
  if (!json) return out;
  for (const auto& item : base::Json::parse(*json)) {
    if (item.is_string()) out.push_back(item.get<std::string>());
  }
  return out;
}

// "{1,2}" of an array and "1 2" of an int2vector.
Name name_at(const Result& rows, std::size_t row) {
  return {rows.text(row, "schema"), rows.text(row, "name")};
}

void take_types(const Result& rows, Catalog& catalog) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto name = name_at(rows, row);
    (rows.boolean(row, "other") ? catalog.other_types : catalog.types).push_back(name);
    if (!rows.boolean(row, "domain")) continue;
    auto& domain = catalog.domains[name];
    domain.base = rows.text(row, "base");
    domain.not_null = rows.boolean(row, "not_null");
    domain.default_expression = rows.at(row, "default_expression");
    if (const auto constraints = rows.at(row, "constraints")) {
      for (const auto& item : base::Json::parse(*constraints)) {
        domain.constraints.push_back({.name = item.at("name").get<std::string>(),
                                      .validated = item.at("validated").get<bool>(),
                                      .definition = item.at("definition").get<std::string>()});
      }
    }
    domain.constrained = domain.not_null || !domain.constraints.empty();
  }
}

void take_routines(const Result& rows, Catalog& catalog) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto name = name_at(rows, row);
    if (catalog.functions.empty() || catalog.functions.back() != name) catalog.functions.push_back(name);
    catalog.routines.push_back({.name = name,
                                .kind = static_cast<RoutineKind>(rows.text(row, "kind").front()),
                                .volatility = static_cast<Volatility>(rows.text(row, "volatility").front()),
                                .arguments = texts(rows.at(row, "arguments")),
                                .signature = rows.text(row, "signature"),
                                .result = rows.text(row, "result"),
                                .strict = rows.boolean(row, "strict"),
                                .returns_set = rows.boolean(row, "returns_set"),
                                .defines_security = rows.boolean(row, "defines_security"),
                                .language = rows.text(row, "language"),
                                .body = rows.text(row, "body"),
                                .definition = rows.text(row, "definition"),
                                .settings = texts(rows.at(row, "settings")),
                                .extension = rows.text(row, "extension")});
  }
}

void take_extensions(const Result& rows, const Result& members, Catalog& catalog) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    catalog.extensions.push_back(
        {.name = rows.text(row, "name"), .version = rows.text(row, "version"), .schema = rows.text(row, "schema")});
  }
  for (std::size_t row = 0; row < members.rows(); ++row) {
    const auto extension = std::ranges::find(catalog.extensions, members.text(row, "extension"), &Extension::name);
    if (extension == catalog.extensions.end()) continue;
    const auto kind = members.text(row, "kind");
    const auto name = members.text(row, "name");
    if (kind == "wrapper") extension->wrappers.push_back(name);
    if (kind == "language") extension->languages.push_back(name);
    if (kind == "access method") extension->access_methods.push_back(name);
    if (kind == "type") extension->types.push_back(name_at(members, row));
    if (kind == "function") extension->functions.push_back(name_at(members, row));
    if (kind == "relation") extension->relations.push_back(name_at(members, row));
    if (kind == "operator class") extension->operator_classes.push_back(name_at(members, row));
  }
}

void take_publications(const Result& rows, Catalog& catalog) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto name = rows.text(row, "publication");
    if (catalog.publications.empty() || catalog.publications.back().name != name) {
      catalog.publications.push_back({.name = name,
                                      .all_tables = rows.boolean(row, "all_tables"),
                                      .updates = rows.boolean(row, "updates"),
                                      .deletes = rows.boolean(row, "deletes")});
    }
    if (rows.at(row, "name")) catalog.publications.back().tables.push_back(name_at(rows, row));
  }
}

void take_event_triggers(const Result& rows, Catalog& catalog) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    catalog.event_triggers.push_back(
        {.name = rows.text(row, "name"),
         .event = rows.text(row, "event"),
         .tags = texts(rows.at(row, "tags")),
         .enabled = rows.boolean(row, "enabled"),
         .function = {rows.text(row, "function_schema"), rows.text(row, "function_name")}});
  }
}

void take_owned(const Result& rows, Catalog& catalog) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto kind = rows.text(row, "kind");
    const auto name = name_at(rows, row);
    if (kind == "operator") {
      if (std::ranges::count(catalog.operators, name.name) == 0) catalog.operators.push_back(name.name);
    } else if (kind == "cast") {
      catalog.casts.push_back(name.name);
    } else if (kind == "policy") {
      const auto function = texts(rows.at(row, "privileges"));
      const auto relation = catalog.relations.find(name);
      if (relation != catalog.relations.end() && function.size() == 2)
        relation->second.policy_functions.emplace_back(Name{function[0], function[1]}, rows.text(row, "owner"));
    } else if (kind == "columns") {
      catalog.granted_by_column.push_back(name);
    } else {
      catalog.owned.push_back({.kind = kind,
                               .name = name,
                               .owner = rows.text(row, "owner"),
                               .privileges = texts(rows.at(row, "privileges"))});
    }
  }
}

}  // namespace pg
