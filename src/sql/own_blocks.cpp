#include "sql/own_blocks.h"

#include "base/error.h"
#include "base/text.h"

namespace sql {

Control control_of(const Statement& statement) {
  using Kind = TransactionControl::Kind;
  const auto* control = statement.as<TransactionControl>();
  if (!control) return Control::none;
  switch (control->kind) {
    case Kind::begin:
    case Kind::start:
      return Control::begin;
    case Kind::commit:
      return control->chain ? Control::rollback : Control::commit;
    case Kind::savepoint:
    case Kind::release:
    case Kind::rollback_to:
      return Control::inner;
    default:
      return Control::rollback;
  }
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
