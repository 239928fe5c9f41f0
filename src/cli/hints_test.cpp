#include "cli/hints.h"

#include <gtest/gtest.h>

namespace cli {

static const Repeated prod{
    .database = " --env prod", .migrations = " --dir db/migrations", .config = " --config ops.toml"};

TEST(Hints, ACommandThatAsksTheDatabaseNamesTheSameOne) {
  EXPECT_EQ(with_options("Run 'lockkeeper up' again.", {.database = " --env prod"}),
            "Run 'lockkeeper up --env prod' again.");
  EXPECT_EQ(with_options("go on with 'lockkeeper run R.md --answers a.toml'.", {.database = " --env prod"}),
            "go on with 'lockkeeper run R.md --answers a.toml --env prod'.");
  EXPECT_EQ(with_options("'lockkeeper maintenance leave' and 'lockkeeper backup list'", {.database = " --env prod"}),
            "'lockkeeper maintenance leave --env prod' and 'lockkeeper backup list --env prod'");
}

TEST(Hints, EachCommandGetsOnlyWhatItTakesAnInterestIn) {
  EXPECT_EQ(with_options("'lockkeeper lint'", prod), "'lockkeeper lint --dir db/migrations --config ops.toml'");
  EXPECT_EQ(with_options("'lockkeeper history'", prod), "'lockkeeper history --config ops.toml'");
  EXPECT_EQ(with_options("'lockkeeper help config'", prod), "'lockkeeper help config'");
}

TEST(Hints, WhatACommandNamesItselfStays) {
  EXPECT_EQ(with_options("'lockkeeper up --env staging'", {.database = " --env prod"}),
            "'lockkeeper up --env staging'");
  EXPECT_EQ(with_options("'lockkeeper status --database-url postgresql://db/shop'", {.database = " --env prod"}),
            "'lockkeeper status --database-url postgresql://db/shop'");
}

TEST(Hints, AQuotedFileIsPartOfTheCommand) {
  EXPECT_EQ(with_options("Go on with 'lockkeeper run 'my night.md''.", {.database = " --env prod"}),
            "Go on with 'lockkeeper run 'my night.md' --env prod'.");
}

TEST(Hints, OtherTextStaysAsItIs) {
  for (const auto* text : {"lockkeeper up", "'lockkeeper --help'", "'lockkeeper COMMAND --help'",
                           "it's 'lockkeeper up", "'psql -c 1'", ""})
    EXPECT_EQ(with_options(text, prod), text);
}

}  // namespace cli
