#include "journal/events/tables_analyzed.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, NotAnalyzed& data) {
  archive("table", data.table);
  archive("why", data.why);
}

template <class Archive>
void describe(Archive& archive, TablesAnalyzed& data) {
  archive("tables", data.tables);
  archive("not_done", data.not_done);
  archive("duration_ms", data.duration);
}

static std::string sentence(const TablesAnalyzed& data) {
  return fmt::format("{} analyzed{}", base::count_of(std::ssize(data.tables), "table"),
                     data.not_done.empty() ? "" : fmt::format(", {} not", data.not_done.size()));
}

template struct Codec<TablesAnalyzed>;
extern const EventKind tables_analyzed =
    kind_of<TablesAnalyzed>("Tables whose statistics the migrations left stale.", Told::by_itself);

}  // namespace journal
