// What was copied from a terminal: prompts, the commands behind them, and what came back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace runbook {

struct Transcript {
  enum class Of { nothing, shell, sql, both, other };
  Of of = Of::nothing;   // whose prompts there are; `both` is nothing that one program could run, `other` is not ours
  std::string commands;  // the prompts dropped; as many lines as the text had, so that numbers of lines stay true
  std::string output;    // the lines between them
  std::vector<int> printed = {};  // their numbers, from 0
  std::string database = {};      // that psql's prompts name
  bool unsure = false;            // "> " may be a prompt, or empty the file that stands behind it
};
/// Prompts: "$ ", "% ", "❯ ", "user@host:~$ ", "[root@db1 ~]# ", "(venv) $ ", "bash-5.1$ ", "# " where no "$ " is
/// used,
/// "> " where it is the first; psql's "shop=# ", "shop=> "; those of other programs: "mysql> ", "PS C:\\> ", ">>> ".
/// A line below a command that is not finished (backslash, open quote, here-document, a loop before its `done`, a
/// statement before its semicolon) goes on with it, "> " or not.
Transcript read_transcript(std::string_view text);

/// Whether the first line that is no comment begins with a prompt that no script begins with: "$ ls", "shop=# select
/// 1".
bool looks_like_transcript(std::string_view text);

}  // namespace runbook
