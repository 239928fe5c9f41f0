// Source: ProcedureCreate in PostgreSQL 15's pg_proc.c.
#include "impact/errors/expected_errors_routines.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/errors.h"
#include "impact/simulate/schema.h"
#include "impact/types/types.h"
#include "sql/expression_tree.h"

namespace impact {

static std::string plain_type(const std::string& written) {
  const auto type = read_type(canonical_type(written));
  const auto dot = type.base.rfind('.');
  return (dot == std::string::npos ? type.base : type.base.substr(dot + 1)) + (type.array ? "[]" : "");
}

static bool is_input(const sql::Parameter& parameter) {
  return parameter.mode == 'i' || parameter.mode == 'b' || parameter.mode == 'v';
}

template <class Wanted>
static std::vector<sql::Parameter> only(const std::vector<sql::Parameter>& all, Wanted&& wanted) {
  std::vector<sql::Parameter> out;
  std::ranges::copy_if(all, std::back_inserter(out), wanted);
  return out;
}

template <class... Arguments>
static ExpectedError bad_function(const sql::QualifiedName& name, fmt::format_string<Arguments...> message,
                                  Arguments&&... arguments) {
  return error_of(sqlstate::invalid_function_definition, object_named("function", name),
                  fmt::format(message, std::forward<Arguments>(arguments)...));
}

static void refuse_parameters(EffectsBuilder& builder, const sql::QualifiedName& name, const sql::Routine& before,
                              const sql::Routine& now) {
  const auto had = only(before.parameters, is_input);
  const auto has = only(now.parameters, is_input);
  for (std::size_t at = 0; at < had.size() && at < has.size(); ++at) {
    if (!had[at].name.empty() && had[at].name != has[at].name)
      return builder.fails(bad_function(name, R"(cannot change name of input parameter "{}")", had[at].name));
    if (had[at].has_default && !has[at].has_default)
      return builder.fails(bad_function(name, "cannot remove parameter defaults from existing function"));
  }
  const auto is_output = [](const sql::Parameter& each) {
    return each.mode == 'o' || each.mode == 'b' || each.mode == 't';
  };
  const auto gave = only(before.parameters, is_output);
  const auto gives = only(now.parameters, is_output);
  const bool alike = std::ranges::equal(gave, gives, [](const auto& a, const auto& b) {
    return a.name == b.name && plain_type(a.type) == plain_type(b.type);
  });
  if (!alike)
    builder.fails(
        bad_function(name, "cannot change return type of existing function").with("it would give back another row"));
}

void refuse_replacement(EffectsBuilder& builder, const sql::CreateFunction& create, const pg::Routine& routine) {
  const auto& name = create.name;
  const bool procedure = routine.kind == pg::RoutineKind::procedure;
  if (routine.kind == pg::RoutineKind::aggregate)
    return builder.fails(
        error_of(sqlstate::wrong_object_type, object_named("function", routine.name), "cannot change routine kind")
            .with(fmt::format(R"("{}" is an aggregate function)", routine.name.name)));
  if (procedure != create.procedure)
    return builder.fails(
        error_of(sqlstate::wrong_object_type, object_named("function", routine.name), "cannot change routine kind")
            .with(fmt::format(R"("{}" is a {})", routine.name.name, procedure ? "procedure" : "function")));
  const auto now = sql::routine_in(builder.statement.text);
  if (!now) return;
  const bool table = std::ranges::any_of(now->parameters, [](const auto& each) { return each.mode == 't'; });
  if (!procedure && !routine.result.empty()) {
    const bool outputs =
        std::ranges::any_of(now->parameters, [](const auto& each) { return each.mode == 'o' || each.mode == 'b'; });
    const bool known = !table && !outputs && !now->result.empty() && now->result.find('%') == std::string::npos;
    if (now->set != routine.returns_set || (known && plain_type(now->result) != plain_type(routine.result)))
      return builder.fails(
          bad_function(name, "cannot change return type of existing function")
              .with(fmt::format("it returns {}{}", routine.returns_set ? "SETOF " : "", routine.result)));
  }
  if (routine.signature.empty() && !routine.arguments.empty()) return;  // not known
  const auto before =
      sql::routine_in(fmt::format("CREATE FUNCTION f({}) RETURNS int LANGUAGE sql AS ''", routine.signature));
  if (!before) return;
  // What RETURNS TABLE gave is not in the signature.
  if (table || routine.result == "record") {
    auto inputs = *now;
    auto had = *before;
    std::erase_if(inputs.parameters, [](const auto& each) { return !is_input(each); });
    std::erase_if(had.parameters, [](const auto& each) { return !is_input(each); });
    const auto outputs = only(before->parameters, [](const auto& each) { return each.mode == 'o'; });
    return refuse_parameters(builder, name, outputs.empty() ? had : *before, outputs.empty() ? inputs : *now);
  }
  refuse_parameters(builder, name, *before, *now);
}

static bool is_type(const std::string& written, const pg::Name& type, const pg::Catalog& catalog) {
  const auto base = read_type(written).base;
  const auto& path = search_path(catalog);
  const bool reached = std::ranges::count(path, type.schema) > 0;
  return base == type.text() || base == type.schema + "." + type.name ||
         (reached && (base == type.name || base == fmt::format("\"{}\"", type.name)));
}

TypeUsers users_of_type(const pg::Name& type, const pg::Catalog& catalog) {
  TypeUsers out;
  for (const auto& [name, relation] : catalog.relations) {
    if (name == type) continue;
    for (const auto& column : relation.columns) {
      if (is_type(column.type, type, catalog)) out.columns.emplace_back(&relation, column.name);
    }
  }
  for (const auto& routine : catalog.routines) {
    const bool uses =
        is_type(routine.result, type, catalog) ||
        std::ranges::any_of(routine.arguments, [&](const auto& each) { return is_type(each, type, catalog); });
    if (uses && routine.extension.empty()) out.routines.push_back(&routine);
  }
  return out;
}

}  // namespace impact
