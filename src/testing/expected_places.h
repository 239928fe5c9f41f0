// The head of a case that says where something is found: the .cases of the rules for migrations and for runbooks.
//
//   finds 3, 7:12 (WHERE): title     in these lines (and columns), and nowhere else
//   finds undo:2: title              in the case's text of that name
//   quiet: title                     nowhere
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cases {

struct Place {
  std::string part;  // empty: the first text
  int line = 0;
  int column = 0;  // 0: any
  auto operator<=>(const Place&) const = default;
};

struct Head {
  std::vector<Place> finds;
  std::string where;  // in brackets, without them
  std::string title;
};

/// Throws Error{Code::text} for a head that is not like this.
Head read_head(std::string_view text);

/// The head with what was found instead; columns are said where one was.
std::string rewritten(const Head& head, std::vector<Place> found);

/// What is expected and not found, and what is found and not expected, a line each; empty where all is as it should
/// be.
std::string difference(const std::vector<Place>& expected, const std::vector<Place>& found);

}  // namespace cases
