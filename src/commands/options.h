// Options as a program reads them, told by a line of text.
//
//   -n,--namespace=       takes a value: -n x, -nx, --namespace x, --namespace=x
//   -A                    takes none; letters may stand together: -Al
//   --color?              a value only behind "="
//   --dry-run?client|server:only
//                         these values alone
//   -* --*                any option that is not named: none of them does harm here
// A mark says what becomes of the form with it:
//   :only        it only reads (--help)
//   :ends        it ends, though it would not without (-n 1 of top)
//   :endless     it never ends (-f of tail)
//   :terminal    it needs a terminal
//   :session     it opens a session
//   :host :database :url   its value names another one
//   :writes      its value is a file that is written
//   :changes :destroys :unknown   the form becomes this
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/program.h"

namespace commands {

struct OptionSpec {
  std::vector<std::string_view> names = {};
  bool takes_value = false;
  bool may_take_value = false;
  std::vector<std::string_view> values = {};
  std::string_view mark = {};
};

struct GivenOption {
  std::string name = {};        // as the text calls it first: "-n" of "-n,--namespace="
  std::string whole_name = {};  // "--namespace"
  std::string_view mark = {};
  std::optional<Argument> value = {};
};

struct Options {
  std::vector<GivenOption> given = {};
  std::vector<Argument> operands = {};
  std::vector<std::string> unknown = {};  // "--frobnicate"
  /// The first that is covered by -* or --*: the word behind it may be its value.
  struct Any {
    std::string shown = {};
    std::size_t before = 0;  // so many operands stand before it
  };
  std::optional<Any> any = {};
  std::size_t first_operand = 0;  // index into the words; their number where there is none

  [[nodiscard]] const GivenOption* find(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  /// The value, "" where it is not given.
  [[nodiscard]] std::string value(std::string_view name) const;
  [[nodiscard]] std::vector<Argument> values(std::string_view name) const;
};

struct OptionsRule {
  std::string_view options = {};
  std::string_view more = {};
  Style style = Style::letters;
  bool stops = false;  // at the first operand
};

/// `words` without the program's name.
Options read_options(const std::vector<Argument>& words, const OptionsRule& rule);

}  // namespace commands
