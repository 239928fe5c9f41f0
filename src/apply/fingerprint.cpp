#include "apply/fingerprint.h"

#include <array>
#include <string>
#include <string_view>

namespace apply {

// Objects that initdb made lie below 16384 (access/transam.h, FirstNormalObjectId) and are left out where that spares
// reading them.
static constexpr std::array<std::string_view, 13> parts{
    "SELECT oid::text || xmin::text AS v FROM pg_catalog.pg_class WHERE oid >= 16384",
    "SELECT attrelid::text || '.' || attnum::text || xmin::text FROM pg_catalog.pg_attribute WHERE attrelid >= 16384",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_attrdef",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_constraint WHERE oid >= 16384",
    "SELECT indexrelid::text || xmin::text FROM pg_catalog.pg_index WHERE indexrelid >= 16384",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_type WHERE oid >= 16384",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_enum",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_proc WHERE oid >= 16384",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_trigger",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_rewrite WHERE oid >= 16384",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_policy",
    "SELECT oid::text || xmin::text FROM pg_catalog.pg_namespace",
    "SELECT objoid::text || classoid::text || objsubid::text || xmin::text FROM pg_catalog.pg_description WHERE "
    "objoid >= 16384",
};

pg::Request schema_fingerprint() {
  std::string all;
  for (const auto part : parts) {
    if (!all.empty()) all += " UNION ALL ";
    all += part;
  }
  return {.sql =
              "SELECT count(*)::text || ' ' || coalesce(sum(pg_catalog.hashtextextended(v, 0)), 0)::text AS "
              "fingerprint FROM (" +
              all + ") AS versions"};
}

}  // namespace apply
