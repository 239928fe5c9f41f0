// Names in capitals that PostgreSQL folds to lower case, where nothing would say so: behind IF EXISTS, in
// 'Name'::regclass.
#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"
#include "pg/session.h"
#include "sql/lexer.h"

namespace lint {

static bool is_there(const Subject& subject, const std::string& name, const char* function) {
  if (!subject.server || !subject.has_schema) return false;
  return subject.server->query(fmt::format("SELECT pg_catalog.{}($1) IS NOT NULL AS there", function), {name})
      .boolean(0, "there");
}

// Capitals and small letters: USERS is somebody's style, ConsentLog is somebody's name.
static bool mixed_case(std::string_view name) {
  const auto any = [&](auto is) {
    return std::any_of(name.begin(), name.end(), [&](char c) { return is(static_cast<unsigned char>(c)) != 0; });
  };
  return any([](int c) { return std::isupper(c); }) && any([](int c) { return std::islower(c); });
}

static void look_at_drop(const Subject& subject, const SqlText& text, const sql::Statement& statement,
                         std::vector<Finding>& findings) {
  const auto* drop = statement.as<sql::Drop>();
  if (!drop || !drop->if_exists) return;
  sql::Lexer lexer(statement.text);
  bool behind = false;  // IF EXISTS
  int depth = 0;        // in the arguments of a function
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (lexer.text(token) == "(") ++depth;
    if (lexer.text(token) == ")") --depth;
    behind = behind || lexer.is(token, "exists");
    const auto written = lexer.text(token);
    if (!behind || depth > 0 || token.kind != sql::Token::Kind::word || !mixed_case(written)) continue;
    const auto name = base::to_lower(written);
    if (is_there(subject, name, drop->object == "TYPE" ? "to_regtype" : "to_regclass")) continue;
    findings.push_back(text.finding(
        statement.offset + token.begin,
        fmt::format("without quotes this is {}: IF EXISTS then drops nothing, and says so only in a notice", name),
        fmt::format("\"{}\"", written)));
  }
}

static void look_at_casts(const Subject& subject, const SqlText& text, const sql::Statement& statement,
                          std::vector<Finding>& findings) {
  static const std::regex cast(R"('([A-Za-z_][A-Za-z0-9_.]*)'\s*::\s*reg(class|type))", std::regex::icase);
  const std::string all(statement.text);
  for (std::sregex_iterator each(all.begin(), all.end(), cast), end; each != end; ++each) {
    const auto name = (*each)[1].str();
    const auto folded = base::to_lower(name);
    if (!mixed_case(name)) continue;
    if (is_there(subject, folded, base::to_lower((*each)[2].str()) == "type" ? "to_regtype" : "to_regclass"))
      continue;
    findings.push_back(
        text.finding(statement.offset + static_cast<std::size_t>(each->position()),
                     fmt::format("is read as {}: names in a cast are folded as they are elsewhere", folded),
                     fmt::format("'\"{}\"'::reg{}", name, (*each)[2].str())));
  }
}

static void find_folded_name(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      look_at_drop(subject, text, statement, findings);
      look_at_casts(subject, text, statement, findings);
    }
  }
}

extern const Rule folded_name{.severity = Severity::error, .find = find_folded_name};

}  // namespace lint
