#include "impact/types/server_objects.h"

#include <functional>
#include <map>
#include <set>

#include "base/text.h"
#include "impact/types/types.h"

namespace impact {

// Types as they are written in the data, each read once.
using TypesRead = std::map<std::string, PlainType, std::less<>>;

static PlainType plain_type(std::string_view written, TypesRead& known) {
  if (const auto found = known.find(written); found != known.end()) return found->second;
  const auto read = read_type(written);
  return known[std::string(written)] = {read.base, read.array};
}

template <class Take>
static void for_each_entry(std::string_view data, Take&& take) {
  for (const auto line : base::split(data, '\n')) {
    for (const auto entry : base::split(line, ' ')) {
      if (!entry.empty()) take(entry);
    }
  }
}

// "float8,float8>float8:i+1@14"
static Signature read_signature(std::string_view text, TypesRead& known) {
  Signature out;
  const auto arrow = text.find('>');
  const auto colon = text.find(':', arrow);
  const auto arguments = text.substr(0, arrow);
  if (!arguments.empty()) {
    for (const auto argument : base::split(arguments, ',')) out.arguments.push_back(plain_type(argument, known));
  }
  auto result = text.substr(arrow + 1, colon - arrow - 1);
  out.set = result.starts_with("*");
  if (out.set) result.remove_prefix(1);
  out.result = plain_type(result, known);
  auto rest = text.substr(colon + 1);
  out.volatility = rest.front();
  if (const auto at = rest.find('@'); at != rest.npos) {
    out.since = 10 + (rest[at + 2] - '0');
    rest = rest.substr(0, at);
  }
  out.variadic = rest.ends_with("...");
  out.gathers = rest.size() > 1 && (rest[1] == 'a' || rest[1] == 'w');
  if (const auto plus = rest.find('+'); plus != rest.npos)
    out.defaults = static_cast<std::size_t>(rest[plus + 1] - '0');
  return out;
}

using Signatures = std::map<std::string, std::vector<Signature>, std::less<>>;

static Signatures read_signatures(std::string_view data) {
  Signatures out;
  TypesRead known;
  for_each_entry(data, [&](std::string_view entry) {
    const auto open = entry.find('(');
    auto& all = out[std::string(entry.substr(0, open))];
    for (const auto one : base::split(entry.substr(open + 1), ';')) all.push_back(read_signature(one, known));
  });
  return out;
}

static const std::vector<Signature>& in(const Signatures& all, std::string_view name) {
  static const std::vector<Signature> none;
  const auto found = all.find(name);
  return found == all.end() ? none : found->second;
}

const std::vector<Signature>& functions_of_server(std::string_view name) {
  static const Signatures all = read_signatures(server_functions);
  return in(all, name);
}

// Those that stand before one operand are listed under "unary -".
const std::vector<Signature>& operators_of_server(std::string_view name) {
  static const Signatures all = [] {
    Signatures out;
    for (auto& [written, signatures] : read_signatures(server_operators)) {
      for (auto& one : signatures) {
        const bool unary = one.arguments.front().base.empty();
        if (unary) one.arguments.erase(one.arguments.begin());
        out[unary ? "unary " + written : written].push_back(std::move(one));
      }
    }
    return out;
  }();
  return in(all, name);
}

bool is_server_function(std::string_view name) {
  static const auto names = [] {
    std::set<std::string, std::less<>> out;
    for_each_entry(server_function_names, [&](std::string_view name_there) { out.emplace(name_there); });
    return out;
  }();
  return names.contains(name) || !functions_of_server(name).empty();
}

const ServerType* server_type(std::string_view base) {
  static const auto types = [] {
    std::map<std::string, ServerType, std::less<>> out;
    TypesRead known;
    for_each_entry(server_types, [&](std::string_view entry) {
      const auto last = entry.rfind(':');
      const auto first = entry.rfind(':', last - 1);
      out[plain_type(entry.substr(0, first), known).base] = {.category = entry[first + 1],
                                                             .preferred = entry[first + 2] == 'p',
                                                             .read = entry[last + 1],
                                                             .write = entry[last + 2]};
    });
    return out;
  }();
  const auto found = types.find(base);
  return found == types.end() ? nullptr : &found->second;
}

const ServerCast* server_cast(std::string_view from, std::string_view to) {
  static const auto casts = [] {
    std::map<std::pair<std::string, std::string>, ServerCast> out;
    TypesRead known;
    for_each_entry(server_casts, [&](std::string_view entry) {
      const auto arrow = entry.find('>');
      const auto colon = entry.find(':', arrow);
      const char how = entry[colon + 2];
      out[{plain_type(entry.substr(0, arrow), known).base,
           plain_type(entry.substr(arrow + 1, colon - arrow - 1), known).base}] = {
          .context = entry[colon + 1],
          .volatility = how == 'o' ? 's' : how,
          .by_text = how == 'o',
          .since = colon + 3 < entry.size() ? 10 + (entry[colon + 5] - '0') : 13};
    });
    return out;
  }();
  const auto found = casts.find({std::string(from), std::string(to)});
  return found == casts.end() ? nullptr : &found->second;
}

bool is_information_view(std::string_view name) {
  static const std::set<std::string_view> names{"administrable_role_authorizations",
                                                "applicable_roles",
                                                "attributes",
                                                "character_sets",
                                                "check_constraint_routine_usage",
                                                "check_constraints",
                                                "collation_character_set_applicability",
                                                "collations",
                                                "column_column_usage",
                                                "column_domain_usage",
                                                "column_options",
                                                "column_privileges",
                                                "column_udt_usage",
                                                "columns",
                                                "constraint_column_usage",
                                                "constraint_table_usage",
                                                "data_type_privileges",
                                                "domain_constraints",
                                                "domain_udt_usage",
                                                "domains",
                                                "element_types",
                                                "enabled_roles",
                                                "foreign_data_wrapper_options",
                                                "foreign_data_wrappers",
                                                "foreign_server_options",
                                                "foreign_servers",
                                                "foreign_table_options",
                                                "foreign_tables",
                                                "information_schema_catalog_name",
                                                "key_column_usage",
                                                "parameters",
                                                "referential_constraints",
                                                "role_column_grants",
                                                "role_routine_grants",
                                                "role_table_grants",
                                                "role_udt_grants",
                                                "role_usage_grants",
                                                "routine_column_usage",
                                                "routine_privileges",
                                                "routine_routine_usage",
                                                "routine_sequence_usage",
                                                "routine_table_usage",
                                                "routines",
                                                "schemata",
                                                "sequences",
                                                "sql_features",
                                                "sql_implementation_info",
                                                "sql_parts",
                                                "sql_sizing",
                                                "table_constraints",
                                                "table_privileges",
                                                "tables",
                                                "transforms",
                                                "triggered_update_columns",
                                                "triggers",
                                                "udt_privileges",
                                                "usage_privileges",
                                                "user_defined_types",
                                                "user_mapping_options",
                                                "user_mappings",
                                                "view_column_usage",
                                                "view_routine_usage",
                                                "view_table_usage",
                                                "views"};
  return names.contains(name);
}

}  // namespace impact
