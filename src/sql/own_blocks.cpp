#include "sql/own_blocks.h"

#include "base/error.h"
#include "base/text.h"

namespace sql {

Control control_of(const Statement& statement) {
  if (!statement.as<TransactionControl>()) return Control::none;
  const auto text = base::to_lower(statement.text);
  const auto starts = [&](std::string_view word) { return text.starts_with(word); };
  if (starts("begin") || starts("start")) return Control::begin;
  const bool chained = text.find("chain") != std::string::npos && text.find("no chain") == std::string::npos;
  const bool prepared = text.find("prepared") != std::string::npos;
  if ((starts("commit") || starts("end")) && !chained && !prepared) return Control::commit;
  if (starts("savepoint") || starts("release")) return Control::inner;
  if (starts("rollback") && text.find(" to ") != std::string::npos) return Control::inner;
  return Control::rollback;
}

bool has_blocks_of_its_own(std::span<const Statement> statements) {
  int blocks = 0;
  bool inside = false;
  bool others = false;
  for (const auto& statement : statements) {
    switch (control_of(statement)) {
      case Control::begin:
        if (inside) return false;
        inside = true;
        ++blocks;
        break;
      case Control::commit:
        if (!inside) return false;
        inside = false;
        break;
      case Control::rollback:
        return false;
      case Control::inner:
        if (!inside) return false;
        break;
      case Control::none:
        others = others || !inside;
        break;
    }
  }
  return !inside && (blocks > 1 || (blocks == 1 && others));
}

bool has_blocks_of_its_own(std::string_view text) {
  const auto says = [&](std::string_view word) { return base::contains_ignoring_case(text, word); };
  if (!says("begin") && !says("start")) return false;  // most files have neither word, and are not parsed for it
  if (!says("commit") && !says("end")) return false;
  try {
    const auto statements = parse_leniently(text, "");
    return has_blocks_of_its_own(statements);
  } catch (const base::Error&) {
    return false;
  }
}

}  // namespace sql
