#include "notify/channel.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "notify/channels.h"

namespace notify {

using base::Code;
using base::Error;

base::Error refuse(const config::Channel& channel, const std::string& key, const std::string& problem,
                   const std::string& hint) {
  Error error{Code::configuration, fmt::format("channel '{}': {} {}", channel.name, key, problem), hint};
  error.at(channel.place);
  return error;
}

std::string secret(const config::SecretSource& source, const config::Channel& channel, const std::string& key) {
  if (!source.environment.empty()) {
    if (!source.value.empty()) return source.value;
    throw refuse(channel, key + "_env", fmt::format("names ${}, which is not set", source.environment),
                 fmt::format("Set {} in the environment of this command.", source.environment));
  }
  if (source.file.empty()) return "";
  std::string text = base::read_file(source.file);
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  if (text.empty()) {
    throw refuse(channel, key + "_file", fmt::format("names {}, which is empty", source.file),
                 "Put the secret into that file, on one line.");
  }
  return text;
}

std::string url_of(const config::Channel& channel) {
  return channel.url_source.given() ? secret(channel.url_source, channel, "url") : channel.url;
}

const Channel& kind_of(const config::Channel& channel) {
  if (const auto* entry = base::find(channels(), channel.kind)) return *entry->item;
  std::vector<std::string> names;
  for (const auto& entry : channels()) names.emplace_back(entry.id);
  const auto meant = base::near_match(channel.kind, names);
  throw refuse(channel, "kind", fmt::format("is \"{}\", which is not a kind of channel", channel.kind),
               meant ? fmt::format("Write \"{}\" if that is what is meant.", *meant)
                     : fmt::format("Take one of {}.", fmt::join(names, ", ")));
}

const config::Channel& find_channel(const config::Messages& messages, const std::string& name) {
  for (const auto& channel : messages.channels) {
    if (channel.name != name) continue;
    kind_of(channel).check(channel);
    return channel;
  }
  std::vector<std::string> names;
  for (const auto& channel : messages.channels) names.push_back(channel.name);
  throw Error{Code::configuration, fmt::format("there is no channel '{}' in the configuration", name),
              names.empty()
                  ? "Add a [[channel]] with a name and a kind to lockkeeper.toml; see 'lockkeeper help channel smtp'."
                  : fmt::format("Use one of {}.", fmt::join(names, ", "))};
}

bool repeatable(const config::Channel& channel) {
  return channel.idempotent || kind_of(channel).idempotent;
}

}  // namespace notify
