// The C library is the judge of every zone of this machine.
#include "notify/time_zone_file.h"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

#include "base/files.h"

namespace notify {

TEST(ZoneFile, SaysWhatTheCLibrarySays) {
  const std::filesystem::path folder("/usr/share/zoneinfo");
  const auto* before = std::getenv("TZ");
  const std::optional<std::string> kept = before ? std::optional<std::string>(before) : std::nullopt;
  std::mt19937_64 random(7);
  std::uniform_int_distribution<std::time_t> instants(0, 4'000'000'000);  // 1970 to 2096
  int zones = 0;
  for (const char* region : {"Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Antarctica"}) {
    if (!std::filesystem::is_directory(folder / region)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(folder / region)) {
      if (!entry.is_regular_file()) continue;
      const auto zone = ZoneFile::parse(base::read_file(entry.path()));
      ASSERT_TRUE(zone) << entry.path();
      ++zones;
      ::setenv("TZ", (":" + entry.path().string()).c_str(), 1);
      ::tzset();
      for (int i = 0; i < 200; ++i) {
        const std::time_t instant = instants(random);
        std::tm parts{};
        ::localtime_r(&instant, &parts);
        const auto& found = zone->at(instant);
        ASSERT_EQ(found.seconds, parts.tm_gmtoff) << entry.path() << " at " << instant;
        ASSERT_EQ(found.letters, parts.tm_zone) << entry.path() << " at " << instant;
      }
    }
  }
  kept ? ::setenv("TZ", kept->c_str(), 1) : ::unsetenv("TZ");
  ::tzset();
  EXPECT_GT(zones, 100);
}

TEST(ZoneFile, WhatIsNoSuchFileIsNotRead) {
  EXPECT_FALSE(ZoneFile::parse(""));
  EXPECT_FALSE(ZoneFile::parse("TZif2"));
  const auto whole = base::read_file("/usr/share/zoneinfo/Europe/Berlin");
  for (std::size_t size = 0; size < whole.size(); size += 7)
    static_cast<void>(ZoneFile::parse(std::string_view(whole).substr(0, size)));
}

TEST(ZoneRule, IsReadAsPosixWritesIt) {
  const auto summer = ZoneRule::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  ASSERT_TRUE(summer);
  EXPECT_EQ(summer->at(1774745999).letters, "CET");  // 29 March 2026, 01:59:59
  EXPECT_EQ(summer->at(1774746000).letters, "CEST");
  EXPECT_EQ(summer->at(1774746000).seconds, 7200);
  EXPECT_EQ(ZoneRule::parse("<-03>3")->at(0).letters, "-03");
  EXPECT_EQ(ZoneRule::parse("<-03>3")->at(0).seconds, -10800);
  EXPECT_EQ(ZoneRule::parse("IST-5:30")->at(0).seconds, 19800);
  for (const char* text : {"", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "<-03"})
    EXPECT_FALSE(ZoneRule::parse(text)) << text;
}

}  // namespace notify
