// Passwords and keys that stand in the runbook itself.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

// "postgresql://app:…@host", "user:password@": shown in the place of the real thing.
static bool stands_for_one(const std::string& secret) {
  static const std::regex capitals(R"([^A-Z_])");
  if (!std::regex_search(secret, capitals)) return true;  // PASSWORD
  static const std::regex named(
      R"(^(\*+|x+|\.+|pass(word)?|passwd|pw|secret|changeme|your[-_]?\w*|example|token|\$.*|<.*|\[.*|\{.*)$)",
      std::regex::icase);
  return std::regex_match(secret, named);
}

static void find_secret_in_file(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex url(R"([a-z][a-z0-9+]*://[^\s:/@"'<>]+:([^\s@/"']+)@[^\s"']+)");
  static const std::regex assigned(
      R"((?:PGPASSWORD|[A-Z_]*PASSWORD|[A-Z_]*SECRET(?:_KEY)?|[A-Z_]*TOKEN)=["']?([^\s"';]{4,}))");
  static const std::regex amazon(R"(\b(AKIA[0-9A-Z]{16})\b)");
  static const std::regex key(R"(-----BEGIN [A-Z ]*(PRIVATE KEY)-----)");
  const auto& document = subject.document;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const std::string line(document.lines[i].substr(0, 2000));
    for (const auto* pattern : {&url, &assigned, &amazon, &key}) {
      std::smatch match;
      if (!std::regex_search(line, match, *pattern)) continue;
      if ((pattern == &url || pattern == &assigned) && stands_for_one(match[1])) continue;
      findings.push_back(
          {.line = static_cast<int>(i) + 1,
           .column = column_of(line, static_cast<std::size_t>(match.position(1))),
           .message =
               "a secret stands in the file, for everybody who can read the repository, and stays in its history",
           .better =
               "change the secret, and let the runbook name where it comes from: a variable, ~/.pgpass, PGPASSFILE"});
      break;
    }
  }
}

extern const Rule secret_in_file{.severity = Severity::error, .find = find_secret_in_file};

}  // namespace lint
