#include "runner/background_process.h"

#include <condition_variable>
#include <mutex>

#include "base/error.h"
#include "runner/redacting_log.h"

namespace runner {

struct BackgroundProcess::Shared {
  std::mutex mutex;
  std::condition_variable over;
  std::optional<int> ended;
};

static int carry_out(base::Command command, const std::filesystem::path& log, const Secrets& secrets,
                     const std::stop_token& stop) {
  command.keep_output = false;
  HiddenFile file(log, true);
  file.add("");  // there from the beginning: people look for it
  std::map<base::Stream, Hiding> hiding{{base::Stream::output, Hiding(secrets)},
                                        {base::Stream::errors, Hiding(secrets)}};
  int ended = 127;
  try {
    ended = base::run(
                command, [&](base::Stream stream, std::string_view piece) { file.add(hiding.at(stream).add(piece)); },
                stop)
                .exit_code;
  } catch (const base::Error& error) {
    file.add(base::render(error));
  }
  for (auto& [stream, rest] : hiding) file.add(rest.end());
  file.end();
  return ended;
}

BackgroundProcess::BackgroundProcess(base::Command command, std::filesystem::path log, const Secrets& secrets)
    : shared_(std::make_shared<Shared>()),
      thread_([shared = shared_, command = std::move(command), log = std::move(log),
               &secrets](const std::stop_token& stop) {
        const int ended = carry_out(command, log, secrets, stop);
        const std::lock_guard lock(shared->mutex);
        shared->ended = ended;
        shared->over.notify_all();
      }) {}

std::optional<int> BackgroundProcess::ended_within(base::Milliseconds patience) {
  std::unique_lock lock(shared_->mutex);
  shared_->over.wait_for(lock, patience, [&] { return shared_->ended.has_value(); });
  return shared_->ended;
}

}  // namespace runner
