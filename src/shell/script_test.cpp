#include "shell/script.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace shell {

static std::string tell(const Node& node);

static std::string tell(const Word& word) {
  std::string out;
  for (const auto& part : word.parts) {
    if (part.kind == Part::Kind::literal) out += part.text;
    if (part.kind == Part::Kind::variable)
      out += fmt::format("<{}{}>", part.text, part.instead ? "-" + tell(*part.instead) : "");
    if (part.kind == Part::Kind::substitution) out += fmt::format("$({})", tell(*part.inside));
    if (part.kind == Part::Kind::process) out += fmt::format("<({})", tell(*part.inside));
    if (part.kind == Part::Kind::other) out += "<?>";
  }
  return (word.pattern ? "~" : "") + out;
}

static std::string tell(const Redirection& redirection) {
  static constexpr const char* names[] = {"<", ">", ">>", "<>", ">&", ">&-", "<<", "<<<"};
  return fmt::format("{}{}{}", redirection.both ? "&" : "", names[static_cast<int>(redirection.kind)],
                     base::replace_all(tell(redirection.target), "\n", "~"));
}

static std::string tell(const Command& command) {
  std::vector<std::string> out;
  for (const auto& each : command.assignments) out.push_back(each.name + "=" + tell(each.value));
  for (const auto& each : command.words) out.push_back("[" + tell(each) + "]");
  for (const auto& each : command.redirections) out.push_back(tell(each));
  return fmt::format("{}", fmt::join(out, " "));
}

static std::string tell(const Node& node) {
  std::vector<std::string> out;
  for (const auto& child : node.children) out.push_back(tell(child));
  const auto all = [&](const char* between) { return fmt::format("{}", fmt::join(out, between)); };
  using Kind = Node::Kind;
  const std::string redirections =
      node.kind == Kind::command || node.command.redirections.empty() ? "" : " " + tell(node.command);
  switch (node.kind) {
    case Kind::command:
      return tell(node.command);
    case Kind::sequence:
      return all("; ");
    case Kind::pipeline:
      return "(" + all(" | ") + ")";
    case Kind::and_list:
      return "(" + all(" && ") + ")";
    case Kind::or_list:
      return "(" + all(" || ") + ")";
    case Kind::background:
      return all("") + " &";
    case Kind::negation:
      return "! " + all("");
    case Kind::subshell:
      return "subshell(" + all("") + ")" + redirections;
    case Kind::group:
      return "group(" + all("") + ")" + redirections;
    case Kind::condition:
      return "if(" + all(", ") + ")" + redirections;
    case Kind::loop:
      return fmt::format("{}({}){}", node.until ? "until" : "while", all(", "), redirections);
    case Kind::for_loop:
      return fmt::format("for({}: {}: {})", node.name, tell(node.command), all(""));
    case Kind::choice:
      return fmt::format("case({}: {})", tell(node.command), all(", "));
    case Kind::function:
      return fmt::format("function({}: {})", node.name, all(""));
    case Kind::test:
      return fmt::format("test({})", tell(node.command));
  }
  return {};
}

static std::string read(const std::string& text) {
  const auto script = parse(text);
  std::string out = tell(script.root);
  for (const auto& problem : script.problems)
    out += fmt::format(" !{}: {}", problem.line, problem.message.substr(0, 24));
  return out;
}

TEST(Script, TakesQuotesOffWords) {
  EXPECT_EQ(read("rm -r\"f\" 'a b'c \"x \\\" $y\" $'a\\nb' $\"hi\""), "[rm] [-rf] [a bc] [x \" <y>] [a\nb] [hi]");
  EXPECT_EQ(read("r\\m x \\\n  y"), "[rm] [x] [y]");
  EXPECT_EQ(read("ls *.txt {a,b} '*' \\*"), "[ls] [~*.txt] [~{a,b}] [*] [*]");
}

TEST(Script, TellsWhatIsExpanded) {
  EXPECT_EQ(read("a $x ${y} ${z:-b} $(c d) `e` <(f) $((1+2)) ${q%x} \"$@\""),
            "[a] [<x>] [<y>] [<z-b>] [$([c] [d])] [$([e])] [<([f])] [<?>] [<?>] [<@>]");
  EXPECT_EQ(read("X=$(rm x) Y=1"), "X=$([rm] [x]) Y=1");
  EXPECT_EQ(read("echo ${x:-$(rm y)}"), "[echo] [<x-$([rm] [y])>]");
  EXPECT_EQ(read("echo ${x/$(rm y)/b}"), "[echo] [<?>$([rm] [y])]");
}

TEST(Script, JoinsCommands) {
  EXPECT_EQ(read("a && b || c; d | e |& f & ! g"), "(([a] && [b]) || [c]); ([d] | [e] | [f]) &; ! [g]");
  EXPECT_EQ(read("a && b > f"), "([a] && [b] >f)");
  EXPECT_EQ(read("a | b > f 2>&1"), "([a] | [b] >f >&1)");
  EXPECT_EQ(read("(a; b) > f; { c; }"), "subshell([a]; [b]) >f; group([c])");
}

TEST(Script, ReadsCompounds) {
  EXPECT_EQ(read("if a; then b; elif c; then d; else e; fi"), "if([a], [b], [c], [d], [e])");
  EXPECT_EQ(read("while a; do b; done; until c; do d; done"), "while([a], group([b])); until([c], group([d]))");
  EXPECT_EQ(read("for x in 1 $y; do b; done"), "for(x: [1] [<y>]: group([b]))");
  EXPECT_EQ(read("case $x in a|b) c ;; *) d ;; esac"), "case([<x>] [a] [b] [~*]: [c], [d])");
  EXPECT_EQ(read("f() { rm -rf x; }"), "function(f: group([rm] [-rf] [x]))");
  EXPECT_EQ(read("[ -f $(a) ] && [[ $x == y ]]"), "(test([$([a])]) && test([<x>]))");
  EXPECT_EQ(read("for ((i=0;i<3;i++)); do a; done"), "while(test([]), group([a]))");
}

TEST(Script, GivesHereDocumentsToTheirCommands) {
  EXPECT_EQ(read("psql <<'EOF' -d x\nSELECT $x;\nEOF\nls\n"), "[psql] [-d] [x] <<SELECT $x;~; [ls]");
  EXPECT_EQ(read("cat <<EOF | psql -d x && b\nSELECT $x;\nEOF\n"),
            "(([cat] <<SELECT <x>;~ | [psql] [-d] [x]) && [b])");
  EXPECT_EQ(read("a && psql <<EOF || c\nx\nEOF\n"), "(([a] && [psql] <<x~) || [c])");
  EXPECT_EQ(read("a | cat <<EOF | psql\nx\nEOF\n"), "([a] | [cat] <<x~ | [psql])");
  EXPECT_EQ(read("cat > f <<-EOF\n\tx\n\tEOF\n"), "[cat] >f <<x~");
  EXPECT_EQ(read("psql <<'EOF'\n\\dt\nSELECT 1;\nEOF\nls\n"), "[psql] <<\\dt~SELECT 1;~; [ls]");
  EXPECT_EQ(read("psql <<EOF\n\\dt\nEOF\nls\n"), "[psql] <<\\dt~; [ls]");
  EXPECT_EQ(read("psql <<-EOF\n\t\\dt\n\tEOF\nls\n"), "[psql] <<\\dt~; [ls]");
  EXPECT_EQ(read("psql <<'EOF'\n\n\\dt\nEOF\nls\n"), "[psql] <<\\dt~; [ls]");
  EXPECT_EQ(read("cat <<EOF\n\\$x\nEOF\nls\n"), "[cat] <<$x~; [ls]");
  EXPECT_EQ(read("psql <<< 'SELECT 1'"), "[psql] <<<SELECT 1");
  EXPECT_EQ(read("cat <<EOF>f\nit's > x\nEOF\nls\n"), "[cat] >f <<it's > x~; [ls]");
}

TEST(Script, SaysWhatItCannotRead) {
  for (const char* text : {"echo \"a", "if a; then b", "a )", "cat <<EOF\n`rm x`\nEOF\n", "cat <<EOF; rm x\nEOF\n",
                           "a <<A <<B\n1\nA\n2\nB\n", "ls -n <namespace>", "((./x))", "{ a | b &; }", "echo $((./x))",
                           "((ls); rm x)", "rm 'a'\\ b"}) {
    EXPECT_FALSE(parse(text).problems.empty()) << text << ": " << read(text);
  }
}

TEST(Script, KeepsWordsAsTheyAreWritten) {
  const auto script = parse("psql -c\"SELECT '$x'\" ${y:-'z'} $(a 'b') 'c'd $((1 + $(e))) $'f\\u0041'");
  std::vector<std::string> plain;
  for (const auto& word : script.root.children.at(0).command.words) plain.push_back(word.plain);
  EXPECT_EQ(plain, (std::vector<std::string>{"psql", "-cSELECT '$x'", "${y:-'z'}", "$(a 'b')", "cd", "$((1 + $(e)))",
                                             "$'f\\u0041'"}));
  EXPECT_EQ(script.root.children[0].command.words[2].column, 22);
}

TEST(Script, NumbersItsLines) {
  const auto script = parse("a\n\nb \\\n  c\nd", 10);
  ASSERT_EQ(script.root.children.size(), 3U);
  EXPECT_EQ(script.root.children[1].command.line, 12);
  EXPECT_EQ(script.root.children[2].command.line, 14);
}

TEST(Script, EndsForHostileTexts) {
  const auto many = [](std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
  };
  for (const auto& text : {many("(", 20'000), many("(", 20'000) + "ls" + many(")", 20'000),
                           many("$(", 3'000) + many("((<<", 10'000) + many("\"", 2'000), many("if a; then ", 5'000),
                           many("\"$(", 5'000), std::string(10'000'000, 'x'), std::string("a\0b", 3)}) {
    EXPECT_FALSE(parse(text).problems.empty());
  }
  EXPECT_TRUE(parse("psql -c '" + std::string(900'000, 'x') + "'").problems.empty());
  EXPECT_TRUE(parse(many("ls -l\n", 20'000)).problems.empty());
}

}  // namespace shell
