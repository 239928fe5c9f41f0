#include "sql/plpgsql.h"

#include <memory>

#include <fmt/format.h>
#include <pg_query.h>

#include "base/json.h"
#include "base/text.h"
#include "sql/constant_text.h"

namespace sql {

using base::Json;

namespace {

// Where a statement stands: under which conditions, and whether it may be passed by.
struct Around {
  std::vector<std::string> conditions = {};
  bool may_not_run = false;
};

class Reading {
 public:
  void list(const Json& statements, const Around& around);
  Body body;

 private:
  void statement(const std::string& kind, const Json& node, const Around& around);
  void add(std::string text, int line, const Around& around);
  void expression(const Json& node, const char* key, int line, const Around& around);
  void branches(const Json& node, int line, const Around& around);
  void execute(const Json& node, int line, const Around& around);
};

}  // namespace

static std::string query_of(const Json& node, const char* key) {
  const auto found = node.find(key);
  if (found == node.end() || !found->contains("PLpgSQL_expr")) return {};
  return found->at("PLpgSQL_expr").value("query", "");
}

void Reading::add(std::string text, int line, const Around& around) {
  if (base::trim(text).empty()) return;
  body.statements.push_back(
      {.text = std::move(text), .line = line, .conditions = around.conditions, .may_not_run = around.may_not_run});
}

// An expression reads tables only through a query inside it.
void Reading::expression(const Json& node, const char* key, int line, const Around& around) {
  std::string text = query_of(node, key);
  if (base::to_lower(text).find("select") == std::string::npos) return;
  if (const auto assigned = text.find(":="); assigned != std::string::npos) text = text.substr(assigned + 2);
  add("SELECT " + text, line, around);
}

void Reading::execute(const Json& node, int line, const Around& around) {
  auto text = constant_text(query_of(node, "query"));
  if (text) {
    add(std::move(*text), line, around);
  } else {
    body.unseen.push_back(fmt::format("line {} of it runs a text that is put together at run time", line));
  }
}

void Reading::branches(const Json& node, int line, const Around& around) {
  std::vector<std::string> before;  // conditions that did not hold
  const auto branch = [&](const Json& holder, const char* statements, const std::string& condition) {
    Around inside = around;
    for (const auto& other : before) inside.conditions.push_back("NOT (" + other + ")");
    if (!condition.empty()) inside.conditions.push_back(condition);
    if (holder.contains(statements)) list(holder[statements], inside);
    before.push_back(condition);
  };
  expression(node, "cond", line, around);
  branch(node, "then_body", query_of(node, "cond"));
  if (node.contains("elsif_list")) {
    for (const auto& item : node["elsif_list"]) {
      const auto& other = item.at("PLpgSQL_if_elsif");
      expression(other, "cond", line, around);
      branch(other, "stmts", query_of(other, "cond"));
    }
  }
  branch(node, "else_body", "");
}

void Reading::statement(const std::string& kind, const Json& node, const Around& around) {
  const int line = node.value("lineno", 1);
  Around perhaps = around;
  perhaps.may_not_run = true;
  if (kind == "PLpgSQL_stmt_execsql") return add(query_of(node, "sqlstmt"), line, around);
  if (kind == "PLpgSQL_stmt_if") return branches(node, line, around);
  if (kind == "PLpgSQL_stmt_dynexecute") return execute(node, line, around);
  if (kind == "PLpgSQL_stmt_perform" || kind == "PLpgSQL_stmt_call") return add(query_of(node, "expr"), line, around);
  if (kind == "PLpgSQL_stmt_commit" || kind == "PLpgSQL_stmt_rollback") {
    body.ends_transactions = true;
    return;
  }
  if (kind == "PLpgSQL_stmt_block") {
    if (node.contains("body")) list(node["body"], around);
    if (!node.contains("exceptions")) return;
    for (const auto& each : node["exceptions"].at("PLpgSQL_exception_block").value("exc_list", Json::array())) {
      if (const auto& handler = each.at("PLpgSQL_exception"); handler.contains("action"))
        list(handler["action"], perhaps);
    }
    return;
  }
  if (kind == "PLpgSQL_stmt_case") {
    for (const auto& each : node.value("case_when_list", Json::array()))
      list(each.at("PLpgSQL_case_when").value("stmts", Json::array()), perhaps);
    list(node.value("else_stmts", Json::array()), perhaps);
    return;
  }
  if (kind == "PLpgSQL_stmt_dynfors" || kind == "PLpgSQL_stmt_return_query") {
    if (!query_of(node, "query").empty() && kind == "PLpgSQL_stmt_dynfors") {
      execute(node, line, around);
    } else if (node.contains("dynquery")) {
      body.unseen.push_back(fmt::format("line {} of it runs a text that is put together at run time", line));
    } else {
      add(query_of(node, "query"), line, around);
    }
  } else if (kind == "PLpgSQL_stmt_fors") {
    add(query_of(node, "query"), line, around);
  } else {
    for (const auto* key : {"expr", "cond", "lower", "upper"}) expression(node, key, line, around);
  }
  if (node.contains("body")) list(node["body"], perhaps);  // of a loop
}

void Reading::list(const Json& statements, const Around& around) {
  for (const auto& item : statements) {
    if (!item.is_object()) continue;
    for (const auto& [kind, node] : item.items()) statement(kind, node, around);
  }
}

Body read_plpgsql(std::string_view text) {
  std::string tag = "lk";
  while (text.find("$" + tag + "$") != std::string_view::npos) tag += "x";
  const auto block = fmt::format("DO ${}${}${}$", tag, text, tag);
  const std::unique_ptr<PgQueryPlpgsqlParseResult, void (*)(PgQueryPlpgsqlParseResult*)> parsed(
      new PgQueryPlpgsqlParseResult(pg_query_parse_plpgsql(block.c_str())), [](PgQueryPlpgsqlParseResult* result) {
        pg_query_free_plpgsql_parse_result(*result);
        delete result;
      });
  Reading reading;
  if (parsed->error) {
    reading.body.problem = parsed->error->message ? parsed->error->message : "it does not parse";
    return reading.body;
  }
  const auto functions = Json::parse(parsed->plpgsql_funcs ? parsed->plpgsql_funcs : "", nullptr, false);
  if (!functions.is_array() || functions.empty()) {
    reading.body.problem = "it does not parse";
    return reading.body;
  }
  for (const auto& function : functions) {
    if (function.contains("PLpgSQL_function") && function["PLpgSQL_function"].contains("action"))
      reading.list(Json::array({function["PLpgSQL_function"]["action"]}), {});
  }
  return reading.body;
}

}  // namespace sql
