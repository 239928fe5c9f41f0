#include "apply/failure.h"

#include <cstdlib>

#include <fmt/format.h>

#include "base/text.h"

namespace apply {

using base::Code;
using base::Error;

static std::string fact(const Error& error, std::string_view label) {
  for (const auto& fact : error.facts()) {
    if (fact.label == label) return fact.text;
  }
  return {};
}

// Bytes that the first `characters` of UTF-8 text take.
static std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t byte = 0;
  for (; byte < text.size(); ++byte) {
    const bool continues = (static_cast<unsigned char>(text[byte]) & 0xc0U) == 0x80U;
    if (continues) continue;
    if (characters == 0) break;
    --characters;
  }
  return byte;
}

// "COPY orders, line 3, column total: …": the third of its rows. Of a statement without rows there is none.
static std::optional<std::size_t> row_named(const sql::Statement& statement, const std::string& context) {
  const auto at = context.find(", line ");
  if (!statement.rows || !context.starts_with("COPY ") || at == std::string::npos) return std::nullopt;
  auto left = std::strtoull(context.c_str() + at + 7, nullptr, 10);
  std::size_t offset = 0;
  for (; left > 1; --left) {
    const auto end = statement.rows->find('\n', offset);
    if (end == std::string_view::npos) return std::nullopt;
    offset = end + 1;
  }
  return offset;
}

static base::Place place_in(const Script& script, std::size_t statement, const Error& server) {
  const auto& at = script.statements.at(statement);
  if (const auto row = row_named(at, fact(server, "context")))
    return place_at(script, static_cast<std::size_t>(at.rows->data() - script.text->data()) + *row);
  const auto position = std::strtoull(fact(server, "position").c_str(), nullptr, 10);
  return place_at(script, at.offset + (position > 0 ? bytes_of(at.text, position - 1) : 0));
}

// The ways out that PostgreSQL's own hint does not name.
static std::string hint_for(const Error& server, const Script& script, std::size_t statement) {
  const auto& state = server.sqlstate();
  if (state == "55P04") {
    return "Put '-- lockkeeper: no transaction' into the header: a new enum value can be used once the statement "
           "that "
           "adds it has been committed.";
  }
  if (state == "25001") {
    return "Put '-- lockkeeper: no transaction' into the header, so that the statement runs on its own.";
  }
  if (state == "2D000") {
    return "Put '-- lockkeeper: no transaction' into the header, so that the block may commit on its way.";
  }
  if (state == "57014") {
    return takes_long_by_nature(script.statements.at(statement))
               ? "See who cancelled it, then run 'lockkeeper up' again."
               : "Raise 'statement' under [timeouts] in lockkeeper.toml if the statement may take that long, or "
                 "change the "
                 "data in smaller pieces.";
  }
  if (state == "42P01" || state == "42703" || state == "42704") {
    return "Correct the name in the file ('lockkeeper validate' names what is near), then run 'lockkeeper up' again.";
  }
  if (state == "42501") return "Grant the role what it lacks, or run as the owner, then run 'lockkeeper up' again.";
  if (state == "53100") return "Make room on the server's disk, then run 'lockkeeper up' again.";
  return "Correct the cause, then run 'lockkeeper up' again.";
}

static void copy_facts(const Error& from, Error& to) {
  if (!from.sqlstate().empty()) to.with("sqlstate", from.sqlstate());
  for (const std::string_view label : {"detail", "hint", "context"}) to.with(std::string(label), fact(from, label));
  to.sqlstate(from.sqlstate());
}

Error explain(const Error& server, const Script& script, std::size_t statement, std::string_view kept) {
  Error error{server.code(), fmt::format("{} failed: {}", script.name, server.message()),
              hint_for(server, script, statement)};
  error.at(place_in(script, statement, server));
  copy_facts(server, error);
  error.with("statement", fmt::format("{} of {}, {}", statement + 1, script.statements.size(),
                                      sql::kind_of(script.statements.at(statement))));
  error.with("kept", std::string(kept));
  return error;
}

Error explain_commit(const Error& server, const Script& script, std::string_view kept) {
  Error error{server.code(), fmt::format("{} failed at its COMMIT: {}", script.name, server.message()),
              "Correct what the deferred constraint or trigger found, then run 'lockkeeper up' again."};
  error.at({.file = script.shown});
  copy_facts(server, error);
  error.with("kept", std::string(kept));
  return error;
}

bool lost_to_a_lock(const Error& error) {
  return error.sqlstate() == "55P03" || error.sqlstate() == "40P01" || error.sqlstate() == "40001";
}

bool wants_no_transaction(const Error& error) {
  return error.sqlstate() == "25001" || error.sqlstate() == "2D000";
}

bool fenced_off(const Error& error) {
  return error.sqlstate() == "23502" && error.message().find("lease_token") != std::string::npos;
}

journal::MigrationFailed failed(const std::string& version, const std::string& name, const Error& error) {
  const auto& place = error.place();
  return {.statement = fact(error, "statement"),
          .place = place ? fmt::format("{}:{}:{}", place->file, place->line, place->column) : "",
          .message = error.message(),
          .sqlstate = error.sqlstate(),
          .detail = fact(error, "detail"),
          .hint = error.hint(),
          .version = version,
          .name = name};
}

std::string summary(const Error& error) {
  std::string text = error.message();
  if (!error.sqlstate().empty()) text += fmt::format(" ({})", error.sqlstate());
  if (const auto& place = error.place(); place && place->line > 0)
    text += fmt::format(" at {}:{}", place->file, place->line);
  return text;
}

}  // namespace apply
