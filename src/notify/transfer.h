// One transfer through libcurl, HTTP or SMTP, bounded in time and size. The only user of libcurl.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "notify/channel.h"

namespace notify {

struct HttpRequest {
  std::string method = "POST";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body;
  std::string ca = {};
  base::Milliseconds timeout{30'000};
};

struct MailRequest {
  std::string url;  // smtp:// or smtps://
  std::string from;
  std::string to;
  std::string content;  // headers and body, CRLF
  std::string user = {};
  std::string password = {};
  bool encrypt = true;  // STARTTLS or nothing
  std::string ca = {};
  base::Milliseconds timeout{30'000};
};

/// What came back; `answer` holds at most 64 kB.
struct Reply {
  Delivered delivered = {};
  long status = 0;
  std::string answer = {};
};

/// Redirects are not followed: a signed message goes where the configuration says or nowhere.
Reply post(const HttpRequest& request);
Reply mail(const MailRequest& request);

}  // namespace notify
