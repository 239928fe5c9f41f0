#include "sql/plpgsql.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "sql/constant_text.h"
#include "sql/lexer.h"
#include "sql/parser.h"
#include "sql/plpgsql_expressions.h"
#include "sql/plpgsql_variables.h"

namespace sql {

using base::Json;

namespace {

// Where a statement stands: under which conditions, and whether it may be passed by.
struct Around {
  std::vector<std::size_t> decisions = {};
  bool may_not_run = false;
  bool repeats = false;
  bool again = false;                              // in a loop of any kind
  std::map<std::string, std::string> values = {};  // variables whose text is known there
  std::string loop_query = {};                     // of the innermost loop over a query
  std::string loop_row = {};
  std::vector<int> guards = {};
  std::optional<int> handles = {};
};

// A loop or a block, which EXIT and CONTINUE lead out of.
struct Scope {
  std::string label = {};
  bool loop = false;
};

// What follows a RETURN, EXIT or CONTINUE runs only where that was not reached.
struct Left {
  std::optional<std::size_t> unless = {};  // the decision under which it was not reached, where there is one
  std::size_t scopes = 0;                  // what is inside of so many scopes is left
  bool goes_on = false;                    // CONTINUE: only this time round
};

class Reading {
 public:
  Reading(const Settings& settings, std::map<std::string, std::string> lists)
      : settings_(settings), lists_(std::move(lists)) {}
  void list(const Json& statements, const Around& around);
  Body body;

 private:
  void statement(const std::string& kind, const Json& node, const Around& around);
  void block(const Json& node, const Around& around);
  void loop(const std::string& kind, const Json& node, Around around);
  [[nodiscard]] BodyStatement placed(int line, const Around& around) const;
  std::size_t decide(std::string text, std::size_t before, bool again);
  void not_seen(int line);
  void add(std::string text, int line, const Around& around);
  void expression(const Json& node, const char* key, int line, const Around& around);
  void branches(const Json& node, int line, const Around& around);
  void execute(const Json& node, int line, const Around& around);
  bool each_of_array(const Json& node, const Around& around);
  bool each_number(const Json& node, const Around& around);
  [[nodiscard]] std::string variable(const Json& node, const char* key) const;
  void leave(const std::string& kind, const Json& node, const Around& around);
  [[nodiscard]] std::size_t scopes_left(const Json& node) const;
  void end_round();
  void end_scope();
  [[nodiscard]] Around after(Around around) const;

  const Settings& settings_;
  std::vector<Scope> scopes_;
  std::vector<Left> left_;
  int blocks_ = 0;
  std::map<std::string, std::string> read_into_;  // SELECT … INTO variable: the query that alone sets it
  std::map<std::string, std::string> lists_;      // arrays that their declaration alone sets: its text
};

}  // namespace

BodyStatement Reading::placed(int line, const Around& around) const {
  BodyStatement out{.line = line,
                    .decisions = around.decisions,
                    .may_not_run = around.may_not_run,
                    .guards = around.guards,
                    .handles = around.handles};
  for (const auto decision : around.decisions) out.conditions.push_back(body.decisions.at(decision).text);
  return out;
}

std::size_t Reading::decide(std::string text, std::size_t before, bool again) {
  body.decisions.push_back({.text = std::move(text), .before = before, .again = again});
  return body.decisions.size() - 1;
}

void Reading::not_seen(int line) {
  if (body.unseen.empty()) body.seen_until = body.statements.size();
  body.unseen.push_back(fmt::format("line {} of it runs a text that is put together at run time", line));
}

void Reading::add(std::string text, int line, const Around& around) {
  if (base::trim(text).empty()) return;
  auto made = placed(line, around);
  made.text = std::move(text);
  made.repeats = around.repeats;
  body.statements.push_back(std::move(made));
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
  const bool looped = !around.loop_query.empty() && has_name(expression, around.loop_row);
  const auto read =
      std::ranges::find_if(read_into_, [&](const auto& each) { return has_name(expression, each.first); });
  if (looped || read != read_into_.end()) {
    auto made = placed(line, around);
    made.may_not_run = looped || around.may_not_run;
    made.dynamic = expression;
    made.loop_query = looped ? around.loop_query : read->second;
    made.loop_row = looped ? around.loop_row : read->first;
    body.statements.push_back(std::move(made));
  } else {
    not_seen(line);
  }
}

std::string Reading::variable(const Json& node, const char* key) const {
  const auto found = node.find(key);
  if (found == node.end()) return {};
  if (found->is_number_integer()) {
    const auto number = found->get<std::size_t>();
    const auto& all = settings_.variables();
    return number < all.size() ? all[number] : "";
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
  if (!texts || name.empty() || settings_.assigned(name) > 0 || !node.contains("body")) return false;
  for (const auto& text : *texts) {
    auto inside = around;
    inside.values[name] = text;
    list(node["body"], inside);
    end_round();
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
  if (!from || !to || name.empty() || settings_.assigned(name) > 0 || node.contains("step") ||
      node.contains("reverse") || *to - *from >= enough || !node.contains("body"))
    return false;
  for (int at = *from; at <= *to; ++at) {
    auto inside = around;
    inside.values[name] = fmt::format("{}", at);
    list(node["body"], inside);
    end_round();
  }
  return true;
}

void Reading::branches(const Json& node, int line, const Around& around) {
  const auto here = body.statements.size();
  std::vector<std::size_t> before;  // that the conditions above did not hold
  const auto branch = [&](const Json& holder, const char* statements, const std::string& condition) {
    Around inside = around;
    inside.decisions.insert(inside.decisions.end(), before.begin(), before.end());
    if (!condition.empty()) inside.decisions.push_back(decide(condition, here, around.again));
    if (holder.contains(statements)) list(holder[statements], inside);
    if (!condition.empty()) before.push_back(decide("NOT (" + condition + ")", here, around.again));
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
    const bool certain = around.decisions.empty() && !around.may_not_run && !around.repeats;
    const bool alone = settings_.assigned(into) == 1 && !settings_.looped(into) && !settings_.has_default(into) &&
                       !settings_.ambiguous(into);
    if (!into.empty() && node.value("into", false) && certain && alone)
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
  if (kind == "PLpgSQL_stmt_block") return block(node, around);
  if (kind == "PLpgSQL_stmt_raise") {
    constexpr int error = 21;  // elog.h
    if (node.value("elog_level", error) < error) return;
    body.statements.push_back(placed(line, around));
    body.statements.back().raises = true;
    return;
  }
  if (kind == "PLpgSQL_stmt_case") {
    for (const auto& each : node.value("case_when_list", Json::array()))
      list(each.at("PLpgSQL_case_when").value("stmts", Json::array()), perhaps);
    list(node.value("else_stmts", Json::array()), perhaps);
    return;
  }
  scopes_.push_back({.label = node.value("label", ""), .loop = node.contains("body")});
  loop(kind, node, around);
  end_scope();
}

// A loop, or what has nothing to do with the flow.
void Reading::loop(const std::string& kind, const Json& node, Around around) {
  const int line = node.value("lineno", 1);
  if (kind == "PLpgSQL_stmt_fori" && each_number(node, around)) return;
  if (kind == "PLpgSQL_stmt_dynfors" || kind == "PLpgSQL_stmt_return_query") {
    if (!query_of(node, "query").empty() && kind == "PLpgSQL_stmt_dynfors") {
      execute(node, line, around);
    } else if (node.contains("dynquery")) {
      not_seen(line);
    } else {
      add(query_of(node, "query"), line, around);
    }
  } else if (kind == "PLpgSQL_stmt_fors") {
    add(query_of(node, "query"), line, around);
    around.loop_query = with_values(query_of(node, "query"), around.values);
    around.loop_row = variable(node, "var");
    if (around.loop_row.empty()) around.loop_query.clear();
  } else if (kind == "PLpgSQL_stmt_foreach_a") {
    if (each_of_array(node, around)) return;
  } else {
    for (const auto* key : {"expr", "cond", "lower", "upper"}) expression(node, key, line, around);
  }
  around.may_not_run = around.again = true;
  around.repeats = around.repeats || kind == "PLpgSQL_stmt_loop" || kind == "PLpgSQL_stmt_while";
  if (node.contains("body")) list(node["body"], around);
}

static bool catches_all(const Json& handler) {
  for (const auto& each : handler.value("conditions", Json::array())) {
    if (each.contains("PLpgSQL_condition") && each["PLpgSQL_condition"].value("condname", "") == "others")
      return true;
  }
  return false;
}

void Reading::block(const Json& node, const Around& around) {
  scopes_.push_back({.label = node.value("label", "")});
  if (!node.contains("exceptions")) {
    if (node.contains("body")) list(node["body"], around);
    return end_scope();
  }
  Around guarded = around;
  guarded.guards.push_back(blocks_++);
  const auto left = left_.size();
  if (node.contains("body")) list(node["body"], guarded);
  for (auto at = left; at < left_.size(); ++at) left_[at].unless.reset();  // it may have failed before it got there
  Around handling = around;
  handling.handles = guarded.guards.back();
  const auto handlers = node["exceptions"].at("PLpgSQL_exception_block").value("exc_list", Json::array());
  bool first = true;
  for (const auto& each : handlers) {
    const auto& handler = each.at("PLpgSQL_exception");
    // Which of several runs is for the error to say.
    const bool certain = handlers.size() == 1 || (first && catches_all(handler));
    handling.may_not_run = around.may_not_run || !certain;
    first = false;
    if (handler.contains("action")) list(handler["action"], handling);
  }
  end_scope();
}

// How many scopes stand around what is left: all of it by RETURN.
std::size_t Reading::scopes_left(const Json& node) const {
  const auto label = node.value("label", "");
  for (auto at = scopes_.size(); at > 0; --at) {
    const auto& scope = scopes_[at - 1];
    if (label.empty() ? scope.loop : scope.label == label) return at;
  }
  return 0;
}

void Reading::leave(const std::string& kind, const Json& node, const Around& around) {
  Left left;
  if (kind == "PLpgSQL_stmt_exit") {
    left.scopes = scopes_left(node);
    left.goes_on = !node.value("is_exit", false);
  }
  auto open = around.decisions;  // those of what was left before hold here anyway
  std::erase_if(open, [&](std::size_t decision) {
    return std::ranges::any_of(left_, [&](const Left& each) { return each.unless == decision; });
  });
  const bool plain = !around.may_not_run && !around.handles && !node.contains("cond");
  if (plain && open.size() == 1 && around.loop_query.empty()) {
    const auto reached = body.decisions.at(open.front());
    left.unless = decide("NOT (" + reached.text + ")", reached.before, reached.again);
  }
  left_.push_back(left);
}

void Reading::end_round() {
  std::erase_if(left_, [&](const Left& each) { return each.goes_on && each.scopes >= scopes_.size(); });
}

void Reading::end_scope() {
  std::erase_if(left_, [&](const Left& each) { return each.scopes >= scopes_.size(); });
  scopes_.pop_back();
}

void Reading::list(const Json& statements, const Around& around) {
  for (const auto& item : statements) {
    if (!item.is_object()) continue;
    for (const auto& [kind, node] : item.items()) {
      const bool leaves = kind == "PLpgSQL_stmt_return" || kind == "PLpgSQL_stmt_exit";
      if (kind == "PLpgSQL_stmt_return") expression(node, "expr", node.value("lineno", 1), after(around));
      if (leaves)
        leave(kind, node, around);
      else
        statement(kind, node, after(around));
    }
  }
}

Around Reading::after(Around around) const {
  for (const auto& left : left_) {
    if (!left.unless)
      around.may_not_run = true;
    else if (std::ranges::find(around.decisions, *left.unless) == around.decisions.end())
      around.decisions.push_back(*left.unless);
  }
  return around;
}

// The texts of the variables that are declared with a constant and set by nothing else.
static void read_declared(const Json& function, const Settings& settings, std::map<std::string, std::string>& values,
                          std::map<std::string, std::string>& lists) {
  for (const auto& item : function.value("datums", Json::array())) {
    for (const auto& [kind, datum] : item.items()) {
      const auto name = datum.value("refname", "");
      if (kind != "PLpgSQL_var" || !datum.contains("default_val") || !settings.constant(name)) continue;
      const auto declared = query_of(datum, "default_val");
      if (const auto value = constant_text(declared)) values[name] = *value;
      if (constant_texts(declared)) lists[name] = declared;
    }
  }
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
    // The parser has no catalog: types of the schema's own are records to it, and arrays of them are none.
    const bool of_type = parsed.problem.find("cannot return type") != std::string::npos ||
                         parsed.problem.find("cannot accept type") != std::string::npos ||
                         parsed.problem.find("has pseudo-type") != std::string::npos;
    if (of_type)
      failed.unseen.push_back("its types are not known to the parser: " + parsed.problem);
    else
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
  bool found = false;
  for (const auto& item : functions) {
    if (!item.contains("PLpgSQL_function") || !item["PLpgSQL_function"].contains("action")) continue;
    const auto& function = item["PLpgSQL_function"];
    found = true;
    Around around;
    const Settings settings(function);
    for (const auto& [name, value] : parameters) {
      if (settings.constant(name)) around.values[name] = value;
    }
    std::map<std::string, std::string> lists;
    read_declared(function, settings, around.values, lists);
    Reading reading(settings, std::move(lists));
    reading.list(Json::array({function["action"]}), around);
    body = std::move(reading.body);
    auto all = texts_in(function);
    body.texts = std::move(all.texts);
    body.opens_built = all.opens_built;
  }
  if (!found) body.problem = "it does not parse";
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
