#include "impact/procedural/routines.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/procedural/catalog_query_eval.h"
#include "impact/procedural/function_bodies.h"
#include "impact/simulate/catalog_update.h"
#include "impact/types/server_objects.h"

namespace impact {

// "conname = 'x'" in `text`, spaces and the case of the name aside: x, or nothing.
static std::optional<std::string> compared_with(std::string_view text, std::string_view column) {
  const std::string lower = base::to_lower(text);
  for (std::size_t at = 0; (at = lower.find(column, at)) != std::string::npos; at += column.size()) {
    const auto is_word = [&](std::size_t i) {
      return std::isalnum(static_cast<unsigned char>(lower[i])) || lower[i] == '_';
    };
    const std::size_t behind = at + column.size();
    if ((at > 0 && is_word(at - 1)) || (behind < lower.size() && is_word(behind))) continue;
    const auto equals = lower.find_first_not_of(" \t\n\r", behind);
    if (equals == std::string::npos || lower[equals] != '=') continue;
    const auto open = lower.find_first_not_of(" \t\n\r", equals + 1);
    if (open == std::string::npos || lower[open] != '\'') continue;
    const auto close = text.find('\'', open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    return std::string(text.substr(open + 1, close - open - 1));
  }
  return std::nullopt;
}

// Columns of catalogs that name what is looked for.
static constexpr std::array naming{
    "conname",    "constraint_name",   "indexname",   "indexrelname", "tgname",       "trigger_name",
    "typname",    "extname",           "nspname",     "schema_name",  "relname",      "tablename",
    "viewname",   "table_name",        "matviewname", "sequencename", "table_schema", "schemaname",
    "policyname", "constraint_schema", "inhparent",   "conrelid",     "tgrelid"};

// What the server brings itself stands in its catalogs as well, and not in ours.
static bool server_brings(std::string_view column, const std::string& name, const pg::Catalog& catalog) {
  if (name.starts_with("pg_") || name == "information_schema") return true;
  if (column == "typname")
    return name.starts_with("_") || std::ranges::any_of(std::string_view(" \n"), [&](char before) {
             return server_types.find(fmt::format("{}{}:", before, name)) != std::string_view::npos;
           });
  if (column == "extname") return name == "plpgsql";
  if (column == "nspname" || column == "schema_name") return name == "public" && catalog.schemas.empty();
  return is_information_view(name);
}

static bool is_there(std::string_view catalog_column, const std::string& name, const pg::Catalog& catalog) {
  const auto any_relation = [&](auto&& holds) {
    return std::any_of(catalog.relations.begin(), catalog.relations.end(),
                       [&](const auto& each) { return holds(each.second); });
  };
  const auto named = [&](const auto& item) { return item.name == name; };
  const auto has_index = [&](const pg::Relation& relation) { return std::ranges::any_of(relation.indexes, named); };
  if (catalog_column == "conname" || catalog_column == "constraint_name")
    return any_relation([&](const auto& relation) { return std::ranges::any_of(relation.constraints, named); });
  if (catalog_column == "indexname" || catalog_column == "indexrelname") return any_relation(has_index);
  if (catalog_column == "column_name" || catalog_column == "attname")
    return any_relation([&](const auto& relation) { return relation.column(name) != nullptr; });
  if (catalog_column == "tgname" || catalog_column == "trigger_name")
    return any_relation([&](const auto& relation) { return std::ranges::any_of(relation.triggers, named); });
  if (catalog_column == "typname" || catalog_column == "enumtypid")
    return std::ranges::any_of(catalog.enums, [&](const auto& each) { return each.first.name == name; }) ||
           std::ranges::any_of(catalog.types, named) ||
           any_relation([&](const auto& relation) { return relation.name.name == name; });
  if (catalog_column == "extname") return std::ranges::any_of(catalog.extensions, named);
  if (catalog_column == "nspname" || catalog_column == "schema_name")
    return std::ranges::count(catalog.schemas, name) > 0;
  return any_relation([&](const auto& relation) { return relation.name.name == name || has_index(relation); });
}

// White space of any kind as one space, and lower case: what words are looked for in.
static std::string flat(std::string_view text) {
  std::string out = " ";
  for (const char c : text) {
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (blank && out.back() == ' ') continue;
    out += blank ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out + " ";
}

static int occurrences(std::string_view text, std::string_view word) {
  int count = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; at += word.size() - 1) ++count;
  return count;
}

// The text between the bracket that opens at `open` and the one that closes it, or nothing unless that one ends the
// text.
static std::optional<std::string_view> bracketed(std::string_view text, std::size_t open) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = open; at < text.size(); ++at) {
    if (text[at] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0)
      return at + 1 == text.size() ? std::optional(text.substr(open + 1, at - open - 1)) : std::nullopt;
  }
  return std::nullopt;
}

// Whether the query asks for something by its name or by where it lies, so that nothing of the server's is meant.
static bool asks_by_name(std::string_view query, const std::string& words) {
  return std::ranges::any_of(naming, [&](std::string_view column) {
    return compared_with(query, column) || words.find(fmt::format("{} in (", column)) != std::string::npos;
  });
}

static bool holds_any(const std::string& words, std::initializer_list<std::string_view> wanted) {
  return std::ranges::any_of(wanted, [&](auto word) { return words.find(word) != std::string::npos; });
}

static bool may_find_server_objects(std::string_view query, const std::string& words, const pg::Catalog& catalog) {
  if (!asks_by_name(query, words) || holds_any(words, {" like '%", " like 'p", " like '_", " ilike ", " ~ "}))
    return true;
  return std::ranges::any_of(naming, [&](std::string_view column) {
    const auto name = compared_with(query, column);
    return name && server_brings(column, *name, catalog);
  });
}

// Where something may have been made or dropped unseen, only what was made since is known to be there.
static bool may_be_otherwise(std::string_view name, const pg::Catalog& catalog) {
  return catalog.doubt &&
         std::ranges::none_of(catalog.doubt->made_since, [&](const pg::Name& made) { return made.name == name; });
}

// EXISTS of this query: certain that it does not, certain that it does, or not known. A name that is nowhere makes it
// empty whatever else it asks for; one that is there decides only where nothing else is asked.
static std::optional<bool> finds_rows(std::string_view query, const pg::Catalog& catalog) {
  const auto words = flat(query);
  // One row, however many are counted.
  if (holds_any(words, {"count(", "count (", "max(", "min(", "sum(", "avg(", "_agg(", "bool_or(", "bool_and("}))
    return std::nullopt;
  const bool others = may_find_server_objects(query, words, catalog);
  bool exact = false;
  if (const auto rows = catalog_rows(query, catalog, exact); rows && exact && !(rows->empty() && others))
    return !rows->empty();
  if (others || holds_any(words, {" or ", " union ", " not ", "<>", "!=", " join ", "coalesce"})) return std::nullopt;
  const int conditions = 1 + occurrences(words, " and ");
  const auto only = [&](bool there, std::string_view name, int asked) -> std::optional<bool> {
    if (may_be_otherwise(name, catalog) || (catalog.doubt && !there)) return std::nullopt;
    if (!there) return false;
    return conditions == asked ? std::optional(true) : std::nullopt;
  };
  const auto table = compared_with(query, "table_name");
  if (const auto column = compared_with(query, "column_name"); table && column) {
    const bool there = std::ranges::any_of(catalog.relations, [&](const auto& each) {
      return each.first.name == *table && each.second.column(*column) != nullptr;
    });
    return only(there, *table, 2);
  }
  for (const auto* column :
       {"conname", "constraint_name", "indexname", "indexrelname", "tgname", "trigger_name", "typname", "extname",
        "nspname", "schema_name", "relname", "tablename", "viewname", "table_name"}) {
    if (const auto name = compared_with(query, column)) return only(is_there(column, *name, catalog), *name, 1);
  }
  return std::nullopt;
}

// to_regclass('public.orders') IS [NOT] NULL
static std::optional<bool> is_named(std::string_view text, const pg::Catalog& catalog) {
  const auto whole = flat(text);
  const auto words = base::trim(whole);
  if (!words.starts_with("to_regclass(") && !words.starts_with("to_regclass (")) return std::nullopt;
  const auto open = text.find('\'');
  const auto close = open == text.npos ? open : text.find('\'', open + 1);
  if (close == text.npos) return std::nullopt;
  auto written = base::to_lower(text.substr(open + 1, close - open - 1));
  if (written.find('"') != std::string::npos) return std::nullopt;
  const auto dot = written.find('.');
  const sql::QualifiedName name{dot == std::string::npos ? "" : written.substr(0, dot),
                                dot == std::string::npos ? written : written.substr(dot + 1)};
  if (is_system(name)) return std::nullopt;
  const bool there = exists(name, catalog);
  if (catalog.doubt && (!there || may_be_otherwise(name.name, catalog))) return std::nullopt;
  if (words.ends_with("is not null")) return there;
  if (words.ends_with("is null")) return !there;
  return std::nullopt;
}

// current_setting('server_version_num')::int >= 150000
static std::optional<bool> is_version(std::string_view text, const pg::Catalog& catalog) {
  auto words = flat(text);
  std::erase_if(words, [](char c) { return c == ' ' || c == '(' || c == ')'; });
  constexpr std::string_view head = "current_setting'server_version_num'::int";
  if (!catalog.has_server() || !words.starts_with(head)) return std::nullopt;
  auto rest = words.substr(head.size());
  if (rest.starts_with("eger")) rest = rest.substr(4);
  const auto digits = rest.find_first_of("0123456789");
  if (digits == std::string::npos || rest.size() - digits > 8 ||
      rest.find_first_not_of("0123456789", digits) != std::string::npos)
    return std::nullopt;
  const int asked = std::stoi(rest.substr(digits));
  const auto sign = rest.substr(0, digits);
  if (sign == ">=") return catalog.server_version >= asked;
  if (sign == ">") return catalog.server_version > asked;
  if (sign == "<") return catalog.server_version < asked;
  if (sign == "<=") return catalog.server_version <= asked;
  return std::nullopt;
}

std::optional<bool> condition_holds(std::string_view condition, const pg::Catalog& catalog) {
  const auto text = base::trim(condition);
  const auto begins = [&](std::string_view word) {
    return base::starts_with_ignoring_case(text, word) && text.size() > word.size() &&
           (text[word.size()] == '(' || std::isspace(static_cast<unsigned char>(text[word.size()])));
  };
  if (text.starts_with('(')) {
    const auto inner = bracketed(text, 0);
    return inner ? condition_holds(*inner, catalog) : std::nullopt;
  }
  if (base::to_lower(text) == "true" || base::to_lower(text) == "false") return base::to_lower(text) == "true";
  if (const auto there = is_named(text, catalog)) return there;
  if (const auto newer = is_version(text, catalog)) return newer;
  if (begins("not")) {
    const auto inner = condition_holds(text.substr(3), catalog);
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  if (!begins("exists")) return std::nullopt;
  const auto query = bracketed(text, text.find('('));
  return query ? finds_rows(*query, catalog) : std::nullopt;
}

Decisions::Decisions(const sql::Body& body) : body_(body), held_(body.decisions.size()) {
  for (std::size_t at = 0; at < body.decisions.size(); ++at) places_.emplace(body.decisions[at].before, at);
}

void Decisions::reach(std::size_t statement, const pg::Catalog& catalog, bool known) {
  const auto [begin, end] = places_.equal_range(statement);
  for (auto at = begin; at != end; ++at)
    held_[at->second] = known ? condition_holds(body_.decisions[at->second].text, catalog) : std::nullopt;
}

// In a loop it may hold the next time round.
bool Decisions::may_run(const sql::BodyStatement& statement, const pg::Catalog& now) const {
  return std::ranges::none_of(statement.decisions, [&](std::size_t decision) {
    if (held_[decision].value_or(true)) return false;
    const auto& tested = body_.decisions[decision];
    return !tested.again || !condition_holds(tested.text, now).value_or(true);
  });
}

bool Decisions::holds(const sql::BodyStatement& statement) const {
  return std::ranges::all_of(statement.decisions, [&](std::size_t decision) { return held_[decision] == true; });
}

void judge(const sql::DoBlock& block, EffectsBuilder& builder) {
  if (!block.language.empty() && block.language != "plpgsql")
    return builder.unknown(fmt::format("a DO block in {}, which is not looked into", block.language));
  run_plpgsql(builder, sql::read_plpgsql(block.body), "the DO block");
}

bool is_seen(const sql::Body& body, std::size_t statement) {
  return body.unseen.empty() || statement < body.seen_until;
}

void replay(const sql::DoBlock& block, CatalogUpdate& state) {
  const auto body = sql::read_plpgsql(block.body);
  Decisions decisions(body);
  for (std::size_t at = 0; at < body.statements.size(); ++at) {
    const auto& statement = body.statements[at];
    decisions.reach(at, state.catalog, is_seen(body, at));
    if (statement.raises || statement.handles || !decisions.may_run(statement, state.catalog)) continue;
    for (const auto& text : texts_of(statement, state.catalog).texts) {
      try {
        for (const auto& each : sql::parse(text, "DO block")) {
          for (auto& name : simulate(each, state.catalog)) state.made.push_back(std::move(name));
        }
      } catch (const base::Error&) {
        // What does not parse makes nothing that could be followed; the judge says so.
      }
    }
  }
}

}  // namespace impact
