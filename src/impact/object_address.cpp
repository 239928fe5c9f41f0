#include "impact/object_address.h"

#include <string_view>

#include <fmt/format.h>

namespace impact {

std::string description(const ObjectAddress& object) {
  if (object.part.empty()) return fmt::format("{} {}", object.kind, shown(object.name));
  if (object.kind == "default value")
    return fmt::format("default value for column {} of {} {}", object.part, object.of, shown(object.name));
  const std::string_view of = object.kind == "column" ? "of" : "on";
  return fmt::format("{} {} {} {} {}", object.kind, object.part, of, object.of, shown(object.name));
}

}  // namespace impact
