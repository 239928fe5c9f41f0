// One table of lockkeeper.toml being read: values with their types checked, and afterwards every key nobody asked
// for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "base/clock.h"
#include "base/error.h"

namespace config {

/// The file as messages show it: its name and its lines.
struct Source {
  std::string shown;      // the path as the person wrote it
  std::string_view text;  // outlives the Source
  [[nodiscard]] base::Place place(const toml::source_region& region) const;
};

/// Reads the keys of one table. Each `read` leaves its target as it is when the key is absent and throws
/// Error{Code::configuration} with the place when the value does not fit. `finish` throws at the first key not read.
class Section {
 public:
  /// `name`: "timeouts", or empty for the file's top level. A missing table (null) reads as an empty one.
  Section(const Source& source, std::string name, const toml::table* table);

  void read(std::string_view key, std::string& target);
  void read(std::string_view key, bool& target);
  void read(std::string_view key, std::vector<std::string>& target);
  void read(std::string_view key, base::Milliseconds& target);  // "2s"
  void read_percent(std::string_view key, double& target);
  void read_count(std::string_view key, long long least, long long& target);
  void read_count(std::string_view key, long long least, int& target);

  /// A table inside this one; reads as empty where it is missing.
  Section section(std::string_view key);
  [[nodiscard]] bool is_table(std::string_view key) const;
  /// The tables of a list, "[[key]]" in the file; none where it is missing.
  std::vector<Section> sections(std::string_view key);
  [[nodiscard]] bool is_list(std::string_view key) const;
  /// Where the table stands.
  [[nodiscard]] base::Place place() const;
  /// The keys that are there, in the file's order.
  [[nodiscard]] std::vector<std::string> keys() const;
  void finish() const;

  /// The error for a value at `key`: "timeouts.lock <problem>".
  [[nodiscard]] base::Error refuse(std::string_view key, std::string_view problem, std::string hint) const;

 private:
  const toml::node* take(std::string_view key);
  [[nodiscard]] std::string full(std::string_view key) const;

  const Source& source_;
  std::string name_;
  const toml::table* table_;
  std::vector<std::string> known_ = {};  // keys asked for so far
};

}  // namespace config
