#include "runbook/unfilled.h"

#include <gtest/gtest.h>

#include "runbook/runbook.h"

namespace runbook {

static std::string token_in(const std::string& line, bool shell = true) {
  const auto found = unfilled_in(line, shell, 1);
  return found.empty() ? "" : found.front().token;
}

TEST(Unfilled, IsSeenInManyForms) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"psql -h [HOST] -c 'select 1'", "[HOST]"},
      {"psql -h [db-host] -c 'select 1'", "[db-host]"},
      {"psql -h <replace_me> -c 'select 1'", "<replace_me>"},
      {"docker stack ps <stack>", "<stack>"},
      {"psql -d YOUR_DB", "YOUR_DB"},
      {"psql -d your-database", "your-database"},
      {"pg_isready -h xxx", "xxx"},
      {"pg_isready -h db.example.com", "db.example.com"},
      {"curl -s https://api.example.org/health", "api.example.org"},
      {"export PGPASSWORD=changeme", "changeme"},
      {"export PGPASSWORD='CHANGE_ME'", "CHANGE_ME"},
      {"export API_TOKEN=***", "***"},
      {"psql -h 203.0.113.7", "203.0.113.7"},
      {"kubectl -n {NAMESPACE} get pods", "{NAMESPACE}"},
      {"kubectl -n {{ namespace }} get pods", "{{ namespace }}"},
      {"ls /backups/YYYY-MM-DD", "YYYY-MM-DD"},
      {"psql ... -c 'select 1'", "..."},
      {"psql -U password_goes_here", "password_goes_here"},
  };
  for (const auto& [line, token] : cases) EXPECT_EQ(token_in(line), token) << line;
  EXPECT_EQ(token_in("SELECT * FROM [TABLE] LIMIT 1;", false), "[TABLE]");
  EXPECT_EQ(token_in("SELECT pg_database_size('your_database');", false), "your_database");
}

TEST(Unfilled, IsNotWhatOnlyLooksLikeIt) {
  for (const auto* line :
       {"[ -f /etc/hosts ] && ls /tmp/[a-z]*", "grep -E '[A-Z]+' <(ls) | sort", "cat < infile > /dev/null",
        "sort <in >out", "echo \"[INFO] done\"", "echo '[HOST] is up'", "date +%Y-%m-%d", "mktemp /tmp/x.XXXXXX",
        "docker ps --format '{{.Names}} {{json .}}'", "ls ./... 2>/dev/null", "echo \"${HOST}\"", "cat <<EOF",
        "# psql -h <host>", "psql -c \"SELECT a[1]\"", "curl -s http://localhost:8080/health", "ls [abc]*"})
    EXPECT_EQ(token_in(line), "") << line;
  for (const auto* line :
       {"SELECT arr[1], ARRAY[1,2], '{a}'::text[] FROM t WHERE a < b AND c > d;",
        "SELECT * FROM users WHERE email LIKE '%@example.com';", "SELECT to_char(now(), 'YYYY-MM-DD');"})
    EXPECT_EQ(token_in(line, false), "") << line;
}

TEST(Unfilled, IsAskedForWhereItIsRun) {
  const auto book = parse(
      "# Look\n\n```bash\ndocker stack ps <stack>\n```\n\n```bash\npsql -h [HOST] -c 'select 1'\n```\n\n"
      "```bash\ndate\n```\n",
      "r.md");
  ASSERT_EQ(book.steps.size(), 3u);
  EXPECT_EQ(book.steps[0].dangers, std::vector<std::string>{"<stack> is still to be filled in (line 4)"});
  EXPECT_EQ(book.steps[1].dangers, std::vector<std::string>{"[HOST] is still to be filled in (line 8)"});
  EXPECT_TRUE(book.steps[2].dangers.empty());
}

}  // namespace runbook
