#include "facts/text.h"

#include <array>
#include <map>
#include <regex>
#include <utility>

#include "base/text.h"

namespace facts {

// "- [ ] **Backup taken**" without its bullet, its box and its stars.
static std::string without_marks(std::string_view text) {
  static const std::regex marks(R"(^([-*+]|\d+[.)])?\s*(\[[ xX]\])?\s*)");
  std::string out =
      std::regex_replace(std::string(base::trim(text)), marks, "", std::regex_constants::format_first_only);
  for (const char* sign :
       {"✗", "✓", "❌", "✅", "☐", "☑", "⚠️", "⚠", "🔴", "🟡", "🟢", "**", "__", "`", "\"", "“", "”", "„", "«", "»"})
    out = base::replace_all(std::move(out), sign, "");
  return out;
}

Text::Text(std::string_view written) : plain_(base::to_lower(without_marks(written))) {
  constexpr std::array<std::pair<const char*, const char*>, 14> same{{{"≥", ">="},
                                                                      {"≤", "<="},
                                                                      {"–", "-"},
                                                                      {"—", "-"},
                                                                      {"’", "'"},
                                                                      {"\xc2\xa0", " "},
                                                                      {"\n", " "},
                                                                      {"\t", " "},
                                                                      {"gib", "gb"},
                                                                      {"mib", "mb"},
                                                                      {"tib", "tb"},
                                                                      {"Ü", "ü"},
                                                                      {"Ö", "ö"},
                                                                      {"Ä", "ä"}}};
  for (const auto& [from, to] : same) plain_ = base::replace_all(std::move(plain_), from, to);
  std::string once;
  for (const char c : plain_) {
    if (c != ' ' || (!once.empty() && once.back() != ' ')) once += c;
  }
  plain_ = std::string(base::trim(once));
  // A text is a line; what is longer is no claim, and std::regex goes as deep as its text is long.
  if (plain_.size() > 400) plain_.resize(400);
}

// Compiled once for each thread: several runs may ask at the same time.
static const std::regex& compiled(std::string_view pattern) {
  thread_local std::map<std::string, std::regex, std::less<>> known;
  if (const auto found = known.find(pattern); found != known.end()) return found->second;
  return known.emplace(std::string(pattern), std::regex(std::string(pattern), std::regex::optimize)).first->second;
}

bool Text::says(std::string_view pattern) const {
  return std::regex_search(plain_, compiled(pattern));
}

std::string Text::part(std::string_view pattern) const {
  std::smatch found;
  if (!std::regex_search(plain_, found, compiled(pattern)) || found.size() < 2) return {};
  return found[1].str();
}

}  // namespace facts
