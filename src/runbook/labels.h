// What a heading or a line in front of a list or a fence announces. Pure questions about text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runbook/markdown.h"
#include "runbook/meaning.h"
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

/// Text about the work: what it is for, what was learned, how something behaves.
bool describes(std::string_view words);

/// "Run this", "Execute the commands", and not "The command prints".
bool says_to_run(std::string_view label);

/// What a section with this heading is for. "Rollback Plan Preparation" is work to do; "Rollback Procedures" is not.
Purpose purpose_of(std::string_view heading, const Tongue& tongue);
/// On demand, where the meaning says that it is for when something has happened; else the main line.
Purpose purpose_for(Meaning meaning);

}  // namespace runbook
