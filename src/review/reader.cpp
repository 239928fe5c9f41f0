#include "review/reader.h"

#include <iterator>
#include <utility>

#include "sql/stream.h"

namespace review {

// Enough for the walk never to wait, little beside what the schema takes.
static constexpr std::size_t ahead_bytes = 64 * 1024;
static constexpr std::size_t enough_bytes = 16 * 1024;
static constexpr std::size_t enough_pieces = 256;

Reader::Reader(std::vector<const migration::Script*> scripts, migration::ParsedFiles* files)
    : scripts_(std::move(scripts)), files_(files) {
  if (!files_) thread_ = std::jthread([this](const std::stop_token& stop) { read_all(stop); });
}

Reader::~Reader() {
  thread_.request_stop();
}

void Reader::put(Piece piece, const std::stop_token& stop) {
  made_bytes_ += piece.bytes;
  made_.push_back(std::move(piece));
  if (made_bytes_ >= enough_bytes || made_.size() >= enough_pieces) hand_over(stop);
}

void Reader::hand_over(const std::stop_token& stop) {
  std::vector<Piece> done_with;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [&] { return waiting_bytes_ < ahead_bytes; });
  waiting_bytes_ += std::exchange(made_bytes_, 0);
  const bool none_waited = pieces_.empty();
  std::move(made_.begin(), made_.end(), std::back_inserter(pieces_));
  made_.clear();
  done_with.swap(done_with_);
  if (none_waited) changed_.notify_all();
}

static bool one_statements_fault(const base::Error& error) {
  return error.code() == base::Code::sql_syntax || error.code() == base::Code::sql_refused;
}

static Piece holding(std::vector<sql::Statement> statements, std::size_t bytes) {
  Piece piece{.held = std::move(statements), .bytes = bytes};
  piece.statements = piece.held;  // a vector that is moved keeps its elements where they are
  return piece;
}

void Reader::read_one(const migration::Script& script, const std::stop_token& stop) {
  sql::Stream stream(script.text, script.shown);
  try {
    for (auto some = stream.next(); !some.empty() && !stop.stop_requested(); some = stream.next()) {
      const auto& end = some.back();
      const auto bytes = end.offset + end.text.size() - some.front().offset;
      put(holding(std::move(some), bytes), stop);
    }
    put({.last = true}, stop);
  } catch (const base::Error& error) {
    if (!one_statements_fault(error)) throw;
    std::vector<base::Error> refused;
    auto piece = holding(stream.rest(refused), 0);
    piece.refused = std::move(refused);
    piece.last = true;
    put(std::move(piece), stop);
  }
}

void Reader::read_all(const std::stop_token& stop) {
  for (const auto* script : scripts_) {
    try {
      read_one(*script, stop);
    } catch (...) {
      put({.failure = std::current_exception(), .last = true}, stop);
    }
    if (stop.stop_requested()) return;
  }
  hand_over(stop);
}

const Piece& Reader::next_of_files() {
  const auto& parsed = files_->of(*scripts_[given_++]);
  piece_ = {.statements = parsed.statements, .refused = parsed.refused, .last = true};
  if (parsed.failure) piece_.failure = std::make_exception_ptr(*parsed.failure);
  return piece_;
}

const Piece& Reader::next() {
  if (files_) return next_of_files();
  if (taken_.empty()) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !pieces_.empty(); });
    taken_.swap(pieces_);
    std::move(used_.begin(), used_.end(), std::back_inserter(done_with_));
    used_.clear();
    if (std::exchange(waiting_bytes_, 0) >= ahead_bytes) changed_.notify_all();
  }
  used_.push_back(std::move(taken_.front()));
  taken_.pop_front();
  return used_.back();
}

}  // namespace review
