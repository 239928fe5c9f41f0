#include "migration/parsed.h"

#include <iterator>

#include "sql/stream.h"

namespace migration {

static constexpr std::size_t batch_bytes = 64UL * 1024;

static bool one_statements_fault(const base::Error& error) {
  return error.code() == base::Code::sql_syntax || error.code() == base::Code::sql_refused;
}

// After sql::parse has refused the whole: what of it can be read.
static void read_what_can_be_read(const Script& script, Parsed& parsed) {
  try {
    sql::Stream stream(script.text, script.shown);
    const auto take = [&](std::vector<sql::Statement> some) {
      std::move(some.begin(), some.end(), std::back_inserter(parsed.statements));
    };
    try {
      for (auto some = stream.next(); !some.empty(); some = stream.next()) take(std::move(some));
    } catch (const base::Error& error) {
      if (!one_statements_fault(error)) throw;
      take(stream.rest(parsed.refused));
    }
  } catch (const base::Error& error) {
    parsed.failure = error;
  }
}

Parsed parse_leniently(const Script& script) {
  Parsed parsed;
  try {
    parsed.statements = sql::parse(script.text, script.shown);
  } catch (const base::Error& error) {
    parsed.error = error;
    read_what_can_be_read(script, parsed);
  }
  return parsed;
}

ParsedFiles::ParsedFiles(std::vector<const Script*> scripts)
    : scripts_(std::move(scripts)), parsed_(scripts_.size()) {
  std::vector<std::pair<std::size_t, std::size_t>> cuts;
  std::size_t bytes = batch_bytes;
  for (std::size_t at = 0; at < scripts_.size(); ++at) {
    places_.emplace(scripts_[at], at);
    if (bytes >= batch_bytes) {
      cuts.emplace_back(at, at);
      bytes = 0;
    }
    bytes += scripts_[at]->text.size();
    cuts.back().second = at + 1;
    batch_of_.push_back(cuts.size() - 1);
  }
  batches_ = std::vector<Batch>(cuts.size());
  for (std::size_t at = 0; at < cuts.size(); ++at) {
    batches_[at].first = cuts[at].first;
    batches_[at].last = cuts[at].second;
  }
  thread_ = std::jthread([this](const std::stop_token& stop) {
    for (auto& batch : batches_) {
      if (stop.stop_requested()) return;
      parse(batch);
    }
  });
}

ParsedFiles::~ParsedFiles() {
  thread_.request_stop();
}

// False where somebody else has begun it.
bool ParsedFiles::parse(Batch& batch) {
  int untouched = 0;
  if (!batch.state.compare_exchange_strong(untouched, 1)) return false;
  for (auto at = batch.first; at < batch.last; ++at) parsed_[at] = parse_leniently(*scripts_[at]);
  batch.state = 2;
  batch.state.notify_all();
  return true;
}

const Parsed& ParsedFiles::of(const Script& script) {
  const auto found = places_.find(&script);
  if (found == places_.end())
    throw base::Error{base::Code::internal, fmt::format("{} is not among the files that are parsed", script.shown)};
  auto& batch = batches_[batch_of_[found->second]];
  if (!parse(batch)) {
    while (batch.state != 2) batch.state.wait(1);
  }
  return parsed_[found->second];
}

std::vector<const Script*> scripts_of(const Folder& folder) {
  std::vector<const Script*> scripts;
  scripts.reserve(folder.migrations.size());
  for (const auto& migration : folder.migrations) scripts.push_back(&migration.up);
  return scripts;
}

}  // namespace migration
