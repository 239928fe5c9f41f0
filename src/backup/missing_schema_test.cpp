#include "backup/missing_schema.h"

#include <gtest/gtest.h>

namespace backup {

TEST(MissingSchemaAdvice, NamesTheFunctionAndWhatItMeans) {
  const auto plpgsql = missing_schema_advice(
      "pg_restore ended with 1: pg_restore: error: COPY failed for table \"a\": ERROR:  relation \"conf\" does not "
      "exist "
      "LINE 1: EXISTS (SELECT 1 FROM conf WHERE v = t)\n CONTEXT:  PL/pgSQL function public.plp(text) line 1 at "
      "RETURN");
  EXPECT_NE(plpgsql.find("The function public.plp(text) names conf without its schema"), std::string::npos)
      << plpgsql;
  EXPECT_NE(plpgsql.find("ALTER FUNCTION public.plp(text) SET search_path = public"), std::string::npos);
  const auto sql =
      missing_schema_advice("function norm(text) does not exist SQL function \"key_of\" during inlining");
  EXPECT_NE(sql.find("The function key_of names norm without its schema"), std::string::npos) << sql;
}

TEST(MissingSchemaAdvice, IsSilentAboutOtherErrors) {
  for (const char* said :
       {"relation \"conf\" does not exist", "relation \"shop.conf\" does not exist CONTEXT: SQL function \"f\"",
        "COPY failed: disk full CONTEXT: PL/pgSQL function f()", ""})
    EXPECT_EQ(missing_schema_advice(said), "") << said;
}

}  // namespace backup
