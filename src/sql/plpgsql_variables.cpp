#include "sql/plpgsql_variables.h"

#include <cctype>

#include "base/text.h"

namespace sql {

using base::Json;

std::string query_of(const Json& node, const char* key) {
  const auto found = node.find(key);
  if (found == node.end() || !found->contains("PLpgSQL_expr")) return {};
  return found->at("PLpgSQL_expr").value("query", "");
}

bool has_name(std::string_view expression, std::string_view word) {
  const auto part_of_word = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (auto at = expression.find(word); at != std::string_view::npos; at = expression.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !part_of_word(expression[at - 1])) &&
        (end == expression.size() || !part_of_word(expression[end])))
      return true;
  }
  return false;
}

Settings::Settings(const Json& function) {
  for (const auto& item : function.value("datums", Json::array())) {
    for (const auto& [kind, datum] : item.items()) {
      if (kind == "PLpgSQL_recfield") records_[variables_.size()] = datum.value("recparentno", std::size_t{0});
      const auto name = datum.value("refname", "");
      variables_.push_back(name);
      if (kind == "PLpgSQL_row") continue;  // a list of variables behind INTO
      ++declared_[name];
      if (datum.contains("default_val")) ++defaults_[name];
    }
  }
  if (function.contains("action")) look_at(function["action"], assigned_);
}

void Settings::note(const Json& variable, Times& into) {
  if (!variable.is_number_integer()) return;
  auto number = variable.get<std::size_t>();
  if (const auto record = records_.find(number); record != records_.end()) number = record->second;
  if (number < variables_.size()) ++into[variables_[number]];
}

void Settings::look_at_statement(const std::string& kind, const Json& node) {
  if (kind == "PLpgSQL_stmt_call") {  // an argument may be INOUT
    const auto text = query_of(node, "expr");
    for (const auto& name : variables_) {
      if (!name.empty() && has_name(base::to_lower(text), name)) ++assigned_[name];
    }
  }
  const bool loop = kind == "PLpgSQL_stmt_foreach_a" || kind == "PLpgSQL_stmt_fori";
  for (const auto& [key, child] : node.items()) {
    const bool header = loop && (key == "varno" || key == "var");
    if (key == "varno" || key == "target") note(child, header ? looped_ : assigned_);
    look_at(child, header ? looped_ : assigned_);
  }
}

void Settings::look_at(const Json& node, Times& into) {
  if (node.is_array()) {
    for (const auto& child : node) look_at(child, into);
  } else if (node.is_object()) {
    for (const auto& [kind, child] : node.items()) {
      if (kind == "PLpgSQL_rec" || kind == "PLpgSQL_var")
        ++into[child.value("refname", "")];
      else if (kind.starts_with("PLpgSQL_"))
        look_at_statement(kind, child);
      else if (kind == "varno")
        note(child, into);
      else
        look_at(child, into);
    }
  }
}

}  // namespace sql
