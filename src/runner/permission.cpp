#include "runner/permission.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/text.h"
#include "runner/procedures.h"
#include "runner/roles.h"
#include "runner/shell_session.h"

namespace runner {

// "$NAME" and "${NAME}" as the fence at hand finds it: as earlier fences have left it, else as the run gives it.
// Nothing where the fence may set it itself.
static std::string value_of(std::string word, const runbook::Step& step, const StepContext& stage) {
  std::erase_if(word, [](char c) { return c == '"' || c == '\''; });
  if (!word.starts_with('$')) return word;
  std::string name = word.substr(1);
  if (name.starts_with('{') && name.ends_with('}')) name = name.substr(1, name.size() - 2);
  if (step.text.find(name + "=") != std::string::npos) return {};
  if (const auto& shell = stage.state().shell_state; !shell.empty()) {
    if (const auto value = variable_in(shell, name)) return *value;
  }
  for (const auto& [known, value] : stage.settings().environment) {
    if (known == name) return value;
  }
  for (const auto& variable : stage.settings().variables) {
    if (variable.name == name) return variable.value;
  }
  return stage.settings().inherited.value(name);
}

// Host, port and database of an address.
static std::map<std::string, std::string> end_of(const std::string& address) {
  std::map<std::string, std::string> out;
  try {
    for (const auto& [name, value] : pg::client_environment({.target = address})) {
      if (name == "PGHOST" || name == "PGPORT" || name == "PGDATABASE") out[name] = value;
    }
  } catch (const base::Error&) {  // not one that libpq can read
    out.clear();
  }
  return out;
}

static bool is_own_address(const std::string& address, const StepContext& stage) {
  const auto& own = stage.settings().database.target;
  if (own.empty()) return false;
  if (address == own) return true;
  const auto end = end_of(address);
  return end.contains("PGDATABASE") && end == end_of(own);
}

// Whether "database shop" or "host db1" is the run's own.
static bool is_own(const std::string& named, const runbook::Step& step, const StepContext& stage) {
  const auto& target = stage.state().target;
  const auto value = value_of(named.substr(named.find(' ') + 1), step, stage);
  if (value.empty()) return false;
  if (named.starts_with("host ")) return target.server == value || target.server.starts_with(value + ":");
  const bool address = value.find('=') != std::string::npos || value.find("://") != std::string::npos;
  return address ? is_own_address(value, stage) : value == target.identity.database;
}

std::vector<std::string> stays_asked(const runbook::Step& step, const StepContext& stage) {
  auto out = asked_all_the_same(step);
  auto named = step.databases;
  if (const auto typed_in = step.attribute("database"); !typed_in.empty()) named.push_back("database " + typed_in);
  for (const auto& each : named) {
    if (!is_own(each, step, stage))
      out.push_back(fmt::format("names {}, which is not known to be this run's own", each));
  }
  return out;
}

static bool speaks_for(const std::string& name, const std::string& role, const runbook::Step& step,
                       const StepContext& stage) {
  const auto wanted = role_for(step, stage.people());
  return wanted.empty() || has_role({.answer = "run", .by = name, .role = role}, wanted, stage.people());
}

static std::optional<journal::StepApproved> from_review(const runbook::Step& step, const StepContext& stage) {
  const auto& review = stage.settings().review;
  if (!is_approved(review, step.id)) return std::nullopt;
  const auto approvals = standing(review, step.id);
  const bool fit = std::any_of(approvals.begin(), approvals.end(),
                               [&](const Approval& each) { return speaks_for(each.by, {}, step, stage); });
  if (!fit) return std::nullopt;
  return journal::StepApproved{.step = step.id,
                               .by = names_of(approvals),
                               .at = approvals.back().at,
                               .how = "review",
                               .text_sha256 = approvals.back().sha256};
}

// Somebody has answered "all" at an earlier step of the section, or of one around it, and the text is still the same.
static std::optional<journal::StepApproved> from_section(const runbook::Step& step, const StepContext& stage) {
  const auto& book = stage.runbook();
  for (const auto& given : stage.state().rest_of_section) {
    const auto* answered = book.step(given.step);
    const bool same_text = given.hash == book.hash;
    if (!answered || !same_text || answered->line >= step.line || !book.step(step.id)) continue;
    if (!lies_in(book, step.section, answered->section)) continue;
    if (!speaks_for(given.answer.by, given.answer.role, step, stage)) continue;
    return journal::StepApproved{.step = step.id, .by = given.answer.by, .at = given.at, .how = "section"};
  }
  return std::nullopt;
}

std::optional<journal::StepApproved> permission_for(const runbook::Step& step, const StepContext& stage) {
  if (!stays_asked(step, stage).empty()) return std::nullopt;
  if (auto approved = from_review(step, stage)) return approved;
  return from_section(step, stage);
}

}  // namespace runner
