// A bash script as what it consists of: commands with their words, redirections and here-documents, and the
// pipelines, lists, conditions, loops and functions that hold them. Nothing is run, and nothing is expanded.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shell {

struct Node;

/// A piece of a word.
struct Part {
  enum class Kind {
    literal,       // `text`, with quotes and backslashes taken off
    variable,      // $NAME, ${NAME}, ${NAME:-word}: `text` is the name; also "1", "@", "?"
    substitution,  // $(…), `…`: `inside`
    process,       // <(…), >(…): `inside`
    other,         // what becomes of it is not told: ${x%.txt}, $((x + 1)), an array
  };
  Kind kind = Kind::literal;
  std::string text = {};
  bool quoted = false;                           // stays one word, whatever it holds
  std::shared_ptr<const Node> inside = {};       // commands that the shell runs to get the value
  std::shared_ptr<const struct Word> instead{};  // of ${NAME:-word}: used where the variable is empty or not set
};

struct Word {
  std::vector<Part> parts = {};
  std::string source = {};  // as written
  std::string plain = {};   // without quotes and backslashes; what is expanded stands there as written
  bool pattern = false;     // *, ?, [, {a,b} stand outside quotes: may become several words
  int line = 1;
  int column = 1;  // in bytes, from 1

  /// Its text where nothing in it has to be expanded.
  [[nodiscard]] std::optional<std::string> literal() const;
};

struct Assignment {
  std::string name;
  Word value = {};
  bool appends = false;  // +=
  bool element = false;  // name[index]=value
};

struct Redirection {
  enum class Kind { read, write, append, read_write, duplicate, close, here_document, here_string };
  Kind kind = Kind::read;
  int descriptor = -1;  // as written; -1: the operator's own
  bool both = false;    // &> and >&: the errors as well
  Word target = {};     // the file, the descriptor, the here-document's text
  int line = 1;
  int column = 1;
};

/// A simple command. Without words it sets variables of the shell, or only opens files.
struct Command {
  std::vector<Assignment> assignments = {};
  std::vector<Word> words = {};
  std::vector<Redirection> redirections = {};
  std::string source = {};  // as written, without the text of its here-documents
  int line = 1;
};

struct Node {
  enum class Kind {
    command,
    sequence,    // one after the other
    pipeline,    // each reads what the one before it writes
    and_list,    // the second only where the first succeeds
    or_list,     // the second only where the first fails
    background,  // one child; nobody waits for it
    negation,    // one child
    subshell,    // one child; what it sets ends with it
    group,       // one child
    condition,   // if: a condition and what it guards, in turn; an odd one at the end is the else
    loop,        // while, until: condition, body
    for_loop,    // one child; `command.words`: the list; `name`: the variable
    choice,      // case: a child for each branch; `command.words`: what is compared, and the patterns
    function,    // `name`, one child
    test,        // [ … ], [[ … ]], (( … )): `command.words`: what is expanded there
  };
  Kind kind = Kind::sequence;
  std::vector<Node> children = {};
  Command command = {};  // Kind::command; for others `redirections` of the whole, and the words named above
  std::string name = {};
  std::string source = {};  // bodies of functions: the definition as written
  bool until = false;       // loops: until
  bool listed = false;      // for loops: the list is written, and not "$@"
  int line = 1;
};

struct Problem {
  int line = 1;
  std::string message;  // "the grammar does not know what stands here"
};

struct Script {
  Node root = {};
  std::vector<Problem> problems = {};  // where there are any, `root` is what could be read
};

/// Reads a script. Never throws for what stands in it: what cannot be read is a problem. What is larger than a
/// megabyte, nests deeper than a hundred levels or takes longer than two seconds is one as well.
/// `line`: number of its first line.
/// Source: the grammar of tree-sitter-bash 0.23.3.
Script parse(std::string_view text, int line = 1);

}  // namespace shell
