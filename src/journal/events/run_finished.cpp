#include "journal/events/run_finished.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, RunFinished& data) {
  archive("state", data.state, "passed, failed or stopped");
  archive("duration_ms", data.duration);
  archive.maybe("reason", data.reason, "where it was not the last step");
  archive.maybe("left_to_people", data.left_to_people, "steps that people were to do, and that nobody has done");
}

static std::string sentence(const RunFinished& data) {
  const auto left = data.left_to_people.size();
  return data.state + (left > 0 ? fmt::format(", {} left to people", left) : "") +
         around(" after ", word(data.duration));
}

template struct Codec<RunFinished>;
extern const EventKind run_finished = kind_of<RunFinished>("The run is over.");

}  // namespace journal
