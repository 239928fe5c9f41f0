// Files between hosts.
#include "commands/call.h"

namespace commands {

static constexpr Form forms_of_copies[] = {
    {.words = "", .effect = Effect::changes, .does = "copies {*} between hosts"},
};
static constexpr Form forms_of_rsync[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "copies {*}",
     .options = "-n,--dry-run:only --list-only:only -a,--archive -v,--verbose -h -z,--compress -P --progress -r "
                "-e,--rsh=:unknown "
                "--delete:destroys --delete-after:destroys --delete-before:destroys --delete-during:destroys "
                "--delete-excluded:destroys "
                "--remove-source-files:destroys --exclude= --include= -i,--itemize-changes -c,--checksum --stats -x "
                "-H -A -X -t -p -o -g -D -l"},
};

static void judge_copies(Call& call) {
  static constexpr Program rsync{.names = "rsync", .forms = forms_of_rsync};
  static constexpr Program scp{.names = "scp", .forms = forms_of_copies};
  call.by_forms_of(call.name() == "rsync" ? rsync : scp);
}

extern const Program copies_between_hosts{.names = "scp rsync", .judge = judge_copies};

}  // namespace commands
