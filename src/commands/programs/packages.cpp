// Package managers of systems and languages.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form packages_apt[] = {
    {.words = "list|show|search|policy|showpkg|depends|rdepends|changelog|moo", .options = "-* --*"},
    {.words = "remove|purge|autoremove|autopurge|clean|autoclean",
     .effect = Effect::destroys,
     .does = "removes packages: {*}",
     .options = "--dry-run:only -s:only --simulate:only"},
    {.words = "*",
     .effect = Effect::changes,
     .does = "runs apt {0} {*}",
     .options = "-s:only --simulate:only --dry-run:only"},
};

static constexpr Form packages_apt_cache[] = {
    {.words = "policy|show|search|showpkg|depends|rdepends|madison|stats|pkgnames|showsrc", .options = "-* --*"},
};

static constexpr Form packages_apt_mark[] = {
    {.words = "showhold|showauto|showmanual"},
    {.words = "", .effect = Effect::changes, .does = "runs apt-mark {*}"},
};

static constexpr Form packages_dpkg[] = {
    {.words = "",
     .options = "-l? --list? -L,--listfiles= -s,--status= -S,--search= -p= --get-selections? --print-architecture "
                "--compare-versions -C,--audit -V,--verify -c= -I= -i=:changes --install=:changes -r=:destroys "
                "--remove=:destroys -P=:destroys --purge=:destroys --configure=:changes -a"},
};

static constexpr Form packages_dpkg_reconfigure[] = {
    {.words = "", .effect = Effect::changes, .does = "changes the configuration of {*}"},
};

static constexpr Form packages_yum[] = {
    {.words = "services list|info"},
    {.words = "history ."},
    {.words = "history list|info"},
    {.words = "list|info|search|repolist|check-update|provides|repoquery|updateinfo|deplist|if|se|lu|lr|packages|"
              "repos|version|config|outdated|doctor|deps",
     .options = "-* --*"},
    {.words = "remove|erase|autoremove|clean|uninstall|rm|del|cleanup",
     .effect = Effect::destroys,
     .does = "removes packages: {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr Form packages_rpm[] = {
    {.words = "",
     .options = "-q,--query -a,--all -qa -qi= -ql= -qf= -qip= -i=:changes -U=:changes -Uvh=:changes -ivh=:changes "
                "-e=:destroys --erase=:destroys -V -l -f= -p= --import=:changes --queryformat= --last --changelog"},
};

static constexpr Form packages_snap[] = {
    {.words = "list|info|find|version|services|connections|changes|search|remotes", .options = "-* --*"},
    {.words = "remove|uninstall", .effect = Effect::destroys, .does = "removes {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr Form packages_pip[] = {
    {.words = "list|show|freeze|check|search|index|debug", .options = "-* --*"},
    {.words = "uninstall", .effect = Effect::destroys, .does = "removes {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs pip {0} {*}"},
};

static constexpr Form packages_gem[] = {
    {.words = "list|search|info|env|environment|outdated|which|contents", .options = "-* --*"},
    {.words = "uninstall|cleanup", .effect = Effect::destroys, .does = "removes {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs gem {0} {*}"},
};

static constexpr Form packages_go[] = {
    {.words = "version|env|list|doc|vet", .options = "-* -w:changes -u:changes"},
    {.words = "clean|build|install|get|mod|fmt|generate|work", .effect = Effect::changes, .does = "runs go {0} {*}"},
    {.words = "run|test|tool", .effect = Effect::unknown, .does = "what {*} does"},
};

static constexpr Form packages_cargo[] = {
    {.words = "tree|metadata|search|version|locate-project|verify-project|pkgid"},
    {.words = "build|install|uninstall|update|clean|fetch|add|remove|fmt|check|publish",
     .effect = Effect::changes,
     .does = "runs cargo {0} {*}"},
    {.words = "*", .effect = Effect::unknown, .does = "what cargo {0} does"},
};

static constexpr Form packages_nix[] = {
    {.words = "list|ls|version|versions|info|show|current|which|search", .options = "-* --*"},
    {.words = "*", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr Form packages_composer[] = {
    {.words = "show|info|outdated|validate|diagnose|licenses|why|audit", .options = "-* --*"},
    {.words = "install|update|require|remove|dump-autoload",
     .effect = Effect::changes,
     .does = "runs composer {0} {*}"},
    {.words = "*", .effect = Effect::unknown, .does = "what composer {0} does"},
};

static constexpr Form packages_update_ca_certificates[] = {
    {.words = "", .effect = Effect::changes, .does = "changes the system"},
};

static constexpr Form packages_subscription_manager[] = {
    {.words = "", .options = "-* --*"},
};

static void judge_packages(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"apt", packages_apt},
      {"apt-get", packages_apt},
      {"aptitude", packages_apt},
      {"apt-cache", packages_apt_cache},
      {"apt-mark", packages_apt_mark},
      {"dpkg", packages_dpkg},
      {"dpkg-reconfigure", packages_dpkg_reconfigure},
      {"yum", packages_yum},
      {"dnf", packages_yum},
      {"microdnf", packages_yum},
      {"zypper", packages_yum},
      {"apk", packages_yum},
      {"pacman", packages_yum},
      {"brew", packages_yum},
      {"port", packages_yum},
      {"tdnf", packages_yum},
      {"rpm", packages_rpm},
      {"snap", packages_snap},
      {"flatpak", packages_snap},
      {"pip", packages_pip},
      {"pip3", packages_pip},
      {"pipx", packages_pip},
      {"gem", packages_gem},
      {"go", packages_go},
      {"cargo", packages_cargo},
      {"nix", packages_nix},
      {"nix-env", packages_nix},
      {"nix-shell", packages_nix},
      {"conda", packages_nix},
      {"mamba", packages_nix},
      {"asdf", packages_nix},
      {"nvm", packages_nix},
      {"rbenv", packages_nix},
      {"pyenv", packages_nix},
      {"sdk", packages_nix},
      {"mise", packages_nix},
      {"volta", packages_nix},
      {"fnm", packages_nix},
      {"rustup", packages_nix},
      {"corepack", packages_nix},
      {"composer", packages_composer},
      {"update-ca-certificates", packages_update_ca_certificates},
      {"ldconfig", packages_update_ca_certificates},
      {"fc-cache", packages_update_ca_certificates},
      {"needrestart", packages_update_ca_certificates},
      {"unattended-upgrade", packages_update_ca_certificates},
      {"do-release-upgrade", packages_update_ca_certificates},
      {"needs-restarting", packages_subscription_manager},
  };
  call.by_forms_of({.names = "packages",
                    .options = "-y,--yes -q,--quiet --help:only --version:only ",
                    .forms = forms.at(call.name())});
}

extern const Program packages{
    .names =
        "apt apt-get aptitude apt-cache apt-mark dpkg dpkg-reconfigure yum dnf microdnf zypper apk pacman brew port "
        "tdnf rpm snap flatpak pip pip3 pipx gem go cargo nix nix-env nix-shell conda mamba asdf nvm rbenv pyenv sdk "
        "mise volta fnm rustup corepack composer update-ca-certificates ldconfig fc-cache needrestart "
        "unattended-upgrade do-release-upgrade needs-restarting",
    .options = "-y,--yes -q,--quiet --help:only --version:only ",
    .judge = judge_packages};

}  // namespace commands
