#include "sql/plpgsql_expressions.h"

namespace sql {

static void look_at(const base::Json& node, BodyTexts& out) {
  if (!node.is_structured()) return;
  for (const auto& [key, child] : node.items()) {
    if (node.is_object() && key == "PLpgSQL_expr" && child.is_object()) out.texts.push_back(child.value("query", ""));
    if (node.is_object() && key == "PLpgSQL_stmt_open" && child.contains("dynquery")) out.opens_built = true;
    look_at(child, out);
  }
}

BodyTexts texts_in(const base::Json& function) {
  BodyTexts out;
  look_at(function, out);
  return out;
}

}  // namespace sql
