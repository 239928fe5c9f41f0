#include "impact/expected_error.h"

#include <utility>

#include <fmt/format.h>

namespace impact {

std::string_view name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::missing:
      return "missing";
    case ErrorKind::duplicate:
      return "duplicate";
    case ErrorKind::wrong_object:
      return "wrong_object";
    case ErrorKind::dependency:
      return "dependency";
    case ErrorKind::privilege:
      return "privilege";
    case ErrorKind::rows:
      return "rows";
    case ErrorKind::definition:
      return "definition";
    case ErrorKind::state:
      return "state";
    case ErrorKind::transaction:
      return "transaction";
    case ErrorKind::syntax:
      return "syntax";
    case ErrorKind::unsupported:
      return "unsupported";
    case ErrorKind::raised:
      return "raised";
  }
  return "";
}

std::string description(const ErrorObject& object) {
  if (object.part.empty()) return fmt::format("{} {}", object.kind, shown(object.name));
  if (object.kind == "default value")
    return fmt::format("default value for column {} of {} {}", object.part, object.of, shown(object.name));
  const std::string_view of = object.kind == "column" ? "of" : "on";
  return fmt::format("{} {} {} {} {}", object.kind, object.part, of, object.of, shown(object.name));
}

ExpectedError ExpectedError::with(std::string explained) && {
  detail = std::move(explained);
  return std::move(*this);
}

ExpectedError ExpectedError::about(ErrorObject other) && {
  others.push_back(std::move(other));
  return std::move(*this);
}

std::string sentence(const ExpectedError& error) {
  return error.detail.empty() ? error.message : fmt::format("{}: {}", error.message, error.detail);
}

}  // namespace impact
