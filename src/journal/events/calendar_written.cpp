#include "journal/events/calendar_written.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, CalendarWritten& data) {
  archive("title", data.title);
  archive("uid", data.uid);
  archive("sequence", data.sequence);
  archive("start", data.start);
  archive("end", data.end);
  archive("cancelled", data.cancelled);
}

static std::string sentence(const CalendarWritten& data) {
  return fmt::format("calendar {}{}", data.cancelled ? "cancelled" : "written", around(": ", data.title));
}

template struct Codec<CalendarWritten>;
extern const EventKind calendar_written = kind_of<CalendarWritten>("A calendar file was written.", Told::by_itself);

}  // namespace journal
