// The catalogue of channel kinds: smtp, webhook, slack …
#pragma once

#include <span>

#include "base/catalogue.h"
#include "notify/channel.h"

namespace notify {

std::span<const base::Entry<Channel>> channels();

/// The kind of `channel`. Throws Error{Code::configuration} with the near match for one that is not there.
const Channel& kind_of(const config::Channel& channel);
/// The channel called `name`, checked. Throws Error{Code::configuration} for an unknown one.
const config::Channel& find_channel(const config::Messages& messages, const std::string& name);
/// A second delivery of the same message does no harm: the kind or the configuration says so.
bool repeatable(const config::Channel& channel);

}  // namespace notify
