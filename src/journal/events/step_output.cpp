#include "journal/events/step_output.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, StepOutput& data) {
  archive("step", data.step);
  archive("stream", data.stream);
  archive("text", data.text, "cut in the middle above 64 kB");
  archive.maybe("cut_bytes", data.cut_bytes, "left out of the text");
  archive.maybe("bytes", data.bytes, "of all of it");
  archive.maybe("file", data.file, "all of it");
}

static std::string sentence(const StepOutput& data) {
  const auto all = base::lines(data.text);
  return data.step + around(", ", all.empty() ? "" : base::count_of(std::ssize(all), "line")) +
         around(": ", all.empty() ? "" : std::string(base::trim(all.front())));
}

template struct Codec<StepOutput>;
extern const EventKind step_output = kind_of<StepOutput>("What a step printed.");

}  // namespace journal
