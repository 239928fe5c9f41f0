#include "app/condition_meaning.h"

#include <gtest/gtest.h>

namespace app {

using Meaning = ConditionGroup::Meaning;

TEST(MeaningOfConditions, IsTold) {
  for (const char* title :
       {"Immediate Rollback if", "Consider Rollback if", "Roll back when", "Define Rollback Criteria",
        "Migration Failed if", "Abort if ANY", "NO-GO if ANY condition", "Do not proceed if", "Never continue if",
        "Stop the migration if", "Rollback triggers", "We revert if"})
    EXPECT_EQ(meaning_of_conditions(title), Meaning::trigger) << title;
  for (const char* title :
       {"Continue if", "Exit criteria", "Success criteria", "Migration Successful if", "GO if ALL conditions met",
        "Proceed to step 4 if", "Keep going if", "Acceptance criteria", "Done when"})
    EXPECT_EQ(meaning_of_conditions(title), Meaning::target) << title;
  for (const char* title :
       {"Rollback is NOT required if", "Do NOT Rollback if", "Don't roll back if", "No need to roll back if",
        "A rollback isn't needed if", "If the customer calls", "Selection criteria"})
    EXPECT_EQ(meaning_of_conditions(title), Meaning::neither) << title;
}

}  // namespace app
