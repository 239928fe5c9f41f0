#include "base/error.h"

#include <fmt/format.h>

#include "base/text.h"

namespace base {

std::string_view name(Code code) {
  switch (code) {
    case Code::usage:
      return "usage";
    case Code::configuration:
      return "configuration";
    case Code::file:
      return "file";
    case Code::text:
      return "text";
    case Code::sql_syntax:
      return "sql_syntax";
    case Code::sql_refused:
      return "sql_refused";
    case Code::migration:
      return "migration";
    case Code::connection:
      return "connection";
    case Code::server:
      return "server";
    case Code::lock_held:
      return "lock_held";
    case Code::lease_lost:
      return "lease_lost";
    case Code::check_failed:
      return "check_failed";
    case Code::backup:
      return "backup";
    case Code::runbook:
      return "runbook";
    case Code::stopped:
      return "stopped";
    case Code::command:
      return "command";
    case Code::journal:
      return "journal";
    case Code::internal:
      return "internal";
  }
  return "internal";
}

Error::Error(Code code, std::string message, std::string hint)
    : code_(code), message_(std::move(message)), hint_(std::move(hint)) {}

Error& Error::at(Place place) {
  place_ = std::move(place);
  return *this;
}

Error& Error::with(std::string label, std::string text) {
  if (!text.empty()) facts_.push_back({std::move(label), std::move(text)});
  return *this;
}

Error& Error::sqlstate(std::string state) {
  sqlstate_ = std::move(state);
  return *this;
}

Error& Error::during(std::string doing) {
  trail_.push_back(std::move(doing));
  return *this;
}

static std::string render(const Place& place) {
  std::string out = fmt::format("  at {}", place.file);
  if (place.line > 0) out += fmt::format(":{}", place.line);
  if (place.line > 0 && place.column > 0) out += fmt::format(":{}", place.column);
  out += '\n';
  if (place.text.empty()) return out;

  // A very long line is shown around its column, so that the caret stays on the screen.
  const auto column = static_cast<std::size_t>(place.column > 0 ? place.column - 1 : 0);
  const std::size_t from = column > 80 ? column - 60 : 0;
  const auto shown = std::string_view(place.text).substr(std::min(from, place.text.size()), 110);
  out += fmt::format("    {}\n", shown);
  if (place.column > 0) {
    std::string pad(shown.substr(0, std::min(column - from, shown.size())));
    for (char& c : pad) c = c == '\t' ? '\t' : ' ';
    out += fmt::format("    {}^\n", pad);
  }
  return out;
}

std::string render(const Error& error) {
  std::string out = fmt::format("error: {}\n", error.message());
  if (error.place()) out += render(*error.place());
  for (const auto& fact : error.facts()) out += fmt::format("  {}: {}\n", fact.label, indent_following(fact.text, 4));
  for (const auto& doing : error.trail()) out += fmt::format("  while {}\n", doing);
  if (!error.hint().empty()) out += fmt::format("{}\n", error.hint());
  return out;
}

}  // namespace base
