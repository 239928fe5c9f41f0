#include "journal/events/report_written.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, ReportWritten& data) {
  archive("paths", data.paths);
}

static std::string sentence(const ReportWritten& data) {
  return fmt::format("{}", fmt::join(data.paths, ", "));
}

template struct Codec<ReportWritten>;
extern const EventKind report_written = kind_of<ReportWritten>("A report was written.");

}  // namespace journal
