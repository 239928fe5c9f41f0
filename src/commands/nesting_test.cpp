// Wrappers around something destructive, in each other at random: it must never pass for harmless.
// LOCKKEEPER_NESTING_SECONDS=600 goes on for ten minutes.
#include <chrono>
#include <cstdlib>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "base/text.h"
#include "commands/judgement.h"

namespace commands {

namespace {

using Random = std::mt19937_64;

std::string one_of(const std::vector<std::string>& all, Random& random) {
  return all[random() % all.size()];
}

// A plain command or one whose text is any script.
struct Piece {
  std::string text;
  bool plain = true;  // words alone: may stand behind sudo and its like
};

Piece destructive(Random& random) {
  static const std::vector<std::string> all{
      "rm -rf data",
      "dropdb shop",
      "psql -c 'DROP TABLE orders'",
      "psql -d shop --command='TRUNCATE orders'",
      "kubectl delete pvc data-0",
      "docker volume rm data",
      "aws s3 rm s3://b --recursive",
      "terraform destroy -auto-approve",
      "git clean -fdx",
      "find . -delete",
      "truncate -s 0 x",
      "dd if=/dev/zero of=/dev/sdb",
      "systemctl stop postgresql",
      "shred -u x",
      "./bin/anything",
      "pg_restore --clean -d shop x.dump",
      "redis-cli flushall",
      "helm uninstall shop",
      "frobnicate",
      "reboot",
  };
  return {one_of(all, random)};
}

std::string words_around(const std::string& inner, Random& random) {
  static const std::vector<std::string> all{"sudo ",
                                            "sudo -u postgres ",
                                            "sudo -E -H ",
                                            "env A=b ",
                                            "timeout 60 ",
                                            "timeout -k 5 60s ",
                                            "nice -n 10 ",
                                            "ionice -c2 -n7 ",
                                            "nohup ",
                                            "time ",
                                            "command ",
                                            "exec ",
                                            "stdbuf -oL ",
                                            "docker exec db ",
                                            "docker exec -i -u postgres db ",
                                            "kubectl exec db-0 -- ",
                                            "kubectl -n prod exec -i db-0 -c pg -- ",
                                            "docker compose exec -T db ",
                                            "xargs ",
                                            "ls | xargs -n1 ",
                                            "find . -exec ",
                                            "builtin ",
                                            "setsid ",
                                            "A=1 B='x y' ",
                                            "npx ",
                                            "bundle exec ",
                                            "ssh db1 ",
                                            "ssh -p 22 -i key a@db1 ",
                                            "flock /tmp/lock ",
                                            "runuser -u postgres -- ",
                                            "gosu postgres ",
                                            "watch -n1 ",
                                            "docker run --rm image ",
                                            "podman exec db ",
                                            "strace -f "};
  auto prefix = one_of(all, random);
  // These hand one text to another shell, which reads quotes anew.
  if (prefix.starts_with("ssh") || prefix.starts_with("watch")) return prefix + base::shell_quote(inner);
  return prefix + inner + (prefix == "find . -exec " ? " \\;" : "");
}

std::string quoted(const std::string& text, Random& random) {
  if (random() % 2 == 0) return base::shell_quote(text) == text ? "'" + text + "'" : base::shell_quote(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '$' || c == '`') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string text_around(const std::string& inner, Random& random) {
  static const std::vector<std::string> runners{"bash -c ",
                                                "sh -c ",
                                                "bash -euo pipefail -c ",
                                                "su - postgres -c ",
                                                "ssh db1 ",
                                                "docker exec db sh -c ",
                                                "kubectl exec db-0 -- bash -c ",
                                                "eval ",
                                                "sudo bash -c ",
                                                "xargs -I{} sh -c ",
                                                "watch ",
                                                "bash -lc "};
  return one_of(runners, random) + quoted(inner, random);
}

std::string script_around(const std::string& inner, Random& random) {
  switch (random() % 24) {
    case 0:
      return "( " + inner + " )";
    case 1:
      return "{ " + inner + "; }";
    case 2:
      return "if true; then\n" + inner + "\nfi";
    case 3:
      return "if ls; then ls; else " + inner + "; fi";
    case 4:
      return "for i in 1 2; do\n" + inner + "\ndone";
    case 5:
      return "while read -r x; do " + inner + "; done < list";
    case 6:
      return "test -d x && " + inner;
    case 7:
      return "ls || " + inner;
    case 8:
      return "! " + inner;
    case 9:
      return inner + " > /dev/null 2>&1";
    case 10:
      return inner + " | cat";
    case 11:
      return "X=$( " + inner + " )";
    case 12:
      return "echo \"$( " + inner + " )\"";
    case 13:
      return "f() {\n" + inner + "\n}\nf";
    case 14:
      return "case $1 in a) ls ;; *) " + inner + " ;; esac";
    case 15:
      return "cat <( " + inner + " )";
    case 16:
      return "ls; " + inner;
    case 17:
      return "until ls; do " + inner + "; done";
    case 18:
      return "bash <<'LIMIT" + std::to_string(random() % 1'000'000) + "'\n" + inner + "\n";  // closed below
    case 19:
      return "trap " + quoted(inner, random) + " EXIT";
    case 20:
      return "X=" + quoted(inner, random) + "\neval \"$X\"";
    case 21:
      return "echo " + quoted(inner, random) + " | bash";
    case 22:
      return inner + " &";
    default:
      return "[[ $( " + inner + " ) ]] || ls";
  }
}

std::string nested(Random& random) {
  std::string text = destructive(random).text;
  bool plain = true;
  const auto levels = 1 + random() % 6;
  for (std::size_t i = 0; i < levels && text.size() < 4'000; ++i) {
    const auto kind = random() % 3;
    if (kind == 0 && plain) {
      text = words_around(text, random);
      plain = text.find('|') == std::string::npos && text.find(";") == std::string::npos;
    } else if (kind == 1) {
      text = text_around(text, random);
      plain = true;
    } else {
      auto around = script_around(text, random);
      if (around.starts_with("bash <<'LIMIT")) {
        const auto end = around.find('\'', 8);
        around += around.substr(8, end - 8) + "\n";
      }
      text = std::move(around);
      plain = false;
    }
  }
  return text;
}

}  // namespace

TEST(Nesting, NeverHidesWhatIsDestroyed) {
  const char* seconds = std::getenv("LOCKKEEPER_NESTING_SECONDS");
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds ? std::atoi(seconds) : 3);
  Random random(seconds ? std::random_device{}() : 7);
  long long tried = 0;
  long long asked_as_worst = 0;
  while (std::chrono::steady_clock::now() < until) {
    const auto text = nested(random);
    Surroundings surroundings;
    const auto judgement = judge_shell(text, 1, surroundings);
    ++tried;
    asked_as_worst += judgement.worst() && judgement.worst()->effect > Effect::unknown;
    ASSERT_FALSE(judgement.harmless()) << text;
  }
  RecordProperty("tried", static_cast<int>(tried));
  std::printf("%lld nestings, %lld of them known to change or destroy\n", tried, asked_as_worst);
}

// Without something destructive in them they are mostly harmless: else nothing would be gained.
TEST(Nesting, LeavesHarmlessOnesAlone) {
  for (const char* text :
       {"sudo -u postgres timeout 60 psql -c 'SELECT 1'", "ssh db1 'sudo systemctl status postgresql'",
        "kubectl exec db-0 -- bash -c \"psql -c 'SELECT 1'\"", "for i in 1 2; do docker exec db pg_isready; done",
        "if psql -c 'SELECT 1' > /dev/null 2>&1; then echo up; else echo down; fi",
        "X=$(psql -At -c 'SELECT count(*) FROM orders')\n[ \"$X\" -gt 0 ] && echo \"$X\"",
        "bash -euo pipefail -c 'df -h | grep backups | awk \"{print \\$5}\"'"}) {
    Surroundings surroundings;
    const auto judgement = judge_shell(text, 1, surroundings);
    EXPECT_TRUE(judgement.harmless()) << text << "\n" << (judgement.worst() ? judgement.worst()->why() : "");
  }
}

}  // namespace commands
