#include "lint/shell_text.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "lint/rules.h"

namespace lint {

static std::string flat(std::string_view script) {
  std::string out;
  for (const auto& command : commands_in(script, 1)) {
    out += fmt::format("{}:{} [{}] {}", command.line, command.column, command.before == "\n" ? "" : command.before,
                       command.text());
    for (const auto& each : command.redirections) out += fmt::format(" {}{}", each.op, each.target);
    if (command.substituted) out += " $";
    out += '\n';
  }
  return out;
}

TEST(CommandsIn, AreSplitAtOperatorsWithTheirPlaces) {
  EXPECT_EQ(flat("cd /opt && pg_dump shop | gzip > a.gz\n  echo 'a | b' >> log 2>&1\n"),
            "1:1 [] cd /opt\n"
            "1:12 [&&] pg_dump shop\n"
            "1:27 [|] gzip >a.gz\n"
            "2:3 [] echo a | b >>log 2>&1\n");
}

TEST(CommandsIn, JoinContinuedLinesAndPipelines) {
  EXPECT_EQ(flat("gunzip -c a.gz | \\\n  psql shop\npsql -c \"\n SELECT 1;\n\" > out\n"),
            "1:1 [] gunzip -c a.gz\n"
            "2:3 [|] psql shop\n"
            "3:1 [] psql -c \n SELECT 1;\n >out\n");
}

TEST(CommandsIn, LookInsideSubstitutionsLast) {
  EXPECT_EQ(flat("A=$(psql -t -c \"SELECT ')'\" | tr -d ' ')\necho \"`date`\"\n"),
            "1:1 [] \n"
            "2:1 [] echo `date`\n"
            "1:5 [] psql -t -c SELECT ')' $\n"
            "1:31 [|] tr -d   $\n"
            "2:8 [] date $\n");
}

TEST(CommandsIn, KeepHereDocumentsOutOfTheCommands) {
  const auto commands = commands_in("cat > a.conf << 'EOF'\nrm -rf /\nEOF\nls\n", 10);
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_EQ(commands[0].redirections.at(1).body, "rm -rf /\n");
  EXPECT_EQ(commands[1].line, 13);
  EXPECT_EQ(commands[1].program(), "ls");
}

TEST(CommandsIn, DropWhatStandsInFront) {
  EXPECT_EQ(flat("sudo -u postgres PGPASSWORD=x psql -l\nif ! test -f a; then echo no; fi\n"),
            "1:31 [] psql -l\n"
            "2:6 [] test -f a\n"
            "2:22 [;] echo no\n");
}

static std::string joined(std::string_view script) {
  std::string out;
  for (const auto& command : commands_in(script, 1))
    out += fmt::format("{} <{}> <{}>\n", command.program(), command.before == "\n" ? "nl" : command.before,
                       command.after == "\n" ? "nl" : command.after);
  return out;
}

TEST(CommandsIn, KnowWhatJoinsThem) {
  EXPECT_EQ(joined("a & b\nc && d || e | f\n"),
            "a <> <&>\nb <;> <nl>\nc <nl> <&&>\nd <&&> <||>\ne <||> <|>\nf <|> <>\n");
  EXPECT_EQ(joined("[ -f x ] && a\nb || { c\nd; }\n"), "a <&&> <nl>\nb <nl> <||>\nc <||> <;>\nd <;> <>\n");
  EXPECT_EQ(joined("for x in 1 2; do\n  a\n  b\ndone < f\n"), "a <> <;>\nb <;> <>\n");
}

TEST(CommandsIn, KnowTheOperatorsOfFiles) {
  EXPECT_EQ(flat("a > b 2>> c &> d < e 2>&1\n"), "1:1 [] a >b 2>>c &>d <e 2>&1\n");
  EXPECT_EQ(flat("a <<< f\n"), "1:1 [] a <<<f\n");
}

TEST(CommandsIn, AreReadToTheEndWhateverIsBroken) {
  for (const auto* script :
       {"echo \"open", "a $( b", "cat << EOF\nnever", "`", "${", "a |", "\\", "))((", "$(((", "<", "a &> ", "<<"})
    EXPECT_LE(commands_in(script, 1).size(), 4U) << script;
}

TEST(ShellCommand, FindsOptionsHoweverTheyAreWritten) {
  const auto commands = commands_in("psql -Xf a.sql --set=A=1 -d shop --dbname other", 1);
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(commands[0].value('f', "--file"), "a.sql");
  EXPECT_EQ(commands[0].value(0, "--set"), "A=1");
  EXPECT_EQ(commands[0].value('d', "--dbname"), "shop");
  EXPECT_TRUE(commands[0].flag('X', ""));
  EXPECT_FALSE(commands[0].flag('c', "--command"));
}

TEST(ShellOf, KnowsPlacesInIndentedFencesAndTranscripts) {
  const auto document = make_document(
      "# Night\n\n- [ ] **Look**\n  ```bash\n  ls é; rm x\n  ```\n\n```console\n$ whoami\nroot\n```\n", "a.md");
  const auto& shell = shell_of(document);
  ASSERT_EQ(shell.commands.size(), 3U);
  EXPECT_EQ(shell.commands[1].line, 5);
  EXPECT_EQ(shell.commands[1].column, 9);
  EXPECT_EQ(shell.commands[2].text(), "whoami");
  EXPECT_EQ(shell.commands[2].line, 9);
  EXPECT_EQ(shell.commands[2].column, 3);
}

TEST(ShellOf, TakesNoHereDocumentForABlankToFillIn) {
  const auto document =
      make_document("# A\n\n```bash\ncat <<EOF>out.txt\nit's > $x\nEOF\npsql -h <host> shop\n```\n", "a.md");
  const auto& shell = shell_of(document);
  ASSERT_EQ(shell.commands.size(), 2U);
  ASSERT_TRUE(shell.commands[0].redirection("<<"));
  EXPECT_EQ(shell.commands[0].redirection("<<")->body, "it's > $x\n");
  EXPECT_EQ(shell.commands[1].words, (std::vector<std::string>{"psql", "-h", "<host>", "shop"}));
  EXPECT_EQ(without_placeholders("cat <<EOF>out.txt\npsql -h <host>\n"), "cat <<EOF>out.txt\npsql -h XXXXXX\n");
}

TEST(CommandMissing, AsksPackageJsonForScripts) {
  const base::TemporaryFolder folder;
  base::write_file(folder.path() / "package.json", R"({"scripts": {"migrate:up": "node up.js"}})");
  base::write_file(folder.path() / "runbook.md", "```bash\nnpm run migrate:up\nnpm run migrate:down\n```\n");
  const std::vector<Document> documents{read_document(folder.path() / "runbook.md")};
  const auto* rule = base::find(rules(), "command-missing");
  ASSERT_NE(rule, nullptr);
  auto found = apply(*rule, {.document = documents[0], .all = documents});
  std::erase_if(found, [](const Finding& finding) { return finding.message.find("no script") == std::string::npos; });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].line, 3);
}

}  // namespace lint
