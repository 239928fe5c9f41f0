// This program itself: it asks where it has to. What undoes or replaces is asked beforehand as well.
#include "commands/program.h"

namespace commands {

static constexpr Form forms_of_lockkeeper[] = {
    {.words = "down",
     .effect = Effect::destroys,
     .does = "undoes migrations",
     .options = "--help:only -h:only --dry-run:only"},
    {.words = "backup restore",
     .effect = Effect::destroys,
     .does = "replaces the database by a backup",
     .options = "--help:only -h:only --dry-run:only"},
    {.words = "sandbox",
     .effect = Effect::unknown,
     .does = "what runs on the sandbox",
     .options = "--help:only -h:only"},
    {.words = "", .effect = Effect::ours, .options = "-* --*"},
};

extern const Program lockkeeper{.names = "lockkeeper lk", .forms = forms_of_lockkeeper, .in_project = true};

}  // namespace commands
