// What is wrong with a runbook, found before the night: rules look at the parsed file and, where there is one, at a
// server. A rule is an entry of the catalogue rules/: NAME.cpp (one constant), NAME.md (its page), NAME.cases.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.h"
#include "base/clock.h"
#include "base/json.h"
#include "runbook/runbook.h"

namespace pg {
class Session;
}

namespace lint {

enum class Severity { advice, warning, error };
std::string_view name(Severity severity);

struct Finding {
  std::string rule;  // the entry's id
  std::string file;  // as given on the command line
  int line = 0;      // in the Markdown, from 1
  int column = 0;    // from 1, in characters; 0 where the whole line is meant
  Severity severity = Severity::warning;
  std::string message;      // what is wrong and why, for people
  std::string better = {};  // the better line, or what to do; may be empty
};

/// One runbook as rules see it.
struct Document {
  runbook::Runbook book;
  std::string text;                       // the file, decoded, LF only: line numbers are those of the original
  std::vector<std::string_view> lines{};  // of `text`
  std::filesystem::path path;

  /// Line `number` (from 1), or "".
  [[nodiscard]] std::string_view line(int number) const;
};

/// What every rule is given.
struct Subject {
  const Document& document;
  std::span<const Document> all;  // every file of this call, `document` among them
  pg::Session* server = nullptr;  // read-only for rules; null without a server
  bool has_schema = false;        // the server has the project's schema, not only the catalogs
  bool shellcheck = true;         // the program is installed
  base::Instant today{};
};

struct Rule {
  Severity severity = Severity::warning;  // of its findings, unless the finding says otherwise
  /// Appends findings; fills line, column, message, better (severity where it differs), nothing else.
  void (*find)(const Subject& subject, std::vector<Finding>& findings) = nullptr;
};

std::span<const base::Entry<Rule>> rules();

/// All rules over all documents, sorted by file, line, rule; equal findings once.
std::vector<Finding> lint(std::span<const Document> documents, pg::Session* server, bool has_schema,
                          base::Instant today);

Document read_document(const std::filesystem::path& file);

base::Json to_json(std::span<const Finding> findings);

}  // namespace lint
