// Statements that a server is asked about, and what is foreseen of them.
#pragma once

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "impact/impact.h"
#include "pg/session.h"

namespace impact {

// What the server says of statements, nothing of which stays.
struct ServerAnswer {
  std::string sqlstate = {};
  std::string message = {};
};

inline ServerAnswer answer_of_server(pg::Session& session, const std::string& text) {
  ServerAnswer answer;
  session.execute("SAVEPOINT s");
  try {
    session.execute(text);
  } catch (const base::Error& error) {
    answer = {error.sqlstate(), error.message()};
  }
  session.execute("ROLLBACK TO s");
  return answer;
}

// Whether what is said is what the server says: the same SQLSTATE, and its words.
inline void expect_same(const std::string& text, const std::optional<ExpectedError>& said,
                        const ServerAnswer& answer) {
  const auto ours = said.value_or(ExpectedError{});
  EXPECT_EQ(ours.sqlstate, answer.sqlstate)
      << text << "\n  server: " << answer.message << "\n  said: " << ours.message;
  // The types of a function's arguments, and what an event trigger is called, are not always known.
  const bool shortened =
      answer.message.starts_with("function no_such(") || answer.message.ends_with(R"(trigger "z")");
  const auto words = shortened ? ours.message.substr(0, ours.message.find(" does not exist")) : ours.message;
  if (ours.sqlstate == answer.sqlstate && shortened) EXPECT_TRUE(answer.message.starts_with(words)) << words;
  if (ours.sqlstate == answer.sqlstate && !shortened) EXPECT_EQ(words, answer.message) << text;
}

}  // namespace impact
