// Runs the .cases beside each program: scripts at the left edge, what is said of them indented below.
// The test program writes what is said now with --update.
#include <set>

#include <gtest/gtest.h>

#include "base/text.h"
#include "commands/judgement.h"
#include "commands/programs.h"
#include "testing/case_file.h"

namespace commands {

static std::string tell(const CommandJudgement& command) {
  std::string out(name(command.effect));
  if (!command.not_known.empty()) out += ": " + command.not_known;
  if (!command.does.empty()) out += ": " + command.does;
  if (!command.terminal.empty()) out += "; terminal: " + command.terminal;
  if (!command.session.empty()) out += "; session: " + command.session;
  if (!command.never_ends.empty()) out += "; never ends: " + command.never_ends;
  if (!command.elsewhere.empty()) out += " @ " + command.elsewhere;
  return out;
}

static std::vector<std::string> tell(const std::string& script) {
  Surroundings surroundings;
  std::vector<std::string> out;
  const auto judged = judge_shell(script, 1, surroundings);
  for (const auto& command : judged.commands) out.push_back("  " + tell(command));
  if (out.empty()) out.emplace_back("  nothing");
  for (const auto& made : judged.makes) {
    auto line = fmt::format("  makes {}{}", name(made.what), made.shown.empty() ? "" : " " + made.shown);
    if (made.count) line += fmt::format(" ({})", *made.count);
    if (!made.database.empty()) line += " of " + made.database;
    if (!made.host.empty()) line += " at " + made.host;
    if (!made.elsewhere.empty()) line += " in " + made.elsewhere;
    if (!made.certain) line += ", perhaps";
    out.push_back(std::move(line));
  }
  return out;
}

namespace {

class CommandCase : public testing::TestWithParam<std::string> {};

}  // namespace

TEST_P(CommandCase, IsSaidOfTheCommand) {
  cases::File file(cases::beside("src/commands/programs", GetParam()), cases::Format::transcript);
  for (const auto& one : file.cases()) {
    const auto said = fmt::format("{}\n", fmt::join(tell(one.title + "\n"), "\n"));
    const auto& wanted = one.parts.front();
    if (!file.update(wanted, said)) EXPECT_EQ(said, wanted.value) << file.where(one);
  }
}

static std::vector<std::string> all_stems() {
  std::vector<std::string> out;
  for (const auto& entry : programs()) out.push_back(base::replace_all(std::string(entry.id), "-", "_"));
  return out;
}

INSTANTIATE_TEST_SUITE_P(Programs, CommandCase, testing::ValuesIn(all_stems()),
                         [](const auto& one) { return one.param; });

TEST(Programs, AreNamedOnce) {
  std::set<std::string_view> names;
  for (const auto& entry : programs()) {
    for (const auto name : base::split(entry.item->names, ' '))
      EXPECT_TRUE(names.insert(name).second) << entry.id << ": " << name;
  }
}

TEST(Programs, HaveAPageThatBeginsWithTheirName) {
  for (const auto& entry : programs())
    EXPECT_TRUE(entry.page.starts_with(fmt::format("# program: {}\n", entry.id))) << entry.id;
}

}  // namespace commands
