// Findings of validate as they are gathered: one per place and rule.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "plan/plan.h"

namespace plan {

/// A migration's statements: none where the file does not parse.
struct Parsed {
  const Line* line = nullptr;  // its migration is never null here
  std::span<const sql::Statement> statements = {};
  bool ok = false;
};

class Findings {
 public:
  explicit Findings(std::vector<migration::Finding> first) : all_(std::move(first)) {}
  /// Left out where the same rule has already spoken of the same line.
  void add(migration::Finding finding);
  std::vector<migration::Finding> take() { return std::move(all_); }

 private:
  std::vector<migration::Finding> all_;
};

/// The place of a byte offset in the migration's file, with the line's text.
base::Place place_of(const migration::Script& script, std::size_t offset);

/// What to do so that `needed` runs before `first`.
std::string how_to_reorder(const migration::Folder& folder, const migration::Migration& first,
                           const migration::Migration& needed);

/// validate's parts.
void check_history(const std::vector<Line>& lines, Findings& findings);
void check_dependencies(const migration::Folder& folder, const std::vector<Line>& lines, Findings& findings);
void check_relations(const migration::Folder& folder, const std::vector<Parsed>& parsed, const pg::Catalog* live,
                     bool has_history, Findings& findings);

}  // namespace plan
