// A new enum value used in the transaction that adds it.
#include "review/rule.h"

namespace review {

static void look_enum_value_used(const RuleContext& context, Sink& out) {
  if (context.statement.not_in_transaction.find("enum value") == std::string::npos) return;
  out.say(context.statement.offset, context.statement.not_in_transaction,
          "ALTER TYPE … ADD VALUE in one migration, what uses the value in the next");
}

extern const Rule enum_value_used{.severity = Severity::error, .statement = look_enum_value_used};

}  // namespace review
