// The .cases files beside the entries of the catalogues: one reader for all of them, which also writes what comes out
// now.
//
// They are written in one of four ways; each room says at its test what keys, heads and lines mean there.
//
//   fields        case: a sentence that should hold
//                 KEY: VALUE               the value behind its key or indented below it
//
//   sections      === HEAD                 the text up to the next ===; its first line is line 1
//                 --- NAME                 another text of the same case begins: another file, the undo
//
//   transcript    what is given            at the left edge, several lines of it together
//                   what is to come out    below it, indented
//
//   lines         as a transcript, but each line at the left edge is a case of its own
//
// A test is called with --update to have the files say what comes out now (testing/main.cpp); read the difference.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cases {

enum class Format { fields, sections, transcript, lines };

struct Part {
  std::string key;     // of a field or another text; empty: the text after the head, the indented lines
  std::string value;   // one line without its end, or whole lines; indented ones of a transcript as they stand
  int line = 0;        // of the file, from 1
  int line_count = 0;  // as it stands there
  std::string before;  // what stands before a value on its key's line
};

struct Case {
  std::string title;  // the sentence, the head, what is given
  int line = 0;
  std::vector<Part> parts;

  [[nodiscard]] const Part* find(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] std::string value(std::string_view key) const;  // empty where it is not said
};

/// Throws Error{Code::text} naming the line of what belongs to nothing, and of a field whose key is not in `keys`.
std::vector<Case> read(std::string_view text, Format format, const std::set<std::string>& keys = {});

/// Whether what comes out is written to the files, samples and pages included, instead of being compared.
bool updating();
void set_updating(bool update);

/// A file whose cases may be brought up to date; written when it goes, where something differs.
class File {
 public:
  /// Throws Error{Code::text} and Error{Code::file}.
  File(std::filesystem::path path, Format format, const std::set<std::string>& keys = {});
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] const std::vector<Case>& cases() const { return cases_; }
  [[nodiscard]] std::string where(const Case& one) const;  // file, line and title, for messages

  /// Only while updating, otherwise false and nothing is done: the caller compares.
  bool update(const Part& part, const std::string& value);
  bool update_head(const Case& one, const std::string& title);

 private:
  struct Edit {
    int line_count = 0;
    std::vector<std::string> instead;
  };
  std::filesystem::path path_;
  std::string text_;
  Format format_;
  std::vector<Case> cases_;
  std::map<int, Edit> edits_;  // by the line they begin at
};

/// The file beside the entry `id` of the catalogue in `folder` of the source: stem.cases, or stem_.cases where the
/// stem is a word of C++.
std::filesystem::path beside(std::string_view folder, std::string_view id);

}  // namespace cases
