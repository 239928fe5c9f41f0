#include "pg/silence.h"

#include "base/error.h"
#include "pg/link_test.h"
#include "pg/shared_server_test.h"

using namespace pg;
using base::Code;
using namespace std::chrono_literals;

class Silence : public OnServer {
 protected:
  [[nodiscard]] Session through_the_link(base::Milliseconds silence = 600ms) const {
    Session direct({.target = url()});
    return Session(
        {.target = fmt::format("host={} port=5432 user={} dbname={}", link_.folder(), direct.user(), name()),
         .silence = silence});
  }
  static std::chrono::steady_clock::duration how_long(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - start;
  }
  mutable Link link_{Session({.target = shared_server().url()}).host()};
};

TEST_F(Silence, OfAServerThatCannotBeReachedIsALostConnection) {
  auto session = through_the_link();
  link_.freeze(true);
  EXPECT_LT(how_long([&] {
              const auto error = error_of([&] { session.query("INSERT INTO t VALUES (1)"); });
              EXPECT_EQ(error.code(), Code::connection);
              EXPECT_NE(error.message().find("nor does the server answer another connection"), std::string::npos)
                  << error.message();
            }),
            5s);
  EXPECT_EQ(session.transaction_state(), TransactionState::unknown);
  EXPECT_EQ(error_of([&] { session.query("SELECT 1"); }).code(), Code::connection) << "at once, from now on";
  link_.thaw();
}

TEST_F(Silence, OfAServerThatWaitsForUsIsALostConnection) {
  auto session = through_the_link();
  std::optional<BatchFailure> failure;
  link_.freeze(false);
  base::system_clock().sleep(50ms);
  const std::vector<Request> requests{{.sql = "BEGIN"}, {.sql = "SELECT 1"}, {.sql = "COMMIT"}};
  session.batch(requests, failure);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->error.code(), Code::connection);
  EXPECT_NE(failure->error.message().find("the server waits for us"), std::string::npos) << failure->error.message();
}

TEST_F(Silence, OfAServerAtWorkIsWaitedFor) {
  auto session = through_the_link(1500ms);  // a busy machine takes a while to answer a new connection
  EXPECT_EQ(session.query("SELECT 1 AS one FROM pg_sleep(6)").integer(0, "one"), 1);
  EXPECT_EQ(look_from_outside({.target = url()}, session.backend_pid(), {}), Seen::working) << "it has just answered";
}

TEST_F(Silence, IsBornAsLongAsOneSays) {
  auto session = through_the_link();
  session.answer_within(300ms);
  EXPECT_LT(
      how_long([&] { EXPECT_EQ(error_of([&] { session.query("SELECT pg_sleep(30)"); }).code(), Code::connection); }),
      2s);
}

TEST_F(Silence, EndsWhenAnotherThreadGivesTheSessionUp) {
  auto session = through_the_link();
  link_.freeze(true);
  const std::jthread other([&] {
    base::system_clock().sleep(200ms);
    session.abandon();
  });
  EXPECT_LT(how_long([&] { EXPECT_EQ(error_of([&] { session.query("SELECT 1"); }).code(), Code::connection); }), 2s);
}
