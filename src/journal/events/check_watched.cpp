#include "journal/events/check_watched.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, CheckChange& data) {
  archive("check", data.check);
  archive("from", data.from);
  archive("to", data.to);
  archive("evidence", data.evidence);
}

template <class Archive>
void describe(Archive& archive, CheckWatched& data) {
  archive("suite", data.suite);
  archive("results", data.results);
  archive("round", data.round);
  archive("due_ms", data.due, "after the beginning");
  archive("changes", data.changes, "since the round before");
}

static std::string sentence(const CheckWatched& data) {
  std::vector<std::string> verdicts;
  for (const auto& result : data.results) verdicts.push_back(result.verdict);
  auto text = fmt::format("{} watched{}{}", data.suite, around(", round ", word(data.round)),
                          around(": ", count_words(verdicts)));
  for (const auto& change : data.changes) {
    text += fmt::format("; {} went{} to {}{}", change.check, around(" from ", change.from.value_or("")), change.to,
                        around(": ", change.evidence));
  }
  return text;
}

template struct Codec<CheckWatched>;
extern const EventKind check_watched = kind_of<CheckWatched>("A round of checks that are watched.", Told::by_itself);

}  // namespace journal
