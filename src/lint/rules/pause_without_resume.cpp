// PAUSE for pgbouncer, replay or a rollout that is paused, and nothing that lets it go on.
#include <array>
#include <map>
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

namespace {
struct Pair {
  const char* stops;  // as it is named in the finding
  std::regex stop;
  const char* goes_on;
  std::regex go_on;
  const char* waits;
};
struct Seen {
  int stopped = 0;      // line of the last one in the main line that nothing has let go on
  int in_way_back = 0;  // a line that would, in a procedure
};
}  // namespace

// Alone on its line, as psql is given it, or in quotes.
static std::regex statement_for_bouncer(const char* word) {
  return std::regex(fmt::format(R"((^\s*|["']\s*|=# )({})(\s+"?\w+"?)?\s*(;|["']|$))", word));
}

static const std::array<Pair, 4>& pairs() {
  static const std::array<Pair, 4> list{
      Pair{"PAUSE", statement_for_bouncer("PAUSE|SUSPEND|pause|suspend"), "RESUME",
           statement_for_bouncer("RESUME|resume"), "pgbouncer lets no query through"},
      Pair{"DISABLE", statement_for_bouncer("DISABLE|disable"), "ENABLE", statement_for_bouncer("ENABLE|enable"),
           "pgbouncer takes no new client"},
      Pair{"pg_wal_replay_pause()", std::regex(R"(\bpg_(wal|xlog)_replay_pause\b)", std::regex::icase),
           "pg_wal_replay_resume()", std::regex(R"(\bpg_(wal|xlog)_replay_resume\b)", std::regex::icase),
           "the standby falls behind"},
      Pair{"kubectl rollout pause", std::regex(R"(\brollout\s+pause\b)"), "kubectl rollout resume",
           std::regex(R"(\brollout\s+resume\b)"), "no later change of the deployment is rolled out"},
  };
  return list;
}

static bool is_comment(std::string_view line, bool sql) {
  line = base::trim(line);
  return line.starts_with(sql ? "--" : "#");
}

// In small letters they are words of other programs as well.
static bool speaks_to_bouncer(const std::string& line) {
  static const std::regex words(R"(psql|bouncer|6432|\b(PAUSE|SUSPEND|RESUME|DISABLE|ENABLE)\b)");
  return std::regex_search(line, words);
}

static void look_at_line(const Pair& pair, const std::string& line, int number, bool main_line, Seen& seen) {
  if (std::regex_search(line, pair.go_on)) {
    if (main_line)
      seen.stopped = 0;
    else
      seen.in_way_back = number;
  } else if (main_line && std::regex_search(line, pair.stop)) {
    seen.stopped = number;
  }
}

static void find_pause_without_resume(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  std::array<Seen, 4> seen;
  for (const auto& fence : shell_of(document).fences) {
    const bool sql = fence.language == "sql" && !fence.too_large;
    if (!sql && !fence.shell()) continue;
    int number = fence.line - 1;
    for (const auto text : base::lines(fence.text)) {
      ++number;
      if (is_comment(text, sql) || text.size() > 1000) continue;
      const bool bouncer = sql || speaks_to_bouncer(std::string(text));
      for (std::size_t i = bouncer ? 0 : 2; i < seen.size(); ++i)
        look_at_line(pairs()[i], std::string(text), number, fence.in_main_line(), seen[i]);
    }
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const auto& pair = pairs()[i];
    if (seen[i].stopped == 0) continue;
    const auto back = seen[i].in_way_back == 0
                          ? std::string()
                          : fmt::format(" (line {} does, but only on the way back)", seen[i].in_way_back);
    findings.push_back(
        {.line = seen[i].stopped,
         .column = 1,
         .message = fmt::format("no step below says {}{}: until then {}", pair.goes_on, back, pair.waits),
         .better = fmt::format("a step with {}, in the way back as well", pair.goes_on)});
  }
}

extern const Rule pause_without_resume{.severity = Severity::error, .find = find_pause_without_resume};

}  // namespace lint
