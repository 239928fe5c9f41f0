// Deleting WAL by hand.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

static void find_wal_deleted(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex wal(R"((^|/)pg_(wal|xlog)(/|$))");
  for (const auto& command : shell_of(subject.document).commands) {
    const auto program = command.program();
    const bool names_wal = std::any_of(command.words.begin(), command.words.end(), [](const std::string& word) {
      return word.size() < 500 && std::regex_search(word, wal);
    });
    const bool deletes = program == "rm" || (program == "find" && (command.has("-delete") || command.has("rm")));
    if (names_wal && deletes) {
      findings.push_back(finding_at(
          command,
          "deletes write-ahead log that the server still needs: after the next crash or restart it does not start, "
          "and standbys and archive are cut off",
          "find out why it is kept (SELECT * FROM pg_replication_slots; pg_stat_archiver), and let a checkpoint "
          "remove it"));
    } else if (program == "pg_resetwal" || program == "pg_resetxlog") {
      findings.push_back(finding_at(
          command, program + " throws away transactions that were committed; what is left may contradict itself",
          "restore a backup; this is for a server that is lost otherwise"));
    }
  }
}

extern const Rule wal_deleted{.severity = Severity::error, .find = find_wal_deleted};

}  // namespace lint
