#include "app/people.h"

#include "base/text.h"

namespace app {

std::vector<runner::Person> people_of(const config::Run& config) {
  std::vector<runner::Person> out;
  for (const auto& [name, roles] : config.people) {
    for (const auto role : base::split(roles, ','))
      out.push_back({.name = name, .role = std::string(base::trim(role))});
  }
  return out;
}

}  // namespace app
