#include "journal/events/note.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, Note& data) {
  archive("text", data.text);
  archive.maybe("action", data.action, "it is still to be done");
  archive.maybe("owner", data.owner, "who will do it");
  archive.maybe("due", data.due);
}

static std::string sentence(const Note& data) {
  return data.text;
}

template struct Codec<Note>;
extern const EventKind note = kind_of<Note>("A person noted something.");

}  // namespace journal
