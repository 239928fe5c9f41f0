#include "base/environment.h"

#include <unistd.h>

extern char** environ;  // POSIX

namespace base {

std::optional<std::string> Environment::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::string Environment::value(std::string_view name) const {
  return find(name).value_or("");
}

void Environment::set(const std::string& name, std::optional<std::string> value) {
  if (value)
    values_.insert_or_assign(name, *std::move(value));
  else
    values_.erase(name);
}

std::vector<std::string> Environment::entries() const {
  std::vector<std::string> out;
  out.reserve(values_.size());
  for (const auto& [name, value] : values_) out.push_back(name + "=" + value);
  return out;
}

Environment own_environment() {
  Environment out;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string name(text.substr(0, equals));
    if (!out.find(name)) out.set(name, std::string(text.substr(equals + 1)));  // the first counts, as for getenv
  }
  return out;
}

std::string search_path(const Environment& environment) {
  return environment.find("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
}

}  // namespace base
