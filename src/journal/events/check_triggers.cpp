#include "journal/events/check_triggers.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, CheckTriggers& data) {
  archive("runbook", data.runbook);
  archive("alarms", data.alarms, "how many speak for rolling back");
  archive("groups", data.groups, "the conditions with what was found");
}

static std::string sentence(const CheckTriggers& data) {
  return data.runbook + ": " +
         (data.alarms == 0
              ? std::string("nothing measured speaks for rolling back")
              : base::count_of(data.alarms, "condition speaks", "conditions speak") + " for rolling back");
}

template struct Codec<CheckTriggers>;
extern const EventKind check_triggers =
    kind_of<CheckTriggers>("A runbook's rollback conditions were held against what is measured.");

}  // namespace journal
