#include "review/reader.h"

#include "sql/stream.h"

namespace review {

// Enough for the walk never to wait, little beside what the schema takes.
static constexpr std::size_t ahead_bytes = 512 * 1024;

Reader::Reader(std::vector<const migration::Script*> scripts)
    : scripts_(std::move(scripts)), thread_([this](const std::stop_token& stop) { read_all(stop); }) {}

Reader::~Reader() {
  thread_.request_stop();
}

void Reader::put(Piece piece, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [&] { return waiting_bytes_ < ahead_bytes; });
  waiting_bytes_ += piece.bytes;
  pieces_.push_back(std::move(piece));
  if (pieces_.size() == 1) changed_.notify_all();
}

void Reader::read_all(const std::stop_token& stop) {
  for (const auto* script : scripts_) {
    try {
      sql::Stream stream(script->text, script->shown);
      for (auto some = stream.next(); !some.empty() && !stop.stop_requested(); some = stream.next()) {
        const auto& end = some.back();
        const auto bytes = end.offset + end.text.size() - some.front().offset;
        put({.statements = std::move(some), .bytes = bytes}, stop);
      }
      put({.last = true}, stop);
    } catch (...) {
      put({.failure = std::current_exception(), .last = true}, stop);
    }
    if (stop.stop_requested()) return;
  }
}

Piece Reader::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !pieces_.empty(); });
  auto piece = std::move(pieces_.front());
  pieces_.pop_front();
  const bool was_full = waiting_bytes_ >= ahead_bytes;
  waiting_bytes_ -= piece.bytes;
  if (was_full && waiting_bytes_ < ahead_bytes) changed_.notify_all();
  return piece;
}

}  // namespace review
