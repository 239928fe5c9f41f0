#include "backup/missing_schema.h"

#include <regex>

#include <fmt/format.h>

#include "base/text.h"

namespace backup {

std::string missing_schema_advice(std::string_view said) {
  // PostgreSQL's messages in English, which is what the programs are asked for. A name with its schema is missing for
  // another reason.
  static const std::regex missing(
      R"re((?:function|relation|type|operator|procedure)\s+("[^".]+"|[^\s(".]+)(?:\([^)]*\))? does not exist)re");
  static const std::regex within(R"re((?:SQL|PL/pgSQL) function ("[^"]+"|[^\s(]+(?:\([^)]*\))?))re");
  const std::string text(base::one_line(said, 20'000));
  std::smatch name;
  std::smatch function;
  if (!std::regex_search(text, name, missing) || !std::regex_search(text, function, within)) return {};
  const auto bare = base::replace_all(name[1].str(), "\"", "");
  const auto called = base::replace_all(function[1].str(), "\"", "");
  return fmt::format(
      "The function {} names {} without its schema, and a restore sets an empty search_path: no backup can be "
      "restored "
      "until that is mended in the database. Write the schema into its body, or say where it looks (ALTER FUNCTION "
      "{} "
      "SET search_path = public); then take a backup again.",
      called, bare, called);
}

}  // namespace backup
