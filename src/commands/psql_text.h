// A text as psql reads it: SQL, and commands of its own that begin with a backslash.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace commands {

struct PsqlPiece {
  bool command = false;  // a backslash command: `text` is its name, "\gexec", and `arguments` the rest of its line
  std::string text = {};
  std::string arguments = {};
  int line = 1;
};

/// In the order of the text. Variables in it (:name) are put in where `variables` has them; else they become
/// `unknown_piece`. The rows of a COPY … FROM STDIN are left out, up to the line `\.`, where `with_rows`: not so in a
/// text of -c, whose rows come from elsewhere.
std::vector<PsqlPiece> read_psql(std::string_view text, int line, std::map<std::string, std::string> variables,
                                 bool with_rows = true);

}  // namespace commands
