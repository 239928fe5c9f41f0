// The SQL of a runbook, wherever it stands: in sql fences, in `psql -c "…"`, in here-documents for psql. Each piece
// is what goes to the server in one go, and knows the way back to the lines of the Markdown.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "sql/statement.h"

namespace lint {

struct SqlText {
  enum class Origin {
    fence,          // statement by statement, in a session of its own
    argument,       // psql -c: all of it is one message, and so one transaction
    here_document,  // psql <<EOF: statement by statement, in a session of its own
  };
  /// The grammar refuses what stands here.
  struct Problem {
    std::size_t offset = 0;
    std::string message;
    std::size_t begin = 0;  // of the statement
  };
  /// A line in an sql fence that is the shell's or psql's.
  struct Foreign {
    std::size_t offset = 0;
    std::string text;
    bool psql = false;  // begins with a backslash
  };

  Origin origin = Origin::fence;
  std::string sql = {};  // foreign lines blanked, the shell's quoting undone, its variables replaced by names
  std::vector<sql::Statement> statements = {};  // those that parse, in order; offsets count in `sql`
  std::vector<Problem> problems = {};
  std::vector<Foreign> foreign = {};
  bool has_variables = false;  // of the shell: names cannot be looked up
  int line = 0;                // of the Markdown, where it begins
  int last_line = 0;
  const runbook::Section* section = nullptr;  // may be null
  std::string file = {};                      // of psql -f, as written; its findings stand in the command's line

  struct Place {
    int line = 0;
    int column = 0;
  };
  [[nodiscard]] Place place(std::size_t offset) const;
  /// A finding at an offset of `sql`.
  [[nodiscard]] Finding finding(std::size_t offset, std::string message, std::string better = {}) const;
  /// Where `word` stands in the statement, ignoring case; the statement's beginning if it does not.
  [[nodiscard]] std::size_t find(const sql::Statement& statement, std::string_view word) const;

  // Filled by read_sql.
  std::vector<Place> places = {};                                // of each byte of `sql`, and of its end
  std::vector<std::shared_ptr<const std::string>> storage = {};  // what the statements are views into
};

/// In file order. The last documents' answers are kept, since every rule asks.
const std::vector<SqlText>& sql_of(const Document& document);

/// The files of `psql -f` that are in the project, in order of the commands: only for what is wrong whatever a file
/// is for. Migrations have lockkeeper validate.
const std::vector<SqlText>& sql_files_of(const Document& document);

/// The SQL statements in the body of a DO block, as far as they can be told without variables' values: UPDATE,
/// DELETE, INSERT, SELECT, DROP … with their offset in `sql`.
struct InBody {
  std::string text;
  std::size_t offset = 0;
};
std::vector<InBody> statements_in_body(const sql::Statement& block);

}  // namespace lint
