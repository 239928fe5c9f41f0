// docs/locks.md and the measurements it is written from. For tests only.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/files.h"
#include "impact/analyze/measure_test.h"

namespace impact {

/// Case → major → what that server did, in words.
using AllMeasured = std::map<std::string, std::map<int, std::string>>;

inline AllMeasured read_measured(const std::filesystem::path& file) {
  AllMeasured out;
  if (!std::filesystem::exists(file)) return out;
  const auto text = base::read_file(file);
  for (const auto line : base::split(text, '\n')) {
    const auto fields = base::split(line, '\t');
    if (fields.size() == 3 && !line.starts_with("#"))
      out[std::string(fields[0])][std::stoi(std::string(fields[1]))] = std::string(fields[2]);
  }
  return out;
}

inline void write_measured(const std::filesystem::path& file, const std::vector<LockCase>& cases,
                           const AllMeasured& measured) {
  std::string text = "# case, major, what the server did; written by tools/lock-table\n";
  for (const auto& one : cases) {
    const auto found = measured.find(one.id);
    if (found == measured.end()) continue;
    for (const auto& [major, words] : found->second) text += fmt::format("{}\t{}\t{}\n", one.id, major, words);
  }
  base::write_file(file, text);
}

inline std::string in_cell(std::string text) {
  return base::replace_all(base::replace_all(std::move(text), "|", "\\|"), "\n", " ");
}

// "13, 14" or "15 to 18".
inline std::string named(const std::vector<int>& majors) {
  if (majors.size() > 2 && majors.back() - majors.front() + 1 == static_cast<int>(majors.size()))
    return fmt::format("{} to {}", majors.front(), majors.back());
  return fmt::format("{}", fmt::join(majors, ", "));
}

/// "refused (42P01)" with the words of PostgreSQL's appendix A for it.
inline std::string explained(const std::string& words) {
  static const std::map<std::string, std::string> states{
      {"0A000", "feature not supported"},
      {"22023", "invalid parameter value"},
      {"22P02", "invalid text representation"},
      {"23502", "not null violation"},
      {"23503", "foreign key violation"},
      {"23514", "check violation"},
      {"25001", "active SQL transaction"},
      {"2BP01", "dependent objects still exist"},
      {"2D000", "invalid transaction termination"},
      {"3F000", "invalid schema name"},
      {"42501", "insufficient privilege"},
      {"42601", "syntax error"},
      {"42701", "duplicate column"},
      {"42703", "undefined column"},
      {"42704", "undefined object"},
      {"42710", "duplicate object"},
      {"42723", "duplicate function"},
      {"42804", "datatype mismatch"},
      {"42809", "wrong object type"},
      {"42830", "invalid foreign key"},
      {"42883", "undefined function"},
      {"428C9", "generated always"},
      {"42P01", "undefined table"},
      {"42P07", "duplicate table"},
      {"42P10", "invalid column reference"},
      {"42P16", "invalid table definition"},
      {"42P17", "invalid object definition"},
      {"55000", "object not in prerequisite state"},
      {"P0001", "raise exception"},
  };
  const auto open = words.find('(');
  if (!words.starts_with("refused") || open == std::string::npos) return words;
  const auto state = words.substr(open + 1, words.find(')') - open - 1);
  const auto found = states.find(state);
  return found == states.end() ? words : fmt::format("refused: {} ({})", found->second, state);
}

inline bool stops_reads(const std::string& words) {
  return words.find(" ACCESS EXCLUSIVE") != std::string::npos;
}
inline bool stops_writes(const std::string& words) {
  if (stops_reads(words)) return true;
  for (const auto& part : base::split(words, ';')) {
    for (const auto* mode : {" SHARE ROW EXCLUSIVE", " EXCLUSIVE"}) {
      const std::string text(part);
      const auto at = text.find(mode);
      if (at == std::string::npos) continue;
      if (text.find(" ROW EXCLUSIVE") != std::string::npos && text.find(" SHARE ROW EXCLUSIVE") == std::string::npos)
        continue;
      if (text.find(" SHARE UPDATE EXCLUSIVE") != std::string::npos) continue;
      return true;
    }
    const std::string text(part);
    if (const auto at = text.find(" SHARE");
        at != std::string::npos && text.find(" SHARE UPDATE") == std::string::npos &&
        text.find(" ROW SHARE") == std::string::npos && text.find(" ACCESS SHARE") == std::string::npos)
      return true;
  }
  return false;
}

inline std::string render_locks(const std::vector<LockCase>& cases, const AllMeasured& measured) {
  std::string text = R"(# Locks, measured

Written by `tools/lock-table`, which runs every line on each PostgreSQL major that can be installed here and looks at
`pg_locks`, at the tables' files and at the rows read. No line is an opinion; a test holds this page against the servers and
the program's own claims against both. The tables are those of `tests/locks/fixture.sql`, the cases `tests/locks/cases.tsv`.

*rewritten*: every row is written into a new file. *read*: every row is read while the lock is held. *blocks*: what an
application cannot do with the tables meanwhile; the lock is held to the end of the transaction. Indexes are listed where they
are locked so that reads of their table wait. A statement after `[…]` ran after what is in the brackets.
)";
  std::string group;
  for (const auto& one : cases) {
    const auto found = measured.find(one.id);
    if (found == measured.end() || found->second.empty()) continue;
    if (one.group != group) {
      group = one.group;
      text +=
          fmt::format("\n## {}\n\n| statement | PostgreSQL | locks | blocks |\n| --- | --- | --- | --- |\n", group);
    }
    std::map<std::string, std::vector<int>> by_words;
    for (const auto& [major, words] : found->second) by_words[words].push_back(major);
    std::vector<std::pair<std::vector<int>, std::string>> rows;
    for (const auto& [words, majors] : by_words) rows.emplace_back(majors, words);
    std::sort(rows.begin(), rows.end());
    bool first = true;
    for (const auto& [majors, words] : rows) {
      const auto statement = (one.setup.empty() ? "" : "[" + one.setup + "] ") + one.statement;
      const bool refused = words.starts_with("refused") || words.starts_with("could not");
      const auto* blocks = refused               ? ""
                           : stops_reads(words)  ? "reads, writes"
                           : stops_writes(words) ? "writes"
                                                 : "nothing";
      text += fmt::format("| {} | {} | {} | {} |\n", first ? "`" + in_cell(statement) + "`" : "", named(majors),
                          in_cell(explained(words)), blocks);
      first = false;
    }
  }
  return text;
}

}  // namespace impact
