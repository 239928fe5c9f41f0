// A message is in the outbox.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct MessageQueued {
  static constexpr std::string_view kind = "message.queued";
  std::string message = {};
  std::string dedupe = {};
  std::string template_title = {};
  std::string channel = {};
  std::string channel_kind = {};
  std::string audience = {};
  std::string subject = {};
  std::string body = {};
  std::vector<std::string> recipients = {};
  std::string why = {};
  std::string status = {};
  std::string calendar = {};
  std::optional<base::Instant> start = {};
  std::optional<base::Instant> end = {};
};

}  // namespace journal
