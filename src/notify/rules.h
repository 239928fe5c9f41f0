// Which messages a run's events ask for. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/messages.h"
#include "journal/event.h"
#include "notify/values.h"
#include "runbook/runbook.h"

namespace notify {

/// A message that a rule asks for, not yet rendered.
struct TriggeredMessage {
  const config::MessageRule* rule = nullptr;  // of the configuration given
  std::string channel = {};
  std::string template_name = {};
  std::string key = {};      // of the occasion: the same one is queued once, however often the rules are asked
  std::string why = {};      // "run.began (event 12)"
  std::string status = {};   // for status pages: "in_progress", "resolved"; may be empty
  base::Instant since{};     // of the occasion
  std::string problem = {};  // why it cannot be queued: the rule does not fit the runbook
  bool late = false;         // too long ago: not to be queued
};

/// `events`: of one run, oldest first. `window` gives T-0 for "due" and the end for "delay". Sorted by occasion.
/// Rules for other runbooks are passed over.
std::vector<TriggeredMessage> messages_for(std::span<const journal::Event> events, const runbook::Runbook& runbook,
                                           const config::Messages& messages, const Window& window, base::Instant now);

}  // namespace notify
