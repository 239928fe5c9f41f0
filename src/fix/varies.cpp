#include "fix/varies.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "fix/tokens.h"
#include "impact/schema.h"

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
static bool is_moment(std::string_view literal) {
  const auto inner = base::to_lower(base::trim(literal.size() > 2 ? literal.substr(1, literal.size() - 2) : literal));
  return inner == "now" || inner == "today" || inner == "tomorrow" || inner == "yesterday";
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
    if (written.front() == '\'' && is_moment(written) && mentions_time(tokens))
      return fmt::format("{} is another moment in every batch", written);
    if (!tokens.is_name(at)) return "";
    const auto name = tokens.name(at);
    const bool quoted = written.front() == '"';
    if (!quoted && tells_time(name)) {
      return name == "tablesample" ? "TABLESAMPLE picks other rows in every batch"
                                   : fmt::format("{} is another moment in every batch", name);
    }
    if (names_count_ && !quoted && name == "execute") return "it executes a text that is put together at run time";
    if (names_count_ && is_watched(name)) return fmt::format("it reads {}, which changes meanwhile", name);
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

  [[nodiscard]] bool is_watched(const std::string& name) const {
    return std::any_of(watched_.tables.begin(), watched_.tables.end(),
                       [&](const pg::Name& table) { return table.name == name; });
  }

  static bool has_comma(const Tokens& tokens, std::size_t open) {
    const auto end = tokens.behind_bracket(open);
    for (auto at = open; at < end; ++at) {
      if (tokens.is_symbol(at, ',') && tokens.depth(at) == tokens.depth(open) + 1) return true;
    }
    return false;
  }

  static bool mentions_time(const Tokens& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      const auto name = tokens.is_name(at) ? tokens.name(at) : "";
      if (name.starts_with("date") || name.starts_with("time")) return true;
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
