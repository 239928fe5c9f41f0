// A person answered.
#pragma once

#include <string>
#include <string_view>

#include "journal/fields.h"

namespace journal {

struct QuestionAnswered {
  static constexpr std::string_view kind = "question.answered";
  std::string step = {};
  std::string answer = {};
  std::string by = {};
  std::string role = {};
  std::string reason = {};
  Pairs<std::string> fields = {};
  std::string source = {};
  std::string when = {};
};

}  // namespace journal
