#include "journal/events/baseline_captured.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, BaselineCaptured& data) {
  archive("database", data.database);
  archive("server", data.server);
  archive.maybe("cluster", data.cluster, "system identifier");
  archive("tables", data.tables);
  archive("indexes", data.indexes);
  archive("constraints", data.constraints);
  archive("bytes", data.bytes);
  archive("rows", data.rows, "by table");
  archive("names", data.names);
  archive("sizes", data.sizes, "bytes by table");
  archive("statements", data.statements, "of pg_stat_statements");
}

static std::string sentence(const BaselineCaptured& data) {
  return around("", data.tables ? base::count_of(*data.tables, "table") : "") +
         around(", ", data.indexes ? base::count_of(*data.indexes, "index", "indexes") : "") +
         around(", ", data.constraints ? base::count_of(*data.constraints, "constraint") : "") +
         around(", ", bytes_word(data.bytes));
}

template struct Codec<BaselineCaptured>;
extern const EventKind baseline_captured = kind_of<BaselineCaptured>("What there was before, to compare with.");

}  // namespace journal
