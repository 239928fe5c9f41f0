// answers.toml: what people say, written down beforehand, so that a run needs nobody at a terminal.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "runner/run.h"

namespace runner {

struct AnswerEntry {
  std::string step = {};  // glob over step ids; empty: any
  std::string when = {};  // empty: any
  Answer answer = {};
  int line = 0;
};

/// Reads the file. Throws Error{Code::file} when it is missing and Error{Code::configuration} with file, line and the
/// near match for what it cannot be.
std::vector<AnswerEntry> read_answers(const std::filesystem::path& file);

/// The first entry that fits answers; for fields, each field comes from the first fitting entry that has it. A retry
/// is given once per step: a file cannot see that it does not help. `unattended`: nobody is there to see what runs,
/// so only an entry that names the step lets a dangerous one run.
class AnswersFile : public AnswerSource {
 public:
  explicit AnswersFile(std::vector<AnswerEntry> entries, std::string file = "answers.toml", bool unattended = false)
      : entries_(std::move(entries)), file_(std::move(file)), unattended_(unattended) {}
  std::optional<Answer> ask(const Question& question) override;
  [[nodiscard]] std::optional<Answer> prepared(const Question& question) const override;

 private:
  [[nodiscard]] bool fits(const AnswerEntry& entry, const Question& question) const;

  std::vector<AnswerEntry> entries_;
  std::string file_;
  bool unattended_ = false;
  std::map<std::string, int> retried_;
};

/// Asks one after the other until somebody answers; fields that the first leaves open go to the next.
class Several : public AnswerSource {
 public:
  explicit Several(std::vector<AnswerSource*> people) : people_(std::move(people)) {}
  std::optional<Answer> ask(const Question& question) override;
  [[nodiscard]] std::optional<Answer> prepared(const Question& question) const override;

 private:
  std::vector<AnswerSource*> people_;
};

/// The entry that would answer the question, for pasting into answers.toml.
std::string toml_for(const Question& question);

}  // namespace runner
