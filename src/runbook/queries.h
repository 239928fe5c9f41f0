// An sql fence as statements.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runbook/runbook.h"
#include "sql/statement.h"

namespace runbook {

struct Query {
  std::shared_ptr<const std::string> text;  // what the statements are views into
  std::vector<sql::Statement> statements;   // their lines count from 1 in `text`
  std::vector<SkippedLine> left_out;        // lines that are psql's or the shell's
  std::string problem;                      // why the rest is not SQL; empty if it is
  int problem_line = 0;                     // in the file
};

/// Never throws: what is not SQL is a problem to be shown.
Query read_query(const Step& step);

/// Whether every statement only reads.
bool only_reads(const Query& query);

}  // namespace runbook
