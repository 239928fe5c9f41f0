#include "sql/relation_references.h"

#include <algorithm>
#include <deque>

#include "sql/needs.h"

namespace sql {

namespace {

/// Names that a WITH has bound, as seen from one place of the statement: these and those of the scopes around.
struct Scope {
  const Scope* around = nullptr;
  std::vector<std::string_view> names = {};
};

/// A node still to be looked at, and what is known of where it stands.
struct Open {
  const raw::Node* node = nullptr;
  const Scope* scope = nullptr;
  Access access = Access::other;
  const raw::List* locking = nullptr;  // FOR UPDATE … of the SELECT in whose FROM the node stands
  int depth = 1;                       // from the statement down
  bool perhaps = false;                // a function called here need not run
};

class UseFinder {
 public:
  UseFinder(const Source& source, Seen* seen) : source_(source), cursor_(source.begin), seen_(seen) {}

  std::vector<RelationReference> find(const raw::Node* statement) {
    open_.push_back({.node = statement});
    // A list of nodes to do, not recursion: expressions nest as deep as a file's author likes.
    while (!open_.empty()) {
      const auto next = open_.back();
      open_.pop_back();
      depth_ = next.depth;
      look_at(next);
    }
    std::ranges::stable_sort(uses_, {}, &RelationReference::offset);
    return std::move(uses_);
  }

 private:
  void push(const raw::Node* node, const Scope* scope, Access access, const raw::List* locking = nullptr) {
    // Constants and columns are most of a large file and lead nowhere.
    if (!node || node->type == raw::T_A_Const || node->type == raw::T_ColumnRef || node->type == raw::T_String)
      return;
    open_.push_back({.node = node,
                     .scope = scope,
                     .access = access,
                     .locking = locking,
                     .depth = depth_ + 1,
                     .perhaps = perhaps_});
  }
  template <class T>
  void push(const T* node, const Scope* scope, Access access, const raw::List* locking = nullptr) {
    push(node_of(node), scope, access, locking);
  }
  template <class T>
  void push(const raw::Ptr<T>& node, const Scope* scope, Access access, const raw::List* locking = nullptr) {
    push(node_of(node), scope, access, locking);
  }
  void push_children(const raw::Node* node, const Scope* scope, Access access) {
    for_each_child(node, [&](const raw::Node* child) { push(child, scope, access); });
  }

  void look_at(const Open& at);
  void note_need(const raw::Node& node);
  bool look_at_query(const Open& at);
  bool look_at_definition(const Open& at);
  void look_at_select(const Open& at, const raw::SelectStmt& select);
  void look_at_from(const Open& at, const raw::JoinExpr& join);
  void look_at_drop(const raw::DropStmt& drop);
  void look_at_object(raw::ObjectType type, const raw::Node* object);
  void look_at_rule(const Open& at, const raw::RuleStmt& rule);
  void look_at_owner(const raw::List* options);
  const Scope* bind(const raw::WithClause* with, const Scope* around);

  void record(const raw::RangeVar* relation, bool must_exist, Access access);
  void record(const QualifiedName& name, bool must_exist);

  const Source& source_;
  int depth_ = 0;       // of the node looked at
  std::size_t cursor_;  // where the search for the next name without a location begins
  std::vector<Open> open_;
  std::deque<Scope> scopes_;  // their addresses stay
  std::vector<RelationReference> uses_;
  Seen* seen_;
  bool perhaps_ = false;  // of what is pushed now
};

bool is_bound(const Scope* scope, std::string_view name) {
  for (; scope; scope = scope->around) {
    if (std::ranges::find(scope->names, name) != scope->names.end()) return true;
  }
  return false;
}

// Whether FOR UPDATE and its like take hold of the FROM item of this name: all of them, or those listed after OF.
bool locks(const raw::List* locking, std::string_view name) {
  for (const auto* item : Items(locking)) {
    const auto* clause = as<raw::LockingClause>(item);
    if (!clause) continue;
    if (!clause->lockedRels) return true;
    for (const auto* locked : Items(clause->lockedRels)) {
      const auto* relation = as<raw::RangeVar>(locked);
      if (relation && name == relation->relname.get()) return true;
    }
  }
  return false;
}

std::string_view known_as(const raw::Alias* alias, const char* name = "") {
  return alias && alias->aliasname ? alias->aliasname.get() : name;
}

void UseFinder::record(const raw::RangeVar* relation, bool must_exist, Access access) {
  if (!relation || !relation->relname) return;
  uses_.push_back({.name = name_of(relation),
                   .offset = relation->location >= 0 ? static_cast<std::size_t>(relation->location) : source_.begin,
                   .must_exist = must_exist,
                   .access = access});
}

void UseFinder::record(const QualifiedName& name, bool must_exist) {
  if (name.name.empty()) return;
  const auto offset = find_name(source_, cursor_, name.schema.empty() ? name.name : name.schema);
  cursor_ = std::max(cursor_, offset + 1);
  uses_.push_back({.name = name, .offset = offset, .must_exist = must_exist, .access = Access::other});
}

// A WITH's queries see the names before their own, all of them if it is RECURSIVE; everything else sees all.
const Scope* UseFinder::bind(const raw::WithClause* with, const Scope* around) {
  if (!with) return around;
  const bool perhaps = perhaps_;
  auto& all = scopes_.emplace_back(Scope{.around = around});
  const auto* seen = around;
  for (const auto* item : Items(with->ctes)) {
    const auto* table = as<raw::CommonTableExpr>(item);
    if (!table) continue;
    note_need(*item);
    perhaps_ = perhaps || table->ctequery->type == raw::T_SelectStmt;  // run as far as somebody reads it
    push(table->ctequery, with->recursive ? &all : seen, Access::read);
    perhaps_ = perhaps;
    all.names.emplace_back(table->ctename.get());
    if (!with->recursive) seen = &scopes_.emplace_back(Scope{.around = seen, .names = {table->ctename.get()}});
  }
  return &all;
}

// SELECT f() runs f. With a condition, a limit or a FROM it runs for the rows that there are.
void UseFinder::look_at_select(const Open& at, const raw::SelectStmt& select) {
  const auto* scope = bind(select.withClause, at.scope);
  const bool picks = select.whereClause || select.havingClause || select.limitCount || select.limitOffset;
  const auto items = Items(select.fromClause);
  perhaps_ = at.perhaps || picks || items.size() > 0;
  push_children(at.node, scope, Access::read);
  // A lock on a sub-select in FROM is a lock on what it reads.
  const auto access = at.access == Access::lock_rows ? Access::lock_rows : Access::read;
  for (const auto* item : items) {
    perhaps_ = at.perhaps || picks || items.size() > 1 || item->type != raw::T_RangeFunction;
    push(item, scope, access, select.lockingClause);
  }
}

bool is_null(const raw::Node* node) {
  while (const auto* cast = as<raw::TypeCast>(node)) node = node_of(cast->arg);
  const auto* constant = as<raw::A_Const>(node);
  return constant && constant->isnull;
}

bool holds_null(const raw::List* arguments) {
  bool found = false;
  for (const auto* argument : Items(arguments)) found = found || is_null(argument);
  return found;
}

// A strict function or operator is not run where one of its arguments is NULL, and a NULL is seen before anything
// runs: what the other arguments call is then not run either.
bool has_null(const raw::Node* node) {
  if (const auto* expression = as<raw::A_Expr>(node)) return is_null(expression->lexpr) || is_null(expression->rexpr);
  const auto* call = as<raw::FuncCall>(node);
  return call && holds_null(call->args);
}

// BETWEEN, lists and rows are conditions one after the other, joined by AND or OR.
bool is_several(const raw::A_Expr& expression) {
  switch (expression.kind) {
    case raw::AEXPR_IN:
    case raw::AEXPR_BETWEEN:
    case raw::AEXPR_NOT_BETWEEN:
    case raw::AEXPR_BETWEEN_SYM:
    case raw::AEXPR_NOT_BETWEEN_SYM:
      return true;
    default:
      return as<raw::RowExpr>(expression.lexpr) || as<raw::RowExpr>(expression.rexpr);
  }
}

// Where not all of what an expression holds is computed. The order of AND and OR is the server's, and one constant
// may decide them.
bool leaves_out(const raw::Node* node) {
  switch (node->type) {
    case raw::T_BoolExpr:
      return as<raw::BoolExpr>(node)->boolop != raw::NOT_EXPR;
    case raw::T_SubLink:
      return as<raw::SubLink>(node)->subLinkType != raw::EXPR_SUBLINK;
    case raw::T_CaseExpr:
    case raw::T_OnConflictClause:
    case raw::T_RangeSubselect:
    case raw::T_JoinExpr:
    case raw::T_ViewStmt:
    case raw::T_PrepareStmt:
    case raw::T_DeclareCursorStmt:
    case raw::T_RuleStmt:
    case raw::T_CreateFunctionStmt:
    case raw::T_Constraint:
    case raw::T_ColumnDef:
    case raw::T_ReturningClause:  // of the rows that triggers and ON CONFLICT leave
    case raw::T_A_Indices:        // not looked at where the array is NULL
      return true;
    case raw::T_ExplainStmt:
      return !option_is_on(as<raw::ExplainStmt>(node)->options, "analyze", false);
    case raw::T_FuncCall:
      return as<raw::FuncCall>(node)->agg_filter || has_null(node);
    case raw::T_A_Expr:
      return has_null(node) || is_several(*as<raw::A_Expr>(node));
    default:
      return false;
  }
}

void UseFinder::look_at_from(const Open& at, const raw::JoinExpr& join) {
  push(join.larg, at.scope, at.access, at.locking);
  push(join.rarg, at.scope, at.access, at.locking);
  push(join.quals, at.scope, Access::read);
}

bool UseFinder::look_at_query(const Open& at) {
  const auto write = [&](const raw::RangeVar* relation, const raw::WithClause* with) {
    record(relation, true, Access::write);  // never a WITH's name
    const auto* scope = bind(with, at.scope);
    perhaps_ = at.perhaps || at.node->type != raw::T_InsertStmt;  // for the rows that there are
    push_children(at.node, scope, Access::read);
    return true;
  };
  if (const auto* relation = as<raw::RangeVar>(at.node)) {
    if (!relation->schemaname && is_bound(at.scope, relation->relname.get())) return true;
    const bool locked = locks(at.locking, known_as(relation->alias, relation->relname));
    record(relation, true, locked ? Access::lock_rows : at.access);
    return true;
  }
  if (const auto* select = as<raw::SelectStmt>(at.node)) {
    look_at_select(at, *select);
    return true;
  }
  if (const auto* join = as<raw::JoinExpr>(at.node)) {
    look_at_from(at, *join);
    return true;
  }
  if (const auto* inner = as<raw::RangeSubselect>(at.node)) {
    const bool locked = at.access == Access::lock_rows || locks(at.locking, known_as(inner->alias));
    push(inner->subquery, at.scope, locked ? Access::lock_rows : Access::read);
    return true;
  }
  if (const auto* sample = as<raw::RangeTableSample>(at.node)) {
    push(sample->relation, at.scope, at.access, at.locking);
    push(sample->args, at.scope, Access::read);
    push(sample->repeatable, at.scope, Access::read);
    return true;
  }
  if (const auto* insert = as<raw::InsertStmt>(at.node)) return write(insert->relation, insert->withClause);
  if (const auto* update = as<raw::UpdateStmt>(at.node)) return write(update->relation, update->withClause);
  if (const auto* removal = as<raw::DeleteStmt>(at.node)) return write(removal->relation, removal->withClause);
  if (const auto* merge = as<raw::MergeStmt>(at.node)) return write(merge->relation, merge->withClause);
  return false;
}

void UseFinder::look_at_rule(const Open& at, const raw::RuleStmt& rule) {
  const auto* scope = &scopes_.emplace_back(Scope{.around = at.scope, .names = {"old", "new"}});
  record(rule.relation, true, Access::other);
  push(rule.whereClause, scope, Access::read);
  push(rule.actions, scope, Access::read);
}

void UseFinder::look_at_drop(const raw::DropStmt& drop) {
  for (const auto* item : Items(drop.objects)) {
    const auto* parts = as<raw::List>(item);
    if (!parts) continue;
    switch (drop.removeType) {
      case raw::OBJECT_TABLE:
      case raw::OBJECT_INDEX:
      case raw::OBJECT_VIEW:
      case raw::OBJECT_MATVIEW:
      case raw::OBJECT_SEQUENCE:
      case raw::OBJECT_FOREIGN_TABLE:
        record(name_of(parts), !drop.missing_ok);
        break;
      case raw::OBJECT_TRIGGER:
      case raw::OBJECT_POLICY:
      case raw::OBJECT_RULE:
        cursor_ = after_keywords(source_, cursor_, {"on"});
        record(name_of(parts, 1), !drop.missing_ok);
        break;
      default:
        break;
    }
  }
}

// COMMENT ON and SECURITY LABEL ON.
void UseFinder::look_at_object(raw::ObjectType type, const raw::Node* object) {
  const auto* parts = as<raw::List>(object);
  if (!parts) return;
  cursor_ = after_keywords(source_, cursor_, {"on"});
  switch (type) {
    case raw::OBJECT_TABLE:
    case raw::OBJECT_VIEW:
    case raw::OBJECT_MATVIEW:
    case raw::OBJECT_INDEX:
    case raw::OBJECT_SEQUENCE:
    case raw::OBJECT_FOREIGN_TABLE:
      record(name_of(parts), true);
      break;
    case raw::OBJECT_COLUMN:
      record(name_of(parts, 1), true);
      break;
    case raw::OBJECT_TRIGGER:
    case raw::OBJECT_POLICY:
    case raw::OBJECT_RULE:
    case raw::OBJECT_TABCONSTRAINT:  // … ON table
      cursor_ = after_keywords(source_, cursor_, {"on"});
      record(name_of(parts, 1), true);
      break;
    default:
      break;
  }
}

// A sequence's OWNED BY table.column.
void UseFinder::look_at_owner(const raw::List* options) {
  const auto* owner = find_option(options, "owned_by");
  const auto* parts = owner ? as<raw::List>(owner->arg) : nullptr;
  if (!parts || Items(parts).size() < 2) return;  // OWNED BY NONE
  cursor_ = after_keywords(source_, cursor_, {"owned", "by"});
  record(name_of(parts, 1), true);
}

bool UseFinder::look_at_definition(const Open& at) {
  const auto define = [&](const raw::RangeVar* relation, bool must_exist) {
    record(relation, must_exist, Access::other);
    push_children(at.node, at.scope, Access::other);
    return true;
  };
  if (const auto* into = as<raw::IntoClause>(at.node)) return define(into->rel, false);
  if (const auto* create = as<raw::CreateStmt>(at.node)) return define(create->relation, false);
  if (const auto* create = as<raw::CreateForeignTableStmt>(at.node)) return define(create->base.relation, false);
  if (const auto* view = as<raw::ViewStmt>(at.node)) return define(view->view, false);
  if (const auto* type = as<raw::CompositeTypeStmt>(at.node)) return define(type->typevar, false);
  if (const auto* alter = as<raw::AlterTableStmt>(at.node)) return define(alter->relation, !alter->missing_ok);
  if (const auto* rename = as<raw::RenameStmt>(at.node)) return define(rename->relation, !rename->missing_ok);
  if (const auto* move = as<raw::AlterObjectSchemaStmt>(at.node)) return define(move->relation, !move->missing_ok);
  if (const auto* sequence = as<raw::CreateSeqStmt>(at.node)) {
    record(sequence->sequence, false, Access::other);
    look_at_owner(sequence->options);
    return true;
  }
  if (const auto* sequence = as<raw::AlterSeqStmt>(at.node)) {
    record(sequence->sequence, !sequence->missing_ok, Access::other);
    look_at_owner(sequence->options);
    return true;
  }
  if (const auto* copy = as<raw::CopyStmt>(at.node))
    return record(copy->relation, true, copy->is_from ? Access::write : Access::read),
           push_children(at.node, at.scope, Access::read), true;
  return false;
}

void UseFinder::note_need(const raw::Node& node) {
  if (!seen_) return;
  auto need = need_of(node);
  if (need && need->major > seen_->needs.major) seen_->needs = std::move(*need);
}

void UseFinder::look_at(const Open& at) {
  note_need(*at.node);
  if (seen_) seen_->depth = std::max(seen_->depth, at.depth);
  perhaps_ = at.perhaps || leaves_out(at.node);
  if (look_at_query(at) || look_at_definition(at)) return;
  if (const auto* call = as<raw::FuncCall>(at.node); call && seen_) {
    FunctionCall found{.name = name_of(call->funcname),
                       .arguments = Items(call->args).size(),
                       .perhaps = at.perhaps || call->agg_filter || holds_null(call->args)};
    auto& calls = seen_->calls;
    if (calls.empty() || calls.back() != found) calls.push_back(std::move(found));
  }
  if (const auto* drop = as<raw::DropStmt>(at.node)) return look_at_drop(*drop);
  if (const auto* comment = as<raw::CommentStmt>(at.node)) return look_at_object(comment->objtype, comment->object);
  if (const auto* label = as<raw::SecLabelStmt>(at.node)) return look_at_object(label->objtype, label->object);
  if (const auto* rule = as<raw::RuleStmt>(at.node)) return look_at_rule(at, *rule);
  if (const auto* first = as<raw::CoalesceExpr>(at.node)) {  // the rest where it is NULL
    for (const auto* item : Items(first->args)) {
      push(item, at.scope, Access::read);
      perhaps_ = true;
    }
    return;
  }
  push_children(at.node, at.scope, at.access == Access::lock_rows ? Access::read : at.access);
}

}  // namespace

std::vector<RelationReference> find_uses(const raw::Node* statement, const Source& source, Seen* seen) {
  auto uses = UseFinder(source, seen).find(statement);
  if (seen) {
    std::ranges::sort(seen->calls);  // those that run for certain first
    const auto repeated = std::ranges::unique(seen->calls, [](const FunctionCall& one, const FunctionCall& other) {
      return one.name == other.name && one.arguments == other.arguments;
    });
    seen->calls.erase(repeated.begin(), repeated.end());
  }
  return uses;
}

}  // namespace sql
