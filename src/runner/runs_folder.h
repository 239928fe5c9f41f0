// Where runs keep what they need on disk, beside the journal: the only place that knows how it is laid out.
#pragma once

#include <filesystem>
#include <string>

namespace runner {

class RunsFolder {
 public:
  RunsFolder() = default;
  explicit RunsFolder(std::filesystem::path path) : path_(std::move(path)) {}
  /// That of the journal's runs; absolute.
  static RunsFolder beside(const std::filesystem::path& journal_file) {
    return RunsFolder(std::filesystem::absolute(journal_file).parent_path() / "runs");
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Shell states and scripts, which may hold secrets: removed at the run's end.
  [[nodiscard]] std::filesystem::path work_of(const std::string& run) const { return path_ / run; }
  /// What its steps printed; stays.
  [[nodiscard]] std::filesystem::path outputs_of(const std::string& run) const { return path_ / (run + ".output"); }
  /// Marks of the run's secrets (secret_marks.h).
  [[nodiscard]] std::filesystem::path marks_of(const std::string& run) const {
    return path_ / "secrets" / (run + ".json");
  }
  /// A runbook's bytes by their SHA-256 (kept.h).
  [[nodiscard]] std::filesystem::path text_of(const std::string& hash) const {
    return path_ / "texts" / (hash + ".md");
  }
  /// The files that keep processes out of each other's way begin with this; `runbook`: its absolute path.
  [[nodiscard]] std::filesystem::path locks_of(const std::string& runbook) const;

 private:
  std::filesystem::path path_;
};

}  // namespace runner
