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
#include "findings/finding.h"
#include "lint/pending.h"
#include "runbook/runbook.h"

namespace pg {
class Session;
}

namespace lint {

// Findings and their formats are shared with the migrations' linter.
using findings::Finding;
using findings::name;
using findings::Severity;
using findings::severity_named;

/// One runbook as rules see it. Copies and moves freely: nothing in it is a view.
struct Document {
  runbook::Runbook book;
  std::string text;                // the file, decoded, LF only: line numbers are those of the original
  std::vector<std::string> lines;  // of `text`, the first is line 1
  std::filesystem::path path;

  /// Line `number` (from 1), or "".
  [[nodiscard]] std::string_view line(int number) const;
  /// Column (from 1, in characters) at which `what` first stands in line `number`, 0 if it does not: for carets.
  [[nodiscard]] int column_of(int number, std::string_view what) const;
  /// Every step of the file, in file order: the main line and the procedures.
  [[nodiscard]] std::vector<const runbook::Step*> steps() const;
};

/// What every rule is given.
struct Subject {
  const Document& document;
  std::span<const Document> all;  // every file of this call, `document` among them
  pg::Session* server = nullptr;  // in a read-only transaction; null without a server. See sql_check.h
  bool has_schema = false;        // the server has the project's schema, not only the catalogs
  bool shellcheck = true;         // the program is installed
  base::Instant today{};
  std::span<const Added> pending = {};  // what migrations that have not run on the server yet will add to it
};

struct Rule {
  Severity severity = Severity::warning;  // of its findings, unless the finding says otherwise
  /// Appends findings; fills line, column, message, better (severity where it differs), nothing else.
  void (*find)(const Subject& subject, std::vector<Finding>& findings) = nullptr;
};

std::span<const base::Entry<Rule>> rules();

/// One rule over one document: its findings with rule, file and severity filled in, in no order.
std::vector<Finding> apply(const base::Entry<Rule>& rule, const Subject& subject);

/// All rules over all documents, sorted by file (in the order given), line, column, rule; equal findings once; each
/// with the text of its line. A finding is silent where its line or the one before it says "lint: allow RULE" (in a
/// comment of any kind). `server` is put into a read-only transaction with short timeouts, which is rolled back at
/// the end; nothing of a runbook is executed on it. Throws Error{Code::connection} when the server goes away.
std::vector<Finding> lint(std::span<const Document> documents, pg::Session* server, bool has_schema,
                          base::Instant today, std::span<const Added> pending = {});

/// Throws as runbook::load does.
Document read_document(const std::filesystem::path& file);
/// The same of a text that is at hand.
Document make_document(std::string_view text, const std::filesystem::path& path);

}  // namespace lint
