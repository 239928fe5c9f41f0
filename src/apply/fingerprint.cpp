#include "apply/fingerprint.h"

#include <array>
#include <string>
#include <string_view>

namespace apply {

// Sent between statements of a migration, so that every name says its schema: the search_path may be anything.
// Objects that initdb made lie below 16384 (access/transam.h, FirstNormalObjectId) and are left out where that spares
// reading them.
static constexpr std::array<std::string_view, 13> parts{
    "SELECT pg_catalog.concat(oid, xmin) AS v FROM pg_catalog.pg_class WHERE oid OPERATOR(pg_catalog.>=) 16384",
    "SELECT pg_catalog.concat(attrelid, '.', attnum, xmin) FROM pg_catalog.pg_attribute"
    " WHERE attrelid OPERATOR(pg_catalog.>=) 16384",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_attrdef",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_constraint WHERE oid OPERATOR(pg_catalog.>=) 16384",
    "SELECT pg_catalog.concat(indexrelid, xmin) FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.>=) "
    "16384",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_type WHERE oid OPERATOR(pg_catalog.>=) 16384",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_enum",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_proc WHERE oid OPERATOR(pg_catalog.>=) 16384",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_trigger",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_rewrite WHERE oid OPERATOR(pg_catalog.>=) 16384",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_policy",
    "SELECT pg_catalog.concat(oid, xmin) FROM pg_catalog.pg_namespace",
    "SELECT pg_catalog.concat(objoid, classoid, objsubid, xmin) FROM pg_catalog.pg_description"
    " WHERE objoid OPERATOR(pg_catalog.>=) 16384",
};

pg::Request schema_fingerprint() {
  std::string all;
  for (const auto part : parts) {
    if (!all.empty()) all += " UNION ALL ";
    all += part;
  }
  return {.sql =
              "SELECT pg_catalog.concat(pg_catalog.count(*), ' ', pg_catalog.sum(pg_catalog.hashtextextended(v, 0)))"
              " AS fingerprint FROM (" +
              all + ") AS versions"};
}

}  // namespace apply
