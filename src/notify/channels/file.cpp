// A line of JSON for each message in a file. A key that is already there is not written again.
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "notify/channel.h"

namespace notify {

static void check_file(const config::Channel& channel) {
  if (channel.path.empty()) throw refuse(channel, "path", "is missing", "Write path = \"messages.jsonl\".");
}

namespace {

class Open {
 public:
  explicit Open(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {}
  ~Open() {
    if (descriptor_ >= 0) ::close(descriptor_);  // and with it the lock
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace

static Delivered failed() {
  return {.came = Delivered::Came::later, .reply = std::strerror(errno)};
}

static bool holds(const std::string& text, const std::string& key) {
  for (const auto line : base::lines(text)) {
    const auto json = base::Json::parse(line, nullptr, false);
    if (json.is_object() && json.value("key", "") == key) return true;
  }
  return false;
}

static Delivered deliver_file(const Delivery& parcel, const config::Channel& channel) {
  const Open file(channel.path);
  if (file.get() < 0 || ::flock(file.get(), LOCK_EX) != 0) return failed();
  const auto before = base::read_file(channel.path);
  if (holds(before, parcel.key)) return {.reply = "was there already"};
  const base::Json json{{"key", parcel.key},           {"message", parcel.message},
                        {"run", parcel.run},           {"template", parcel.template_title},
                        {"subject", parcel.subject},   {"body", parcel.body},
                        {"audience", parcel.audience}, {"queued", base::format_instant(parcel.queued)}};
  auto line = json.dump(-1, ' ', false, base::Json::error_handler_t::replace) + "\n";
  // A line that a crash cut off must not swallow the next one.
  if (!before.empty() && !before.ends_with('\n')) line.insert(0, "\n");
  const auto written = ::write(file.get(), line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size()) || ::fsync(file.get()) != 0) return failed();
  return {.reply = fmt::format("{} bytes", line.size())};
}

extern const Channel file{.idempotent = true, .check = check_file, .deliver = deliver_file};

}  // namespace notify
