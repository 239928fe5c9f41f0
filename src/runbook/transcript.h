// What was copied from a terminal: prompts, the commands behind them, and what came back.
#pragma once

#include <string>
#include <string_view>

namespace runbook {

struct Transcript {
  enum class Of { nothing, shell, sql, both };
  Of of = Of::nothing;   // whose prompts there are; `both` is nothing that one program could run
  std::string commands;  // the prompts dropped; as many lines as the text had, so that numbers of lines stay true
  std::string output;    // the lines between them
};
/// Prompts: "$ ", "user@host:~$ ", "[root@db1 ~]# ", "# " where no "$ " is used; psql's "shop=# ", "shop=> ".
/// A line below a command that is not finished (backslash, open quote, here-document) goes on with it, "> " or not.
Transcript read_transcript(std::string_view text);

/// Whether the first line that is not empty begins with a prompt that no script begins with: "$ ls", "shop=# select
/// 1".
bool looks_like_transcript(std::string_view text);

}  // namespace runbook
