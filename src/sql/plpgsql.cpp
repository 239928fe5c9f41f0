#include "sql/plpgsql.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "sql/constant_text.h"
#include "sql/lexer.h"
#include "sql/parser.h"

namespace sql {

// As a word of its own: "r" is not in "format(which)".
static bool names(std::string_view expression, std::string_view word) {
  const auto part_of_word = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (auto at = expression.find(word); at != std::string_view::npos; at = expression.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !part_of_word(expression[at - 1])) &&
        (end == expression.size() || !part_of_word(expression[end])))
      return true;
  }
  return false;
}

// Where it is assigned, read INTO or looped over.
static int times_set(std::string_view text, std::string_view name) {
  int places = 0;
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto behind = base::trim(text.substr(at + name.size(), 12));
    const auto before = base::trim(text.substr(0, at));
    if (behind.starts_with(":=") || behind.starts_with("=") || before.ends_with("INTO") || before.ends_with("into"))
      ++places;
  }
  return places;
}

using base::Json;

namespace {

// Where a statement stands: under which conditions, and whether it may be passed by.
struct Around {
  std::vector<std::string> conditions = {};
  bool may_not_run = false;
  bool repeats = false;
  std::map<std::string, std::string> values = {};  // variables whose text is known there
  std::string loop_query = {};                     // of the innermost loop over a query
  std::string loop_row = {};
  std::vector<int> guards = {};
  int handles = -1;
};

class Reading {
 public:
  Reading(std::vector<std::string> names, std::map<std::string, std::string> lists, std::string_view text)
      : text_(text), variables_(std::move(names)), lists_(std::move(lists)) {}
  void list(const Json& statements, const Around& around);
  Body body;

 private:
  void statement(const std::string& kind, const Json& node, const Around& around);
  void add(std::string text, int line, const Around& around);
  void expression(const Json& node, const char* key, int line, const Around& around);
  void branches(const Json& node, int line, const Around& around);
  void execute(const Json& node, int line, const Around& around);
  bool each_of_array(const Json& node, const Around& around);
  bool each_number(const Json& node, const Around& around);
  [[nodiscard]] std::string variable(const Json& node, const char* key) const;
  void leave(const Json& node, const Around& around);
  [[nodiscard]] Around after(Around around) const;

  bool may_have_left_ = false;          // a RETURN, EXIT or CONTINUE may have been reached
  std::vector<std::string> left_when_;  // conditions under which no RETURN was
  std::string_view text_;               // all of it
  int blocks_ = 0;
  std::map<std::string, std::string> read_into_;  // SELECT … INTO variable: the query that alone sets it
  std::vector<std::string> variables_;            // by number, as the tree refers to them
  std::map<std::string, std::string> lists_;      // arrays that their declaration alone sets: its text
};

}  // namespace

static std::string query_of(const Json& node, const char* key) {
  const auto found = node.find(key);
  if (found == node.end() || !found->contains("PLpgSQL_expr")) return {};
  return found->at("PLpgSQL_expr").value("query", "");
}

void Reading::add(std::string text, int line, const Around& around) {
  if (base::trim(text).empty()) return;
  body.statements.push_back({.text = std::move(text),
                             .line = line,
                             .conditions = around.conditions,
                             .may_not_run = around.may_not_run,
                             .guards = around.guards,
                             .handles = around.handles,
                             .repeats = around.repeats});
}

// The query with what is known of the variables in it: "WHERE inhparent = 'orders'::regclass".
static std::string with_values(const std::string& query, const std::map<std::string, std::string>& values) {
  if (values.empty()) return query;
  std::string out;
  std::size_t done = 0;
  std::string_view before;
  Lexer lexer(query);
  for (auto token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) {
    const auto found = token.kind == Token::Kind::word ? values.find(lexer.name(token)) : values.end();
    const auto behind = lexer.text(lexer.peek());
    const bool part = before == "." || behind == "." || behind == "(";
    before = lexer.text(token);
    if (found == values.end() || part) continue;
    out += query.substr(done, token.begin - done);
    out += "'" + base::replace_all(found->second, "'", "''") + "'";
    done = token.end;
  }
  return out + query.substr(done);
}

// An expression reads tables only through a query inside it.
void Reading::expression(const Json& node, const char* key, int line, const Around& around) {
  std::string text = query_of(node, key);
  if (base::to_lower(text).find("select") == std::string::npos) return;
  if (const auto assigned = text.find(":="); assigned != std::string::npos) text = text.substr(assigned + 2);
  add("SELECT " + text, line, around);
}

void Reading::execute(const Json& node, int line, const Around& around) {
  const auto expression = query_of(node, "query");
  if (auto text = constant_text(expression, around.values)) {
    const auto before = body.statements.size();
    add(std::move(*text), line, around);
    if (body.statements.size() > before) body.statements.back().checked = false;
    return;
  }
  const bool looped = !around.loop_query.empty() && names(expression, around.loop_row);
  const auto read = std::ranges::find_if(read_into_, [&](const auto& each) { return names(expression, each.first); });
  if (looped || read != read_into_.end()) {
    body.statements.push_back({.text = {},
                               .line = line,
                               .conditions = around.conditions,
                               .may_not_run = looped || around.may_not_run,
                               .guards = around.guards,
                               .handles = around.handles,
                               .dynamic = expression,
                               .loop_query = looped ? around.loop_query : read->second,
                               .loop_row = looped ? around.loop_row : read->first});
  } else {
    body.unseen.push_back(fmt::format("line {} of it runs a text that is put together at run time", line));
  }
}

std::string Reading::variable(const Json& node, const char* key) const {
  const auto found = node.find(key);
  if (found == node.end()) return {};
  if (found->is_number_integer()) {
    const auto number = found->get<std::size_t>();
    return number < variables_.size() ? variables_[number] : "";
  }
  for (const auto& [kind, datum] : found->items()) {
    // A record is given as a row of one field, which has its name.
    if (const auto fields = datum.value("fields", Json::array()); fields.size() == 1)
      return fields.front().value("name", "");
    return datum.value("refname", "");
  }
  return {};
}

// FOREACH t IN ARRAY ARRAY['a', 'b']: what is run for a, then what is run for b.
bool Reading::each_of_array(const Json& node, const Around& around) {
  auto list_of = query_of(node, "expr");
  if (const auto declared = lists_.find(std::string(base::trim(list_of))); declared != lists_.end())
    list_of = declared->second;
  const auto texts = constant_texts(list_of);
  const auto name = variable(node, "varno");
  if (!texts || name.empty() || !node.contains("body")) return false;
  for (const auto& text : *texts) {
    auto inside = around;
    inside.values[name] = text;
    list(node["body"], inside);
  }
  return true;
}

// FOR i IN 1..3, where both ends are numbers and not far apart.
bool Reading::each_number(const Json& node, const Around& around) {
  const auto number = [&](const char* key) -> std::optional<int> {
    const auto text = std::string(base::trim(query_of(node, key)));
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
      return std::nullopt;
    return std::stoi(text);
  };
  const auto from = number("lower");
  const auto to = number("upper");
  const auto name = variable(node, "var");
  constexpr int enough = 50;
  if (!from || !to || name.empty() || node.contains("step") || node.contains("reverse") || *to - *from >= enough ||
      !node.contains("body"))
    return false;
  for (int at = *from; at <= *to; ++at) {
    auto inside = around;
    inside.values[name] = fmt::format("{}", at);
    list(node["body"], inside);
  }
  return true;
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
  if (kind == "PLpgSQL_stmt_execsql") {
    const auto into = variable(node, "target");
    const bool certain = around.conditions.empty() && !around.may_not_run && !around.repeats;
    if (!into.empty() && node.value("into", false) && certain && times_set(text_, into) == 1)
      read_into_[into] = std::string(base::trim(query_of(node, "sqlstmt")));
    return add(query_of(node, "sqlstmt"), line, around);
  }
  if (kind == "PLpgSQL_stmt_if") return branches(node, line, around);
  if (kind == "PLpgSQL_stmt_dynexecute") return execute(node, line, around);
  if (kind == "PLpgSQL_stmt_perform" || kind == "PLpgSQL_stmt_call") return add(query_of(node, "expr"), line, around);
  if (kind == "PLpgSQL_stmt_commit" || kind == "PLpgSQL_stmt_rollback") {
    body.ends_transactions = true;
    return;
  }
  if (kind == "PLpgSQL_stmt_block") {
    if (!node.contains("exceptions")) {
      if (node.contains("body")) list(node["body"], around);
      return;
    }
    Around guarded = around;
    guarded.guards.push_back(blocks_++);
    if (node.contains("body")) list(node["body"], guarded);
    perhaps = around;
    perhaps.handles = guarded.guards.back();
    for (const auto& each : node["exceptions"].at("PLpgSQL_exception_block").value("exc_list", Json::array())) {
      if (const auto& handler = each.at("PLpgSQL_exception"); handler.contains("action"))
        list(handler["action"], perhaps);
    }
    return;
  }
  if (kind == "PLpgSQL_stmt_raise") {
    constexpr int error = 21;  // elog.h
    if (node.value("elog_level", error) < error) return;
    body.statements.push_back({.text = {},
                               .line = line,
                               .conditions = around.conditions,
                               .may_not_run = around.may_not_run,
                               .guards = around.guards,
                               .handles = around.handles,
                               .raises = true});
    return;
  }
  if (kind == "PLpgSQL_stmt_fori" && each_number(node, around)) return;
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
    perhaps.loop_query = with_values(query_of(node, "query"), around.values);
    perhaps.loop_row = variable(node, "var");
    if (perhaps.loop_row.empty()) perhaps.loop_query.clear();
  } else if (kind == "PLpgSQL_stmt_foreach_a") {
    if (each_of_array(node, around)) return;
  } else {
    for (const auto* key : {"expr", "cond", "lower", "upper"}) expression(node, key, line, around);
  }
  perhaps.repeats = perhaps.repeats || kind == "PLpgSQL_stmt_loop" || kind == "PLpgSQL_stmt_while";
  if (node.contains("body")) list(node["body"], perhaps);  // of a loop
}

// What follows a RETURN, an EXIT or a CONTINUE runs only where that was not reached.
void Reading::leave(const Json& node, const Around& around) {
  const bool plain = !around.may_not_run && around.handles < 0 && !node.contains("cond");
  if (plain && around.conditions.size() == 1 && around.loop_query.empty()) {
    left_when_.push_back("NOT (" + around.conditions.front() + ")");
  } else {
    may_have_left_ = true;
  }
}

void Reading::list(const Json& statements, const Around& around) {
  for (const auto& item : statements) {
    if (!item.is_object()) continue;
    for (const auto& [kind, node] : item.items()) {
      const bool leaves = kind == "PLpgSQL_stmt_return" || kind == "PLpgSQL_stmt_exit";
      if (kind == "PLpgSQL_stmt_return") expression(node, "expr", node.value("lineno", 1), after(around));
      if (leaves)
        leave(node, around);
      else
        statement(kind, node, after(around));
    }
  }
}

Around Reading::after(Around around) const {
  around.may_not_run = around.may_not_run || may_have_left_;
  for (const auto& condition : left_when_) {
    if (std::ranges::find(around.conditions, condition) == around.conditions.end())
      around.conditions.push_back(condition);
  }
  return around;
}

// Names of the variables by number, and the texts of those that are declared with a constant and never assigned.
static std::vector<std::string> variables_of(const Json& function, std::string_view text,
                                             std::map<std::string, std::string>& values,
                                             std::map<std::string, std::string>& lists) {
  std::vector<std::string> names;
  for (const auto& item : function.value("datums", Json::array())) {
    for (const auto& [kind, datum] : item.items()) {
      const auto name = datum.value("refname", "");
      names.push_back(name);
      if (kind != "PLpgSQL_var" || !datum.contains("default_val")) continue;
      if (times_set(text, name) > 1) continue;  // set elsewhere as well: then the declaration says nothing
      const auto declared = query_of(datum, "default_val");
      if (const auto value = constant_text(declared)) values[name] = *value;
      if (constant_texts(declared)) lists[name] = declared;
    }
  }
  return names;
}

// `head` … AS $tag$ `text` $tag$
static Body read(const std::string& head, std::string_view text,
                 const std::map<std::string, std::string>& parameters = {}) {
  std::string flat(text);
  flatten_comments(flat);
  text = flat;
  std::string tag = "lk";
  while (text.find("$" + tag + "$") != std::string_view::npos) tag += "x";
  const auto block = fmt::format("{} ${}${}${}$", head, tag, text, tag);
  Body failed;
  const auto parsed = parse_plpgsql(block);
  if (!parsed.problem.empty()) {
    failed.problem = parsed.problem;
    return failed;
  }
  const auto answer = Json::parse(parsed.json, nullptr, false);
  const auto functions = answer.is_object() ? answer.value("plpgsql_funcs", Json::array()) : Json::array();
  if (!functions.is_array() || functions.empty()) {
    failed.problem = "it does not parse";
    return failed;
  }
  Body body;
  for (const auto& item : functions) {
    if (!item.contains("PLpgSQL_function") || !item["PLpgSQL_function"].contains("action")) continue;
    const auto& function = item["PLpgSQL_function"];
    Around around;
    for (const auto& [name, value] : parameters) {
      if (times_set(text, name) == 0) around.values[name] = value;
    }
    std::map<std::string, std::string> lists;
    auto variables = variables_of(function, text, around.values, lists);
    Reading reading(std::move(variables), std::move(lists), text);
    reading.list(Json::array({function["action"]}), around);
    body = std::move(reading.body);
  }
  return body;
}

Body read_plpgsql(std::string_view text) {
  return read("DO", text);
}

Body read_plpgsql_routine(std::string_view signature, std::string_view result, std::string_view text,
                          const std::map<std::string, std::string>& values) {
  return read(result.empty()
                  ? fmt::format("CREATE PROCEDURE it({}) LANGUAGE plpgsql AS", signature)
                  : fmt::format("CREATE FUNCTION it({}) RETURNS {} LANGUAGE plpgsql AS", signature, result),
              text, values);
}

std::optional<std::string> complete(const BodyStatement& statement, const std::map<std::string, std::string>& row) {
  std::map<std::string, std::string> values;
  for (const auto& [column, value] : row) values[statement.loop_row + "." + column] = value;
  // FOR t IN SELECT tablename …: the variable itself.
  const auto selected = base::trim(
      std::string_view(statement.loop_query).substr(std::min<std::size_t>(7, statement.loop_query.size())));
  const auto first = selected.substr(0, selected.find_first_of(" ,\n"));
  if (const auto found = row.find(std::string(first.substr(first.find('.') + 1))); found != row.end())
    values[statement.loop_row] = found->second;
  return constant_text(statement.dynamic, values);
}

}  // namespace sql
