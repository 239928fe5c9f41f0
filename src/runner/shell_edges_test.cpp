// What a fence does not see coming: a variable that is too large to be handed on.
#include <gtest/gtest.h>

#include "runner/scene.h"

namespace runner {

TEST(LargeVariables, AreNamedWhereTheyBreakAFence) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a}\nexport BIGGY=$(head -c 200000 /dev/zero | tr '\\0' x)\n```\n"
      "```bash {id=b}\nls\n```\n");
  EXPECT_NE(scene.run().state, "passed");
  EXPECT_EQ(scene.finished().front(), "passed a");
  const auto said = scene.screen.text.find("the exported variable BIGGY holds 200000 bytes");
  ASSERT_NE(said, std::string::npos) << scene.screen.text;
  EXPECT_NE(scene.screen.text.find("BIGGY holds", said + 80), std::string::npos) << "in the fence that fails as well";
}

TEST(LargeVariables, ThatAreNotExportedAreOfNoHarm) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a}\nBIGGY=$(head -c 200000 /dev/zero | tr '\\0' x)\n```\n```bash {id=b}\nls | wc -l\n"
      "echo \"${#BIGGY}\"\n```\n");
  EXPECT_EQ(scene.run().state, "passed") << scene.screen.text;
  EXPECT_EQ(scene.screen.text.find("BIGGY"), std::string::npos);
}

}  // namespace runner
