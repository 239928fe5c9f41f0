#include "sql/expression_tree.h"

#include <fmt/format.h>

#include "base/text.h"
#include "sql/parser.h"
#include "sql/slices.h"
#include "sql/tree.h"

namespace sql {

using Tree = ExpressionTree;

static constexpr int deepest_term = 60;

namespace {
struct Reader {
  Source source;
  int depth = 0;
};
}  // namespace

static Tree read(const raw::Node* node, Reader reader);

static void add(Tree& tree, const raw::Node* node, const Reader& reader) {
  if (node) tree.parts.push_back(read(node, reader));
}
static void add_all(Tree& tree, const raw::List* list, const Reader& reader) {
  for (const auto* item : Items(list)) add(tree, item, reader);
}

static Tree read_constant(const raw::A_Const& value) {
  if (value.isnull) return {.kind = Tree::Kind::null};
  Tree tree{.kind = Tree::Kind::constant};
  switch (value.val.node.type) {
    case raw::T_Integer:
      tree.name = fmt::format("{}", value.val.ival.ival);
      tree.type = "integer";
      break;
    case raw::T_Float:
      tree.name = text_of(value.val.fval.fval);
      tree.type = tree.name.find_first_of(".eE") == std::string::npos ? "bigint" : "numeric";
      break;
    case raw::T_Boolean:
      tree.name = value.val.boolval.boolval ? "true" : "false";
      tree.type = "boolean";
      break;
    case raw::T_String:
      tree.name = text_of(value.val.sval.sval);
      break;
    default:
      tree.type = "bit";
  }
  return tree;
}

static Tree read_column(const raw::ColumnRef& column) {
  Tree tree{.kind = Tree::Kind::column};
  for (const auto* item : Items(column.fields)) {
    if (item->type != raw::T_String) return {};  // t.*
    tree.schema = std::exchange(tree.name, text_of(item));
  }
  return tree;
}

static Tree read_operation(const raw::A_Expr& expression, const Reader& reader) {
  const auto name = name_of(expression.name);
  Tree tree{.kind = Tree::Kind::operation, .name = name.name, .schema = name.schema};
  switch (expression.kind) {
    case raw::AEXPR_OP:
      break;
    case raw::AEXPR_NULLIF:
      tree.kind = Tree::Kind::call;
      tree.name = "nullif";
      tree.schema = "pg_catalog";
      break;
    case raw::AEXPR_IN:
      tree.name = "in";
      break;
    case raw::AEXPR_LIKE:
    case raw::AEXPR_ILIKE:
    case raw::AEXPR_SIMILAR:
      tree.name = "like";
      break;
    case raw::AEXPR_DISTINCT:
    case raw::AEXPR_NOT_DISTINCT:
      tree.name = "is distinct";
      break;
    case raw::AEXPR_OP_ANY:
    case raw::AEXPR_OP_ALL:
      tree.name = "any";
      break;
    default:
      tree.name = "between";
  }
  add(tree, expression.lexpr, reader);
  if (const auto* list = as<raw::List>(expression.rexpr))
    add_all(tree, list, reader);
  else
    add(tree, expression.rexpr, reader);
  return tree;
}

static Tree read_choice(const raw::CaseExpr& choice, const Reader& reader) {
  Tree tree{.kind = Tree::Kind::choice};
  tree.against = choice.arg != nullptr;
  if (choice.arg) add(tree, node_of(choice.arg), reader);
  for (const auto* item : Items(choice.args)) {
    const auto* when = as<raw::CaseWhen>(item);
    if (!when) return {};
    add(tree, node_of(when->expr), reader);
    add(tree, node_of(when->result), reader);
  }
  tree.otherwise = choice.defresult != nullptr;
  if (choice.defresult) add(tree, node_of(choice.defresult), reader);
  return tree;
}

static Tree read_logic(const raw::BoolExpr& logic, const Reader& reader) {
  Tree tree{.kind = Tree::Kind::logic,
            .name = logic.boolop == raw::AND_EXPR  ? "and"
                    : logic.boolop == raw::OR_EXPR ? "or"
                                                   : "not"};
  add_all(tree, logic.args, reader);
  return tree;
}

static Tree read(const raw::Node* node, Reader reader) {
  if (!node || ++reader.depth > deepest_term) return {};
  if (const auto* value = as<raw::A_Const>(node)) return read_constant(*value);
  if (const auto* column = as<raw::ColumnRef>(node)) return read_column(*column);
  if (const auto* cast = as<raw::TypeCast>(node)) {
    Tree tree{.kind = Tree::Kind::cast};
    tree.type = cast->typeName->location >= 0
                    ? type_text(reader.source, static_cast<std::size_t>(cast->typeName->location))
                    : name_of(cast->typeName->names).name;
    add(tree, cast->arg, reader);
    return tree;
  }
  if (const auto* collate = as<raw::CollateClause>(node)) {
    Tree tree{.kind = Tree::Kind::collate};
    add(tree, collate->arg, reader);
    return tree;
  }
  if (const auto* call = as<raw::FuncCall>(node)) {
    const auto name = name_of(call->funcname);
    Tree tree{.kind = Tree::Kind::call, .name = name.name, .schema = name.schema};
    add_all(tree, call->args, reader);
    if (call->agg_star || call->over || call->agg_filter) return {};
    return tree;
  }
  if (const auto* expression = as<raw::A_Expr>(node)) return read_operation(*expression, reader);
  if (const auto* choice = as<raw::CaseExpr>(node)) return read_choice(*choice, reader);
  if (const auto* logic = as<raw::BoolExpr>(node)) return read_logic(*logic, reader);
  if (const auto* test = as<raw::NullTest>(node)) {
    Tree tree{.kind = Tree::Kind::logic, .name = "is null"};
    add(tree, node_of(test->arg), reader);
    return tree;
  }
  if (const auto* test = as<raw::BooleanTest>(node)) {
    Tree tree{.kind = Tree::Kind::logic, .name = "is true"};
    add(tree, node_of(test->arg), reader);
    return tree;
  }
  if (const auto* first = as<raw::CoalesceExpr>(node)) {
    Tree tree{.kind = Tree::Kind::coalesce, .name = "coalesce"};
    add_all(tree, first->args, reader);
    return tree;
  }
  if (const auto* extreme = as<raw::MinMaxExpr>(node)) {
    Tree tree{.kind = Tree::Kind::coalesce, .name = "greatest"};
    add_all(tree, extreme->args, reader);
    return tree;
  }
  if (const auto* array = as<raw::A_ArrayExpr>(node)) {
    Tree tree{.kind = Tree::Kind::array};
    add_all(tree, array->elements, reader);
    return tree;
  }
  if (const auto* row = as<raw::RowExpr>(node)) {
    Tree tree{.kind = Tree::Kind::row};
    add_all(tree, row->args, reader);
    return tree;
  }
  if (const auto* field = as<raw::A_Indirection>(node)) {
    Tree tree{.kind = Tree::Kind::field};
    add(tree, field->arg, reader);
    return tree;
  }
  if (node->type == raw::T_SQLValueFunction) return {.kind = Tree::Kind::now};
  if (node->type == raw::T_SubLink) return {.kind = Tree::Kind::subquery};
  return {};
}

// The first statement, or null. `parsed` keeps it.
static const raw::Node* first_of(const Parsed& parsed) {
  if (parsed.failure() || Items(parsed.statements()).size() == 0) return nullptr;
  const auto* statement = as<raw::RawStmt>(Items(parsed.statements())[0]);
  return statement ? statement->stmt : nullptr;
}

static std::string type_in(const raw::TypeName* type, const Reader& reader) {
  if (!type) return {};
  return type->location >= 0 ? type_text(reader.source, static_cast<std::size_t>(type->location))
                             : name_of(type->names).name;
}

Tree expression_tree(std::string_view expression) {
  const auto text = fmt::format("SELECT {}", expression);
  const Parsed parsed(text);
  if (parsed.failure() || Items(parsed.statements()).size() != 1) return {};
  const auto* statement = as<raw::RawStmt>(Items(parsed.statements())[0]);
  const auto* select = statement ? as<raw::SelectStmt>(statement->stmt) : nullptr;
  if (!select || Items(select->targetList).size() != 1) return {};
  const auto* target = as<raw::ResTarget>(Items(select->targetList)[0]);
  return target ? read(target->val, {.source = {.text = text, .begin = 0, .end = text.size()}}) : Tree{};
}

using Place = PlacedTree::Place;

static void place_index(const raw::IndexStmt& index, const Reader& reader, std::vector<PlacedTree>& out) {
  const auto method = text_of(index.accessMethod);
  for (const auto* item : Items(index.indexParams)) {
    const auto* element = as<raw::IndexElem>(item);
    if (!element) continue;
    PlacedTree placed{.place = Place::key, .column = text_of(element->name), .method = method};
    placed.operator_class = Items(element->opclass).size() > 0 ? name_of(element->opclass).name : "";
    placed.ordered = element->ordering != raw::SORTBY_DEFAULT || element->nulls_ordering != raw::SORTBY_NULLS_DEFAULT;
    placed.tree =
        element->expr ? read(element->expr, reader) : Tree{.kind = Tree::Kind::column, .name = placed.column};
    out.push_back(std::move(placed));
  }
  if (index.whereClause)
    out.push_back({.place = Place::condition, .method = method, .tree = read(index.whereClause, reader)});
}

static void place_constraint(const raw::Constraint& constraint, const std::string& column, const std::string& type,
                             const Reader& reader, std::vector<PlacedTree>& out) {
  if (!constraint.raw_expr) return;
  const auto place = constraint.contype == raw::CONSTR_CHECK     ? Place::check
                     : constraint.contype == raw::CONSTR_DEFAULT ? Place::standard
                                                                 : Place::generated;
  if (place == Place::generated && constraint.contype != raw::CONSTR_GENERATED) return;
  out.push_back({.place = place,
                 .column = column,
                 .type = type,
                 .constraint = text_of(constraint.conname),
                 .tree = read(constraint.raw_expr, reader)});
}

static void place_column(const raw::ColumnDef& column, const Reader& reader, std::vector<PlacedTree>& out) {
  const auto type = type_in(column.typeName, reader);
  for (const auto* item : Items(column.constraints)) {
    if (const auto* constraint = as<raw::Constraint>(item))
      place_constraint(*constraint, text_of(column.colname), type, reader, out);
  }
}

static void place_command(const raw::AlterTableCmd& command, const Reader& reader, std::vector<PlacedTree>& out) {
  if (const auto* constraint = as<raw::Constraint>(command.def))
    return place_constraint(*constraint, {}, {}, reader, out);
  const auto* column = as<raw::ColumnDef>(command.def);
  if (command.subtype == raw::AT_ColumnDefault && command.def)
    out.push_back({.place = Place::standard, .column = text_of(command.name), .tree = read(command.def, reader)});
  if (column && command.subtype == raw::AT_AddColumn) place_column(*column, reader, out);
  if (column && command.subtype == raw::AT_AlterColumnType && column->raw_default)
    out.push_back({.place = Place::retyped,
                   .column = text_of(command.name),
                   .type = type_in(column->typeName, reader),
                   .tree = read(column->raw_default, reader)});
}

std::vector<PlacedTree> trees_in(std::string_view text) {
  std::vector<PlacedTree> out;
  const std::string whole(text);
  const Parsed parsed(whole);
  const auto* statement = first_of(parsed);
  const Reader reader{.source = {.text = whole, .begin = 0, .end = whole.size()}};
  if (!statement) return out;
  if (const auto* index = as<raw::IndexStmt>(statement)) place_index(*index, reader, out);
  if (const auto* create = as<raw::CreateStmt>(statement)) {
    for (const auto* item : Items(create->tableElts)) {
      if (const auto* column = as<raw::ColumnDef>(item)) place_column(*column, reader, out);
      if (const auto* constraint = as<raw::Constraint>(item)) place_constraint(*constraint, {}, {}, reader, out);
    }
  }
  if (const auto* alter = as<raw::AlterTableStmt>(statement)) {
    for (const auto* item : Items(alter->cmds)) {
      if (const auto* command = as<raw::AlterTableCmd>(item)) place_command(*command, reader, out);
    }
  }
  if (const auto* statistics = as<raw::CreateStatsStmt>(statement)) {
    for (const auto* item : Items(statistics->exprs)) {
      const auto* element = as<raw::StatsElem>(item);
      if (!element) continue;
      const auto name = text_of(element->name);
      out.push_back(
          {.place = Place::statistics,
           .column = name,
           .tree = element->expr ? read(element->expr, reader) : Tree{.kind = Tree::Kind::column, .name = name}});
    }
  }
  return out;
}

std::optional<Routine> routine_in(std::string_view text) {
  const std::string whole(text);
  const Parsed parsed(whole);
  const auto* create = as<raw::CreateFunctionStmt>(first_of(parsed));
  if (!create) return std::nullopt;
  const Reader reader{.source = {.text = whole, .begin = 0, .end = whole.size()}};
  Routine routine;
  for (const auto* item : Items(create->parameters)) {
    const auto* parameter = as<raw::FunctionParameter>(item);
    if (!parameter) continue;
    const bool plain = parameter->mode == raw::FUNC_PARAM_DEFAULT;
    routine.parameters.push_back({.mode = plain ? 'i' : static_cast<char>(parameter->mode),
                                  .name = text_of(parameter->name),
                                  .type = type_in(parameter->argType, reader),
                                  .has_default = parameter->defexpr != nullptr});
    routine.set = routine.set || parameter->mode == raw::FUNC_PARAM_TABLE;
  }
  if (create->returnType) {
    routine.result = type_in(create->returnType, reader);
    routine.set = routine.set || create->returnType->setof;
  }
  return routine;
}

}  // namespace sql
