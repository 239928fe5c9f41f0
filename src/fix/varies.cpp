#include "fix/varies.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "fix/tokens.h"
#include "impact/simulate/schema.h"

namespace fix {

// Functions of pg_catalog that give something else in another transaction or session, read from pg_proc of 15 to 18:
// the volatile ones, and of the stable ones those that tell the time, the transaction or the connection.
static bool is_fickle(const std::string& name) {
  static const std::set<std::string, std::less<>> fickle{"clock_timestamp",
                                                         "current_query",
                                                         "currtid2",
                                                         "currval",
                                                         "gen_random_uuid",
                                                         "inet_client_addr",
                                                         "inet_client_port",
                                                         "inet_server_addr",
                                                         "inet_server_port",
                                                         "lastval",
                                                         "loread",
                                                         "lowrite",
                                                         "mxid_age",
                                                         "nextval",
                                                         "now",
                                                         "random",
                                                         "random_normal",
                                                         "set_config",
                                                         "setseed",
                                                         "setval",
                                                         "statement_timestamp",
                                                         "timeofday",
                                                         "transaction_timestamp",
                                                         "uuidv4",
                                                         "uuidv7"};
  static const std::set<std::string, std::less<>> steady{"pg_typeof", "pg_size_pretty", "pg_size_bytes",
                                                         "pg_column_size"};
  if (fickle.contains(name) || name.starts_with("txid_") || name.starts_with("lo_")) return true;
  if (name.ends_with("_to_xml") || name.find("_to_xmlschema") != std::string::npos ||
      name.find("_to_xml_and_xmlschema") != std::string::npos)
    return true;  // they read tables by name
  return name.starts_with("pg_") && !steady.contains(name);
}

static bool tells_time(const std::string& word) {
  static const std::set<std::string, std::less<>> words{"current_date", "current_time",   "current_timestamp",
                                                        "localtime",    "localtimestamp", "tablesample"};
  return words.contains(word);
}

// 'now', 'today' … are the time where they become a date.
static bool is_called_moment(std::string_view literal) {
  const auto inner = base::to_lower(base::trim(literal.size() > 2 ? literal.substr(1, literal.size() - 2) : literal));
  return inner == "now" || inner == "today" || inner == "tomorrow" || inner == "yesterday";
}

static bool is_time(std::string_view type) {
  return type.starts_with("date") || type.starts_with("time");
}

static bool is_time(const pg::Column& column, const pg::Catalog& catalog) {
  return is_time(column.type) || std::any_of(catalog.domains.begin(), catalog.domains.end(), [&](const auto& domain) {
           return is_time(domain.second.base) && column.type.ends_with(domain.first.name);
         });
}

static bool has_word(const Tokens& tokens, std::string_view word) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens.is(at, word)) return true;
  }
  return false;
}

// Behind what a table is named, brackets in between left out. A comma may stand between two tables.
static bool stands_for_table(const Tokens& tokens, std::size_t at, const std::string& schema) {
  if (at >= 2 && tokens.is_symbol(at - 1, '.')) {
    if (tokens.name(at - 2) != schema) return false;
    at -= 2;
  }
  while (at > 0 && tokens.is_symbol(at - 1, '(')) --at;
  if (at == 0) return false;
  if (tokens.is_symbol(at - 1, ',')) return true;
  for (const std::string_view word :
       {"from", "join", "update", "into", "only", "table", "using", "truncate", "lock", "copy"}) {
    if (tokens.is(at - 1, word)) return true;
  }
  return false;
}

namespace {

class Looking {
 public:
  Looking(const Watched& watched, bool names_count) : watched_(watched), names_count_(names_count) {}

  std::string look(std::string_view text) {
    const Tokens tokens(text);
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      auto why = look_at(tokens, at);
      if (!why.empty()) return why;
    }
    return "";
  }

 private:
  std::string look_at(const Tokens& tokens, std::size_t at) {
    const auto written = tokens.slice(at, at + 1);
    if (written.front() == '\'' && is_called_moment(written) && becomes_time(tokens, at))
      return fmt::format("{} is another moment in every batch", written);
    if (!tokens.is_name(at)) return "";
    const auto name = tokens.name(at);
    const bool quoted = written.front() == '"';
    if (!quoted && tells_time(name)) {
      return name == "tablesample" ? "TABLESAMPLE picks other rows in every batch"
                                   : fmt::format("{} is another moment in every batch", name);
    }
    if (names_count_ && !quoted && name == "execute") return "it executes a text that is put together at run time";
    if (names_count_ && is_watched(tokens, at, name))
      return fmt::format("it reads {}, which changes meanwhile", name);
    if (!tokens.is_symbol(at + 1, '(')) return "";
    return look_at_call(tokens, at, name);
  }

  std::string look_at_call(const Tokens& tokens, std::size_t at, const std::string& name) {
    bool ours = false;
    for (const auto& routine : watched_.catalog.routines) {
      if (routine.name.name != name) continue;
      ours = true;
      auto why = look_into(routine);
      if (!why.empty()) return why;
    }
    if (ours) return "";
    if (name == "age" && !has_comma(tokens, at + 1)) return "age() counts from today";
    if (is_fickle(name)) return fmt::format("{}() gives another value in every batch", name);
    return "";
  }

  std::string look_into(const pg::Routine& routine) {
    if (!seen_.insert(routine.name).second) return "";
    const auto call = routine.name.text() + "()";
    if (routine.volatility == pg::Volatility::volatile_)
      return fmt::format("{} is VOLATILE: it may give another value in every batch", call);
    const auto& body = routine.body.empty() ? routine.definition : routine.body;
    const bool readable = routine.language == "sql" || routine.language == "plpgsql";
    if (!readable || body.empty())
      return routine.volatility == pg::Volatility::immutable
                 ? ""
                 : fmt::format("{} is not IMMUTABLE, and what it reads is not known", call);
    const bool before = std::exchange(names_count_, true);
    auto why = look(body);
    names_count_ = before;
    return why.empty() ? "" : fmt::format("it calls {}: {}", call, why);
  }

  [[nodiscard]] bool is_watched(const Tokens& tokens, std::size_t at, const std::string& name) const {
    return std::any_of(watched_.tables.begin(), watched_.tables.end(), [&](const pg::Name& table) {
      return table.name == name && stands_for_table(tokens, at, table.schema);
    });
  }

  static bool has_comma(const Tokens& tokens, std::size_t open) {
    const auto end = tokens.behind_bracket(open);
    for (auto at = open; at < end; ++at) {
      if (tokens.is_symbol(at, ',') && tokens.depth(at) == tokens.depth(open) + 1) return true;
    }
    return false;
  }

  // A literal that is cast says what it becomes, and so does the column that it is given to or compared with; else it
  // may be a time where anything else is.
  [[nodiscard]] bool becomes_time(const Tokens& tokens, std::size_t at) const {
    if (at > 0 && tokens.is_name(at - 1) && is_time(tokens.name(at - 1))) return true;
    if (tokens.is_symbol(at + 1, ':')) {
      for (auto type = at + 1; tokens.is_symbol(type, ':'); type += 3) {
        if (is_time(tokens.name(type + 2))) return true;
      }
      return false;
    }
    if (const auto* column = column_before(tokens, at)) return is_time(*column, watched_.catalog);
    return mentions_time(tokens);
  }

  // "status" of "status = 'today'"; null where that may be another table's, or a function's variable.
  [[nodiscard]] const pg::Column* column_before(const Tokens& tokens, std::size_t at) const {
    if (names_count_ || !watched_.own || has_word(tokens, "select")) return nullptr;
    auto before = at;
    for (const char symbol : {'=', '<', '>', '!'}) {
      while (before > 0 && tokens.is_symbol(before - 1, symbol)) --before;
    }
    if (before == at || before == 0 || !tokens.is_name(before - 1)) return nullptr;
    const bool qualified = before > 1 && tokens.is_symbol(before - 2, '.');
    return qualified ? nullptr : watched_.own->column(tokens.name(before - 1));
  }

  [[nodiscard]] bool mentions_time(const Tokens& tokens) const {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      const auto name = tokens.is_name(at) ? tokens.name(at) : "";
      const auto* column = watched_.own ? watched_.own->column(name) : nullptr;
      if (is_time(name) || (column && is_time(*column, watched_.catalog))) return true;
    }
    return false;
  }

  const Watched& watched_;
  bool names_count_;
  std::set<pg::Name> seen_;
};

}  // namespace

std::string why_it_varies(std::string_view text, const Watched& watched) {
  return Looking(watched, false).look(text);
}

std::string why_body_varies(std::string_view text, const Watched& watched) {
  return Looking(watched, true).look(text);
}

}  // namespace fix
