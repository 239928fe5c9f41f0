#include "pg/target.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/error.h"
#include "base/text.h"

namespace pg {

using base::Code;
using base::Error;

namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using OptionList = std::unique_ptr<PQconninfoOption, FreeOptions>;

}  // namespace

static const char* const forms =
    "Write it as postgresql://user@host:5432/database or as 'host=… dbname=… user=…'; in a URL write special "
    "characters "
    "of the password percent-encoded (@ as %40, / as %2F, # as %23).";

// libpq quotes the piece it stumbled over, which may be a piece of a password. Names of options are safe to show.
static std::string without_quoted(std::string_view text) {
  const bool names_an_option = text.find("URI query parameter") != std::string_view::npos ||
                               text.find("connection option") != std::string_view::npos;
  if (names_an_option) return std::string(text);
  const auto open = text.find('"');
  if (open == std::string_view::npos) return std::string(text);
  return std::string(base::trim(text.substr(0, text.find_last_not_of(" :", open - 1) + 1)));
}

static bool is_url(std::string_view target) {
  return target.starts_with("postgresql://") || target.starts_with("postgres://");
}

// A bare word is a database's name, as for psql.
static std::string as_conninfo(const std::string& target) {
  if (is_url(target) || target.find('=') != std::string::npos) return target;
  std::string quoted = base::replace_all(base::replace_all(target, "\\", "\\\\"), "'", "\\'");
  return "dbname='" + quoted + "'";
}

// An address of another spelling would be taken for a database's name, and shown as one with the password in it.
static void refuse_other_addresses(const std::string& target) {
  if (is_url(target)) return;
  if (const auto scheme = target.find("://"); scheme != std::string::npos && target.find('=') > scheme) {
    const auto word = std::string_view(target).substr(0, scheme);
    const bool plain = word.size() <= 40 && word.find_first_of("@/ ") == std::string_view::npos;
    throw Error{
        Code::configuration,
        plain ? fmt::format("the connection URL begins with {}://, and PostgreSQL's begin with postgresql://", word)
              : "the connection URL cannot be read",
        forms};
  }
  if (target.find('=') == std::string::npos && target.find_first_of("@:/") != std::string::npos)
    throw Error{Code::configuration, "the connection string is neither a URL nor the name of a database", forms};
}

static OptionList parse(const Options& options) {
  refuse_other_addresses(options.target);
  if (options.target.find('\0') != std::string::npos)
    throw Error{Code::configuration, "the connection string holds a NUL byte"};
  char* reason = nullptr;
  OptionList list(options.target.empty() ? PQconndefaults()
                                         : PQconninfoParse(as_conninfo(options.target).c_str(), &reason));
  if (list) {
    if (!options.target.empty()) return list;
    for (auto* option = list.get(); option->keyword; ++option) {  // only the keywords are wanted
      PQfreemem(option->val);
      option->val = nullptr;
    }
    return list;
  }
  const std::string why = reason ? std::string(base::trim(reason)) : "out of memory";
  PQfreemem(reason);
  throw Error{Code::configuration, fmt::format("the connection string cannot be read: {}", without_quoted(why)),
              forms};
}

const std::string* find(const std::vector<Parameter>& parameters, std::string_view keyword) {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& parameter) { return parameter.keyword == keyword; });
  return found == parameters.end() ? nullptr : &found->value;
}

// A password with a bare @ or / in it is taken apart in the wrong place, and its tail would be shown as a host or
// port.
static void refuse_split_password(const Options& options, const std::vector<Parameter>& all) {
  if (!is_url(options.target) || options.target.find('@') == std::string::npos) return;
  const auto* host = find(all, "host");
  const auto* port = find(all, "port");
  const bool odd_host = host && host->find('@') != std::string::npos;
  const bool odd_port = port && port->find_first_not_of("0123456789,") != std::string::npos;
  if (odd_host || odd_port) {
    throw Error{Code::configuration,
                "the connection URL cannot be read: its password seems to hold an @, / or : as it is", forms};
  }
}

std::vector<Parameter> parameters(const Options& options) {
  const auto list = parse(options);
  std::vector<Parameter> all;
  const auto put = [&](std::string_view keyword, std::string value, bool replace) {
    for (const auto* option = list.get(); option->keyword; ++option) {
      if (option->keyword != keyword) continue;
      if (!replace && option->val) return;
      std::erase_if(all, [&](const Parameter& parameter) { return parameter.keyword == keyword; });
      all.push_back({std::string(keyword), option->envvar ? option->envvar : "", std::move(value)});
      return;
    }
  };
  for (const auto* option = list.get(); option->keyword; ++option) {
    if (option->val) all.push_back({option->keyword, option->envvar ? option->envvar : "", option->val});
  }
  refuse_split_password(options, all);
  if (!options.database.empty()) put("dbname", options.database, true);
  if (!options.application_name.empty()) put("application_name", options.application_name, true);
  return all;
}

std::vector<std::pair<std::string, std::string>> client_environment(const Options& options) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& parameter : parameters(options)) {
    if (!parameter.environment.empty()) out.emplace_back(parameter.environment, parameter.value);
  }
  return out;
}

std::string named_database(const Options& options) {
  const auto all = parameters(options);
  if (const auto* given = find(all, "dbname"); given && !given->empty()) return *given;
  if (find(all, "service")) return {};
  const OptionList usual(PQconndefaults());
  for (const auto* option = usual.get(); option && option->keyword; ++option) {
    if (std::string_view(option->keyword) == "dbname") return option->val ? option->val : "";
  }
  return {};
}

static bool is_secret(std::string_view keyword) {
  return keyword == "password" || keyword == "sslpassword";
}

std::string without_password(const std::string& target) {
  const auto all = parameters({.target = target, .application_name = {}});
  if (std::ranges::none_of(all, [](const Parameter& parameter) { return is_secret(parameter.keyword); }))
    return target;
  std::string out;
  for (const auto& parameter : all) {
    if (is_secret(parameter.keyword)) continue;
    const bool plain = !parameter.value.empty() && parameter.value.find_first_of(" '\\") == std::string::npos;
    const auto escaped = base::replace_all(base::replace_all(parameter.value, "\\", "\\\\"), "'", "\\'");
    out += fmt::format("{}{}={}", out.empty() ? "" : " ", parameter.keyword,
                       plain ? parameter.value : "'" + escaped + "'");
  }
  return out;
}

}  // namespace pg
