#include "apply/untried.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/lexer.h"

namespace apply {

static bool sets_transaction(const sql::Statement& statement) {
  const auto* set = statement.as<sql::Set>();
  if (!set) return false;
  const auto name = base::to_lower(set->name);
  return name == "transaction" || name == "transaction snapshot" || name == "transaction_isolation" ||
         name == "transaction_read_only" || name == "transaction_deferrable";
}

std::string why_left_out(const Script& script, const sql::Statement& statement) {
  if (sets_transaction(statement)) return "it has to come first in its transaction, which all files share here";
  if (script.in_one_transaction) return {};
  if (!statement.not_in_transaction.empty()) return statement.not_in_transaction;
  return commits_inside(statement) ? "it commits inside, which cannot be done in a transaction" : "";
}

// Work that leaves every object as it was, as other statements see it.
static bool changes_no_object(const sql::Statement& statement) {
  if (statement.as<sql::Vacuum>() || statement.as<sql::Reindex>() || statement.as<sql::Cluster>() ||
      statement.as<sql::Set>())
    return true;
  const auto* other = statement.as<sql::Other>();
  if (!other) return false;
  return std::ranges::any_of(std::array{"AlterSystemStmt", "CheckPointStmt", "CreatedbStmt", "DropdbStmt"},
                             [&](std::string_view tag) { return other->tag == tag; });
}

static std::vector<std::string> names_in(const sql::Statement& statement) {
  std::vector<std::string> names;
  for (const auto& use : statement.uses) names.push_back(use.name.name);
  if (const auto* index = statement.as<sql::CreateIndex>(); index && !index->name.empty())
    names.push_back(index->name);
  if (const auto* drop = statement.as<sql::Drop>()) {
    for (const auto& name : drop->names) names.push_back(name.name);
  }
  return names;
}

// As a name, or anywhere in a text, where it may be one as well.
static bool mentions(const sql::Statement& statement, const std::string& name) {
  sql::Lexer lexer(statement.text);
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    using Kind = sql::Token::Kind;
    if ((token.kind == Kind::word || token.kind == Kind::quoted) && lexer.name(token) == name) return true;
    if (token.kind == Kind::string && lexer.text(token).find(name) != std::string_view::npos) return true;
    if (token.kind == Kind::broken) return true;
  }
  return false;
}

void Missing::add(const Script& script, const sql::Statement& statement) {
  if (changes_no_object(statement)) return;
  const bool named = statement.as<sql::CreateIndex>() || statement.as<sql::Drop>() || statement.as<sql::AlterTable>();
  changes_.push_back(
      {.names = named ? names_in(statement) : std::vector<std::string>{},
       .what = fmt::format("{} on line {} of {}", sql::kind_of(statement), statement.line, script.name)});
}

void Missing::add_failed(const std::string& name) {
  changes_.push_back({.names = {}, .what = fmt::format("{}, which failed", name)});
}

std::string Missing::behind(const sql::Statement* statement) const {
  for (const auto& change : changes_) {
    if (!statement || change.names.empty()) return change.what;
    if (std::ranges::any_of(change.names, [&](const std::string& name) { return mentions(*statement, name); }))
      return change.what;
  }
  return {};
}

}  // namespace apply
