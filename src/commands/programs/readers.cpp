// Programs that only show: files, folders, numbers, processes.
#include "commands/program.h"

namespace commands {

static constexpr Form forms_of_readers[] = {
    {.words = ""},
};

extern const Program readers{
    .names =
        "ls dir vdir cat tac head wc grep egrep fgrep zgrep zegrep rg ag ack cut tr fold nl rev column expand "
        "unexpand paste join comm diff colordiff cmp stat du df file basename dirname realpath readlink pwd whoami "
        "id groups users logname arch uname uptime w who last lastlog lscpu lsblk lsmem lspci lsusb lsmod blkid "
        "findmnt ps pgrep pidof pstree nproc getconf printenv locale md5sum sha1sum sha224sum sha256sum sha384sum "
        "sha512sum b2sum cksum sum zcat bzcat xzcat zstdcat lz4cat hexdump od strings which whereis whatis apropos "
        "tty cal ncal bc expr seq factor true false : test [ echo printf numfmt tsort getent getfacl lsattr getfattr "
        "nm objdump readelf ldd pmap lsns hostid zdiff zcmp cloc tokei exa eza bat lsb_release dpkg-query  locate "
        "mlocate gron vercmp semver jo csvstat csvcut csvgrep csvlook rpmquery sestatus getenforce getsebool "
        "runlevel numastat nfsstat",
    .options =
        "--version:only --help:only --pre=:unknown --pager=:unknown --hostname-bin=:unknown --poll:endless -* --*",
    .forms = forms_of_readers};

}  // namespace commands
