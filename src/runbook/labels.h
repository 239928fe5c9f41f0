// What a heading or a line in front of a list or a fence announces. Pure questions about text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runbook/markdown.h"
#include "runbook/runbook.h"

namespace runbook {

/// "**Checkpoint:** Backup completed" is a label "Checkpoint" with the rest "Backup completed".
struct Label {
  std::string text;
  std::string rest;
};
/// Nothing when the paragraph is just prose.
std::optional<Label> label_of(const Block& paragraph);

/// "Expected output", "Expected", "Should return": what follows is what should come back.
bool announces_expectation(std::string_view label);
/// "Body", "Message": the fence that follows is a message to send.
bool announces_message(std::string_view label);
/// "GO if ALL conditions met", "Consider Rollback If", "If NO-GO", "Define Rollback Criteria": conditions follow.
bool announces_decision(std::string_view label);

enum class GateList { none, go, no_go, on_no_go };
/// Which list of a go/no-go decision the label announces.
GateList gate_list(std::string_view label);
/// "Decision: GO / NO-GO".
bool is_go_no_go(const Label& label);

/// "Option 2: Manual SQL", "Scenario 1", "Alternative B": key and title; nothing for other headings.
std::optional<Alternative> alternative_of(std::string_view heading);

/// What a section with this heading is for. "Rollback Plan Preparation" is work to do; "Rollback Procedures" is not.
Purpose purpose_of(std::string_view heading);

}  // namespace runbook
