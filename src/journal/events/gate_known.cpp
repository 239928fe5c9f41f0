#include "journal/events/gate_known.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, GateFact& data) {
  archive("what", data.what);
  archive("holds", data.holds, "yes, no or unknown");
  archive("text", data.text);
  archive.maybe("age_ms", data.age);
}

template <class Archive>
void describe(Archive& archive, GateKnown& data) {
  archive("step", data.step);
  archive("facts", data.facts);
}

// A truth is what others than Lockkeeper may have written.
static bool holds(const GateFact& fact) {
  return fact.holds != "no" && fact.holds != "false";
}

static std::string sentence(const GateKnown& data) {
  std::vector<std::string> good;
  std::vector<std::string> bad;
  for (const auto& fact : data.facts) (holds(fact) ? good : bad).push_back(fact.what + around(": ", fact.text));
  std::string out = "the journal said before the go/no-go: ";
  if (good.empty() && bad.empty()) return out + "nothing";
  out += fmt::format("{}", fmt::join(good, "; "));
  if (!bad.empty()) out += fmt::format("{}not as it should be: {}", good.empty() ? "" : "; ", fmt::join(bad, "; "));
  return out;
}

template struct Codec<GateKnown>;
extern const EventKind gate_known =
    kind_of<GateKnown>("What the journal knew when a gate was reached.", Told::by_itself);

}  // namespace journal
