#include "journal/events/check_finished.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, CheckFinished& data) {
  archive("suite", data.suite, "preflight, verify or health");
  archive("results", data.results);
  archive("database", data.database);
  archive.maybe("figures", data.figures, "of verify");
}

static std::string sentence(const CheckFinished& data) {
  std::vector<std::string> verdicts;
  for (const auto& result : data.results) verdicts.push_back(result.verdict);
  return data.suite + around(": ", count_words(verdicts));
}

template struct Codec<CheckFinished>;
extern const EventKind check_finished = kind_of<CheckFinished>("A suite of checks was asked.");

}  // namespace journal
