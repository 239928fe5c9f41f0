#include "notify/transfer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <ctime>
#include <curl/curl.h>
#include <memory>

#include <fmt/format.h>

#include "base/error.h"
#include "base/first_line.h"
#include "base/pipe_signal.h"
#include "base/text.h"

namespace notify {

using Came = Delivered::Came;

static constexpr std::size_t longest_answer = 65'536;
static constexpr std::size_t longest_reason = 300;
static constexpr base::Milliseconds longest_wait{15LL * 60'000};

namespace {

struct Listed {
  curl_slist* list = nullptr;
  Listed() = default;
  ~Listed() { curl_slist_free_all(list); }
  Listed(const Listed&) = delete;
  Listed& operator=(const Listed&) = delete;
  void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
};

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

// What is sent, and how far it has gone.
struct Upload {
  std::string_view content;
  std::size_t sent = 0;
  [[nodiscard]] bool whole() const { return sent >= content.size(); }
};

struct Transfer {
  std::unique_ptr<CURL, CloseHandle> handle;
  std::array<char, CURL_ERROR_SIZE> reason{};
  std::string answer;       // HTTP: the body; SMTP: the server's last line
  std::string retry_after;  // HTTP
  Upload upload;
};

}  // namespace

static std::size_t take_answer(const char* data, std::size_t size, std::size_t count, void* where) {
  auto& transfer = *static_cast<Transfer*>(where);
  const auto room = longest_answer - std::min(longest_answer, transfer.answer.size());
  transfer.answer.append(data, std::min(size * count, room));
  return size * count;
}

static std::size_t take_header(const char* data, std::size_t size, std::size_t count, void* where) {
  const std::string_view line(data, size * count);
  if (base::starts_with_ignoring_case(line, "retry-after:"))
    static_cast<Transfer*>(where)->retry_after = base::trim(line.substr(12));
  return size * count;
}

static std::size_t take_reply_line(const char* data, std::size_t size, std::size_t count, void* where) {
  const std::string_view line(data, size * count);
  // 221 answers our own QUIT and says nothing about the mail.
  if (line.size() >= 3 && !line.starts_with("221")) static_cast<Transfer*>(where)->answer = base::trim(line);
  return size * count;
}

static std::size_t give(char* buffer, std::size_t size, std::size_t count, void* where) {
  auto& upload = *static_cast<Upload*>(where);
  const auto length = std::min(size * count, upload.content.size() - upload.sent);
  std::memcpy(buffer, upload.content.data() + upload.sent, length);
  upload.sent += length;
  return length;
}

static void prepare(Transfer& transfer, const std::string& url, const char* protocols, const std::string& ca,
                    base::Milliseconds timeout) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  transfer.handle.reset(ready == CURLE_OK ? curl_easy_init() : nullptr);
  if (!transfer.handle) throw base::Error{base::Code::internal, "libcurl could not be started"};
  CURL* handle = transfer.handle.get();
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, protocols);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count() / 2));
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, transfer.reason.data());
  if (!ca.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, ca.c_str());
}

// libcurl's own words name the host at most; the address with its secrets is in none of them.
static std::string reason_of(const Transfer& transfer, CURLcode result) {
  const std::string_view said(transfer.reason.data());
  return base::shorten(said.empty() ? std::string_view(curl_easy_strerror(result)) : base::trim(said),
                       longest_reason);
}

// Nothing of the message had left when one of these happened.
static bool before_anything_was_said(CURLcode result) {
  switch (result) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
      return true;
    default:
      return false;
  }
}

// These need a person: the same will happen again.
static bool for_good(CURLcode result) {
  switch (result) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_USE_SSL_FAILED:
    case CURLE_LOGIN_DENIED:
      return true;
    default:
      return false;
  }
}

// Seconds, or a date.
static std::optional<base::Milliseconds> wait_asked_for(const std::string& text) {
  if (text.empty()) return std::nullopt;
  long long seconds = 0;
  const auto* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, seconds).ptr != end) {
    const auto date = curl_getdate(text.c_str(), nullptr);
    if (date < 0) return std::nullopt;
    seconds = static_cast<long long>(date) - static_cast<long long>(std::time(nullptr));
  }
  return std::min(longest_wait, base::Milliseconds{std::clamp(seconds, 0LL, 86'400LL) * 1000});
}

// A message to people is sent again only when the server has said that it did nothing with it: 425, 429, and 503 that
// names a time to come back. Any other failure may have come after the message was passed on (RFC 9110, 15.6).
static Came judge_status(long status, bool says_when) {
  if (status >= 200 && status < 300) return Came::sent;
  if (status == 425 || status == 429 || (status == 503 && says_when)) return Came::later;
  if (status == 408 || status >= 500) return Came::unclear;
  return Came::refused;
}

static std::string reason_in(const std::string& answer) {
  return base::shorten(base::first_line(answer), longest_reason);
}

Reply post(const HttpRequest& request) {
  Transfer transfer;
  prepare(transfer, request.url, "http,https", request.ca, request.timeout);
  CURL* handle = transfer.handle.get();
  Listed headers;
  for (const auto& [name, value] : request.headers) headers.add(fmt::format("{}: {}", name, value));
  headers.add("Expect:");  // 100-continue would wait a second for servers that do not know it
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.list);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "lockkeeper");
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_answer);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  const base::NoPipeSignal no_signal;  // OpenSSL writes to a connection that the server has closed
  const CURLcode result = curl_easy_perform(handle);
  Reply reply{.answer = transfer.answer};
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply.status);
  auto& delivered = reply.delivered;
  if (reply.status == 0 || (result != CURLE_OK && reply.status < 300)) {
    delivered.reply = reason_of(transfer, result);
    curl_off_t connected = 0;
    curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &connected);
    if (for_good(result)) {
      delivered.came = Came::refused;
    } else {
      // Time up while connecting is as good as no connection: the request begins with PRETRANSFER.
      const bool nothing_left = before_anything_was_said(result) || connected == 0;
      delivered.came = nothing_left ? Came::later : Came::unclear;
    }
    return reply;
  }
  delivered.retry_after = wait_asked_for(transfer.retry_after);
  delivered.came = judge_status(reply.status, delivered.retry_after.has_value());
  delivered.reply = fmt::format("HTTP {}", reply.status);
  if (delivered.came != Came::sent && !reason_in(transfer.answer).empty())
    delivered.reply += ": " + reason_in(transfer.answer);
  return reply;
}

Reply mail(const MailRequest& request) {
  Transfer transfer;
  prepare(transfer, request.url, "smtp,smtps", request.ca, request.timeout);
  transfer.upload.content = request.content;
  CURL* handle = transfer.handle.get();
  Listed recipients;
  recipients.add("<" + request.to + ">");
  const std::string from = "<" + request.from + ">";
  curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.list);
  curl_easy_setopt(handle, CURLOPT_USE_SSL, request.encrypt ? CURLUSESSL_ALL : CURLUSESSL_NONE);
  if (!request.user.empty()) {
    curl_easy_setopt(handle, CURLOPT_USERNAME, request.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, request.password.c_str());
  }
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(handle, CURLOPT_READDATA, &transfer.upload);
  curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.content.size()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_answer);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_reply_line);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  const base::NoPipeSignal no_signal;  // OpenSSL writes to a connection that the server has closed
  const CURLcode result = curl_easy_perform(handle);
  Reply reply{.answer = transfer.answer};
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply.status);
  auto& delivered = reply.delivered;
  delivered.reply = base::shorten(transfer.answer, longest_reason);
  if (result == CURLE_OK) {
    delivered.came = Came::sent;
    return reply;
  }
  if (reply.status >= 500) {
    delivered.came = Came::refused;
  } else if (reply.status >= 400) {
    delivered.came = Came::later;
  } else if (for_good(result)) {
    delivered.came = Came::refused;
    delivered.reply = reason_of(transfer, result);
  } else {
    // The server takes a mail over when it answers the final dot: before that was on its way nothing is delivered.
    delivered.came = transfer.upload.whole() ? Came::unclear : Came::later;
    delivered.reply = reason_of(transfer, result);
  }
  return reply;
}

}  // namespace notify
