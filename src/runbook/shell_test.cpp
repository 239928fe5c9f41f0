#include "runbook/shell.h"

#include <gtest/gtest.h>

namespace runbook {

static std::string reason(std::string_view line) {
  for (const auto& command : simple_commands(line)) {
    if (const auto found = unending(command); !found.reason.empty()) return found.reason;
  }
  return "";
}

TEST(Unending, KnowsWhatWaitsForAKeyboard) {
  for (const char* line : {"tail -f migration.log",
                           "tail -100f x",
                           "tail -f x | grep ERROR",
                           "kubectl logs -f deployment/api --tail=100",
                           "script -a log",
                           "ssh citadelbuy-prod-db",
                           "ssh -J bastion host",
                           "watch df -h",
                           "psql $DATABASE_URL",
                           "kubectl exec -it pod -- bash",
                           "kubectl exec -it -n shop pod -- psql -U shop",
                           "docker exec -it db bash",
                           "kubectl exec -it pod",
                           "docker exec -it -u postgres db psql",
                           "sudo top",
                           "docker exec -it db mysql -u root -p shop",
                           "docker exec -it db mysql -uroot -pSecret shop",
                           "docker exec -it db su - postgres",
                           "docker exec -itu postgres db psql",
                           "kubectl exec -it redis-0 -- redis-cli -h localhost",
                           "kubectl exec -it api -- bundle exec rails console",
                           "docker exec -it db sudo -u postgres psql shop",
                           "docker exec -it db env PGPASSWORD=x psql shop",
                           "docker exec -it db bash -c 'psql shop'",
                           "docker exec -it api python manage.py dbshell",
                           "docker exec -it db sudo -i",
                           "docker exec -it db bash -l",
                           "docker exec -it db mongosh shop",
                           "docker compose exec db psql -U shop",
                           "docker compose -f prod.yml exec db bash",
                           "docker-compose exec -u postgres db psql",
                           "docker compose exec --index 2 db psql shop",
                           "docker compose exec -e A=b db psql shop",
                           "docker compose exec -it db psql",
                           "journalctl --follow -u api",
                           "less log"}) {
    EXPECT_NE(reason(line), "") << line;
  }
}

TEST(Unending, LeavesAloneWhatEnds) {
  for (const char* line : {"tail -100 x",
                           "kubectl logs -l app=api --tail=100",
                           "ssh host uptime",
                           "ssh -i key host 'systemctl stop x'",
                           "psql $DATABASE_URL -c 'select 1'",
                           "psql db < file.sql",
                           "gunzip -c x | psql db",
                           "psql \"$URL\" -XAtc 'select 1'",
                           "psql db <<'SQL'\nselect 1;\nSQL",
                           "script -c ls log",
                           "echo tail -f",
                           "grep -f patterns file",
                           "curl -f https://x",
                           "kubectl exec -it $POD -- env | grep DATABASE",
                           "docker exec -it -e A=b db pg_dump -U shop shop",
                           "kubectl exec -it pod -- sh -c 'ls /app'",
                           "docker exec -it db psql -c 'select 1'",
                           "docker exec -it db mysql -u root -pSecret -e 'SELECT 1' shop",
                           "docker exec -it db su - postgres -c 'pg_dump shop'",
                           "docker exec -itu postgres db psql -f a.sql",
                           "kubectl exec -it redis-0 -- redis-cli -h localhost ping",
                           "kubectl exec -it api -- bundle exec rake db:seed",
                           "docker exec -it db sudo -u postgres psql -l",
                           "docker exec -it db env PGPASSWORD=x psql -c 'SELECT 1' shop",
                           "docker exec -it db mongosh --eval 'db.stats()'",
                           "docker exec -it db mysql shop < a.sql",
                           "docker exec -it api python manage.py migrate",
                           "docker compose exec -T db psql -U shop",
                           "docker compose exec --no-TTY db bash",
                           "docker compose exec db pg_dump -U shop shop",
                           "docker compose exec db psql -U shop -c 'select 1'",
                           "docker compose exec db psql -U shop < a.sql",
                           "docker compose exec -d db bash",
                           "docker exec db psql -T border=1 shop",
                           "docker compose up -d",
                           "docker exec -it db bash /backup.sh"}) {
    EXPECT_EQ(reason(line), "") << line;
  }
}

TEST(ScriptLines, QuotesContinuationsAndHereDocumentsBelongToTheirLine) {
  const auto lines =
      script_lines("# a\necho \"x\n# no comment\n\"\ncat <<'EOF' | sort\n# text\nEOF\nls \\\n  -l\n\n");
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[0].kind, ScriptLine::Kind::comment);
  EXPECT_EQ(lines[1].count, 3);
  EXPECT_EQ(lines[2].count, 3);
  EXPECT_EQ(lines[3].count, 2);
  EXPECT_EQ(lines[4].kind, ScriptLine::Kind::blank);
}

TEST(LeaveOut, KeepsTheNumbersOfTheLines) {
  const char* script = "one\ntail -f \\\n  log\nfour\n";
  const auto left_out = lines_to_leave_out(script, 10);
  ASSERT_EQ(left_out.size(), 1u);
  EXPECT_EQ(left_out[0].line, 11);
  EXPECT_EQ(without_lines(script, 10, left_out), "one\n:\n\nfour\n");
}

TEST(LeaveOut, LooksIntoLoopsAndNotIntoTexts) {
  const char* script = "for x in a b; do\n  tail -f $x\ndone\necho \"$(tail -f y)\" 'tail -f z'\n";
  const auto left_out = lines_to_leave_out(script, 1);
  ASSERT_EQ(left_out.size(), 1u);
  EXPECT_EQ(left_out[0].line, 2);
}

}  // namespace runbook
