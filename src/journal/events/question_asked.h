// People are asked, and the step waits for the answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct JudgedWork {
  std::string came = {};
  std::string verdict = {};
  std::string evidence = {};
  std::optional<base::Milliseconds> duration = {};
  std::optional<long long> exit_code = {};
  std::string shell_state = {};
  bool operator==(const JudgedWork&) const = default;
};

struct QuestionAsked {
  static constexpr std::string_view kind = "question.asked";
  std::string step = {};
  std::string question = {};
  std::string when = {};
  std::vector<std::string> choices = {};
  std::vector<std::string> titles = {};
  std::vector<std::string> fields = {};
  std::string about = {};
  std::string role = {};
  std::vector<std::string> not_by = {};
  bool by_vote = false;
  std::optional<JudgedWork> work = {};
};

}  // namespace journal
