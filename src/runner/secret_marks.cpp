#include "runner/secret_marks.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/json.h"

namespace runner {

namespace fs = std::filesystem;

namespace {

struct Marks {
  std::string salt;
  std::map<std::size_t, std::set<std::string>> digests;  // by the secret's length in bytes
};

}  // namespace

// Many times over, so that guessing a weak secret takes as many times as long.
static std::string digest(const std::string& salt, std::string_view value) {
  constexpr int rounds = 64;
  auto out = base::sha256(salt + std::string(value));
  for (int round = 1; round < rounds; ++round) out = base::sha256(salt + out);
  return out;
}

static std::string new_salt() {
  std::random_device random;
  std::string salt;
  for (int at = 0; at < 4; ++at) salt += fmt::format("{:08x}", random());
  return salt;
}

static Marks read_marks(const fs::path& file) {
  Marks marks;
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) return marks;
  try {
    const auto json = base::Json::parse(base::read_file(file));
    marks.salt = json.at("salt").get<std::string>();
    for (const auto& each : json.at("secrets"))
      marks.digests[each.at("bytes").get<std::size_t>()].insert(each.at("digest").get<std::string>());
  } catch (const std::exception&) {
    return {};  // of another account, or cut off: as if there were none
  }
  return marks;
}

void keep_marks(const RunsFolder& runs, const std::string& run, const std::vector<std::string>& values) {
  const auto file = runs.marks_of(run);
  auto marks = read_marks(file);
  if (marks.salt.empty()) marks.salt = new_salt();
  bool added = false;
  for (const auto& value : values) {
    if (!value.empty()) added = marks.digests[value.size()].insert(digest(marks.salt, value)).second || added;
  }
  if (!added) return;
  base::Json json{{"salt", marks.salt}, {"secrets", base::Json::array()}};
  for (const auto& [bytes, digests] : marks.digests) {
    for (const auto& each : digests) json["secrets"].push_back({{"bytes", bytes}, {"digest", each}});
  }
  base::write_file(file, json.dump(2) + "\n");
}

std::vector<std::string> marked_in(const RunsFolder& runs, const std::string& run, std::string_view text) {
  if (run.empty() || run.find('/') != std::string::npos) return {};
  const auto marks = read_marks(runs.marks_of(run));
  std::vector<std::string> found;
  for (const auto& [bytes, digests] : marks.digests) {
    for (std::size_t at = 0; at + bytes <= text.size(); ++at) {
      const auto piece = text.substr(at, bytes);
      if (std::ranges::find(found, piece) == found.end() && digests.contains(digest(marks.salt, piece)))
        found.emplace_back(piece);
    }
  }
  return found;
}

}  // namespace runner
