#include "journal/record.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"

namespace journal {

static std::string dump(const base::Json& json) {
  return json.dump(-1, ' ', false, base::Json::error_handler_t::replace);
}

static std::string quoted(const std::string& text) {
  return dump(base::Json(text));
}

std::string canonical(const Record& record) {
  return fmt::format(R"({{"prev":{},"seq":{},"time":{},"run":{},"kind":{},"actor":{},"pid":{},"data":{}}})",
                     quoted(record.prev), record.seq, quoted(record.time), quoted(record.run), quoted(record.kind),
                     quoted(record.actor), record.pid, record.data);
}

std::string hash_of(const Record& record) {
  return base::sha256(canonical(record));
}

Record record_of(const Event& event, const std::string& previous_hash) {
  return {.seq = event.seq,
          .time = base::format_instant(event.time),
          .run = event.run,
          .kind = event.kind,
          .actor = event.actor,
          .pid = event.pid,
          .data = dump(event.data),
          .prev = previous_hash,
          .hash = event.hash};
}

Event event_of(const Record& record) {
  const auto time = base::parse_instant(record.time);
  auto data = base::Json::parse(record.data, nullptr, false);
  if (!time || data.is_discarded()) {
    throw base::Error{base::Code::journal, fmt::format("event {} of the journal cannot be read", record.seq),
                      "Run 'lockkeeper audit verify': it names the first event that is not as it was written."};
  }
  return {.seq = record.seq,
          .time = *time,
          .run = record.run,
          .kind = record.kind,
          .actor = record.actor,
          .pid = static_cast<int>(record.pid),
          .data = std::move(data),
          .hash = record.hash};
}

}  // namespace journal
