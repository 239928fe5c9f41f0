#include "runbook/unset_variables.h"

#include <gtest/gtest.h>

#include "runbook/runbook.h"

namespace runbook {

static std::vector<std::string> used_in(const std::string& script) {
  std::vector<std::string> out;
  for (const auto& each : variables_of(script, 1).used) out.push_back(each.name);
  return out;
}

using Strings = std::vector<std::string>;

TEST(UnsetVariables, AreThoseThatAScriptDoesNotSetItself) {
  EXPECT_EQ(used_in("psql -h \"${NEW_HOST}\" -p $NEW_PORT"), (Strings{"NEW_HOST", "NEW_PORT"}));
  EXPECT_EQ(used_in("psql <<SQL\nSELECT '$WHAT';\nSQL"), Strings{"WHAT"});
  EXPECT_EQ(used_in("ls $(dirname $THERE)"), Strings{"THERE"});
}

TEST(UnsetVariables, AreNotWhatIsSetOrSaysWhatToDo) {
  for (const auto* script :
       {"A=1\nls $A", "for f in a b; do ls $f; done", "read -r B\nls \"$B\"", "export C=2; ls $C", "ls '$D'",
        "ls ${E:-/tmp}", "ls ${F:?which}", "[ -n \"$G\" ] && ls", "ls $HOME $PGHOST $1 $?", "source .env\nls $H",
        "export $(cat .env)\nls $I", "awk '{print $J}' x"})
    EXPECT_EQ(used_in(script), Strings{}) << script;
}

static Strings dangers_of(const std::string& text, const std::set<std::string>& given) {
  const ReadFiles files{.is_set = [&](const std::string& name) { return given.contains(name); }};
  Strings out;
  for (const auto& step : parse(text, "r.md", files).steps)
    out.push_back(fmt::format("{}", fmt::join(step.dangers, "; ")));
  return out;
}

TEST(UnsetVariables, AreAskedForUnlessSomethingGivesThem) {
  const std::string look = "```bash\npsql -h \"$NEW_HOST\" -c 'select 1'\n```\n\n";
  EXPECT_EQ(dangers_of("# Look\n\n" + look, {}), Strings{"nothing sets $NEW_HOST (line 4)"});
  EXPECT_EQ(dangers_of("# Look\n\n" + look, {"NEW_HOST"}), Strings{""});
  EXPECT_EQ(dangers_of("# Look\n\n```bash\nNEW_HOST=db2\n```\n\n" + look, {}), (Strings{"", ""}));
  EXPECT_EQ(parse("# Look\n\n" + look, "r.md").steps[0].dangers, Strings{});  // of variables nothing is known
}

}  // namespace runbook
