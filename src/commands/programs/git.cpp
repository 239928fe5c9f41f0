// Git: history is read, changed, thrown away.
#include "commands/program.h"

namespace commands {

static constexpr Form forms_of_git[] = {
    {.words = "status|log|show|diff|blame|annotate|shortlog|describe|rev-parse|rev-list|ls-files|ls-tree|ls-remote|"
              "cat-file|grep|whatchanged|name-rev|merge-base|for-each-ref|show-ref|count-objects|fsck|check-ignore|"
              "check-attr|var|help|version|cherry|range-diff|diff-tree|diff-index|diff-files|verify-commit|verify-"
              "tag|show-branch|rerere-status",
     .options = "--upload-pack=:unknown --exec=:unknown -* --* --output=:writes -o=:unknown --ext-diff:unknown "
                "-O?:unknown --open-files-in-pager?:unknown"},
    {.words = "branch|tag .",
     .options = "-a,--all -r,--remotes -v -vv -l,--list --merged? --no-merged? --contains? --sort= --format= -n? "
                "--show-current --points-at= --column? --color? --no-color --no-contains?"},
    {.words = "branch",
     .effect = Effect::changes,
     .does = "changes branches: {*}",
     .options = "-D:destroys -d:destroys --delete:destroys --list:only -l:only --contains=:only --merged=:only"},
    {.words = "tag",
     .effect = Effect::changes,
     .does = "changes tags: {*}",
     .options = "-d:destroys --delete:destroys -l,--list:only -n?:only --contains=:only -v:only --verify:only"},
    {.words = "remote .", .options = "-v,--verbose"},
    {.words = "remote show|get-url", .options = "-n --all --push"},
    {.words = "stash|worktree|submodule|notes|reflog|bisect|config|bundle|lfs "
              "list|show|status|log|summary|get|verify|ls-files|visualize",
     .options = "-* --* --unset:changes --add:changes --global --local"},
    {.words = "reflog .", .options = "-* --*"},
    {.words = "config",
     .effect = Effect::changes,
     .does = "changes the configuration: {*}",
     .options = "-l,--list:only --get:only --get-all:only --get-regexp:only --global --local"},
    {.words = "fetch",
     .effect = Effect::changes,
     .does = "fetches from another repository",
     .options = "--tags -t --all -p,--prune --depth= --unshallow -f,--force -q -v --dry-run:only"},
    {.words = "reset",
     .effect = Effect::destroys,
     .does = "throws local work away",
     .options = "--hard:destroys --soft --mixed --keep --merge"},
    {.words = "clean",
     .effect = Effect::destroys,
     .does = "deletes files that are in no commit",
     .options = "-f -d -x -X -n,--dry-run:only -i:terminal -e= -q"},
    {.words = "push",
     .effect = Effect::changes,
     .does = "sends commits to another repository",
     .options = "-f,--force:destroys --force-with-lease?:destroys --delete:destroys -d:destroys --mirror:destroys "
                "--prune:destroys -u --tags --all --dry-run:only -n:only -q --set-upstream"},
    {.words = "checkout|restore|switch",
     .effect = Effect::destroys,
     .does = "changes the files of the working tree: {*}"},
    {.words = "stash drop|clear|pop", .effect = Effect::destroys, .does = "takes the stash away"},
    {.words = "filter-branch|filter-repo|gc|prune|rebase|update-ref|replace",
     .effect = Effect::destroys,
     .does = "rewrites history"},
    {.words = "worktree remove|prune", .effect = Effect::destroys, .does = "removes working trees: {*}"},
    {.words = "rm", .effect = Effect::destroys, .does = "removes files: {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs git {0} {*}"},
};

extern const Program git{
    .names = "git",
    .options =
        "-C= -c=:unknown --config-env=:unknown --no-pager --git-dir= --work-tree= -p,--paginate --version:only "
        "--help:only -P --bare --no-optional-locks --literal-pathspecs --exec-path?",
    .forms = forms_of_git};

}  // namespace commands
