#include "runbook/sibling_ways.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "runbook/words.h"

namespace runbook {

// NameFamily of which one holds and no other: where it runs, what it is done with, how. Longer ones first.
using NameFamily = std::vector<std::string_view>;
static const std::array<NameFamily, 6>& families() {
  static const std::array<NameFamily, 6> out{
      NameFamily{"docker compose",
                 "docker swarm",
                 "docker",
                 "kubernetes",
                 "k8s",
                 "helm",
                 "podman",
                 "nomad",
                 "openshift",
                 "bare metal",
                 "baremetal",
                 "systemd",
                 "virtual machines",
                 "virtual machine",
                 "vms",
                 "vm",
                 "linux",
                 "macos",
                 "mac os x",
                 "mac os",
                 "mac",
                 "osx",
                 "os x",
                 "windows",
                 "wsl",
                 "debian",
                 "ubuntu",
                 "rhel",
                 "red hat",
                 "centos",
                 "fedora",
                 "alpine",
                 "suse",
                 "rocky linux",
                 "alma linux",
                 "amazon linux",
                 "arch linux",
                 "freebsd",
                 "openbsd",
                 "amazon rds",
                 "aws rds",
                 "rds",
                 "aws aurora",
                 "aurora",
                 "amazon ec2",
                 "ec2",
                 "amazon ecs",
                 "ecs",
                 "eks",
                 "gke",
                 "aks",
                 "fargate",
                 "aws",
                 "google cloud sql",
                 "cloud sql",
                 "cloudsql",
                 "google cloud",
                 "gcp",
                 "alloydb",
                 "azure database",
                 "azure",
                 "heroku",
                 "supabase",
                 "neon",
                 "digitalocean",
                 "digital ocean",
                 "self hosted",
                 "self managed",
                 "selfhosted",
                 "on premises",
                 "on premise",
                 "on prem",
                 "managed database",
                 "managed service",
                 "cloud",
                 "apt",
                 "yum",
                 "dnf",
                 "homebrew",
                 "brew",
                 "npm",
                 "pnpm",
                 "yarn",
                 "pip",
                 "poetry",
                 "from source",
                 "from packages",
                 "from the package",
                 "bash",
                 "zsh",
                 "fish",
                 "powershell",
                 "command prompt",
                 "cmd exe"},
      NameFamily{"psql", "pgadmin 4", "pgadmin", "pgcli", "dbeaver", "datagrip", "command line", "cli", "gui",
                 "web ui", "web interface", "web console", "console", "dashboard", "terminal", "aws console",
                 "rest api", "api"},
      NameFamily{"patroni", "repmgr", "pg auto failover", "stolon", "cloudnativepg", "cnpg", "zalando operator",
                 "crunchy operator", "streaming replication"},
      NameFamily{"pgbouncer", "pgpool ii", "pgpool", "odyssey", "pgcat"},
      NameFamily{"flyway", "liquibase", "alembic", "django", "rails", "prisma", "sqitch", "knex", "typeorm",
                 "sequelize", "goose", "golang migrate"},
      NameFamily{"manually", "manual", "by hand", "automatically", "automatic", "automated", "interactive",
                 "scripted", "in place", "blue green", "rolling", "online", "offline", "with downtime",
                 "without downtime", "zero downtime", "no downtime"}};
  return out;
}

// " install on linux ": without what stands in parentheses, and without numbers at its beginning.
static std::string plain_words(std::string_view title) {
  std::string text(title.substr(0, 200));
  for (auto open = text.find('('); open != std::string::npos && open > 0; open = text.find('(', open)) {
    const auto close = text.find(')', open);
    text.erase(open, close == std::string::npos ? std::string::npos : close - open + 1);
  }
  auto words = words_of(text).list;
  while (words.size() > 1 && std::isdigit(static_cast<unsigned char>(words.front().front())) != 0)
    words.erase(words.begin());
  return fmt::format(" {} ", fmt::join(words, " "));
}

static std::string without(std::string words, std::string_view name) {
  const auto wanted = fmt::format(" {} ", name);
  for (auto at = words.find(wanted); at != std::string::npos; at = words.find(wanted))
    words.replace(at, wanted.size(), " ");
  return words;
}

// "Install on Linux": the name taken out, what is left tells the deed.
struct Deed {
  bool named = false;
  std::string rest = {};
};

static Deed deed_of(const std::string& words, const NameFamily& family) {
  Deed out{.rest = words};
  for (const auto name : family) out.rest = without(out.rest, name);
  out.named = out.rest != words;
  for (const auto word :
       {"using",   "with", "via",  "on",    "in",   "for", "the", "a",       "an",    "and",  "or",  "by",
        "through", "to",   "your", "under", "from", "mit", "auf", "mittels", "über",  "avec", "sur", "con",
        "en",      "com",  "em",   "su",    "met",  "op",  "z",   "na",      "через", "на",   "с"})
    out.rest = without(out.rest, word);
  return out;
}

// Most headings name none of them, and a file may have thousands.
static bool may_name_one(const std::string& words) {
  static const auto first_words = [] {
    std::set<std::string_view> out;
    for (const auto& family : families()) {
      for (const auto name : family) out.insert(name.substr(0, name.find(' ')));
    }
    return out;
  }();
  return std::ranges::any_of(base::split(words, ' '),
                             [](std::string_view word) { return first_words.contains(word); });
}

static bool same_deed_otherwise_done(const std::string& one, const std::string& other) {
  return one != other && may_name_one(one) && may_name_one(other) &&
         std::ranges::any_of(families(), [&](const NameFamily& family) {
           const auto left = deed_of(one, family);
           const auto right = deed_of(other, family);
           return left.named && right.named && left.rest == right.rest;
         });
}

// ---- letters ----

namespace {

// "A) with systemd", "(b) …", "1a. …", "C. …".
struct Lettered {
  std::string number = {};  // before the letter: the 1 of 1a
  char letter = 0;          // lower case; 0: none
  bool point = false;       // "C.": may be an outline as well
  std::string key = {};
  std::string title = {};
};

}  // namespace

static Lettered letter_of(std::string_view title) {
  title = base::trim(title);
  const bool open = title.starts_with('(');
  if (open) title.remove_prefix(1);
  Lettered out;
  const auto digits = std::min(title.find_first_not_of("0123456789"), title.size());
  if (digits > 2 || digits + 2 > title.size()) return {};
  const char letter = title[digits];
  const char sign = title[digits + 1];
  const bool closed = sign == ')' || (!open && (sign == '.' || sign == ':' || sign == '-'));
  if (std::isalpha(static_cast<unsigned char>(letter)) == 0 || !closed || (open && sign != ')')) return {};
  const auto rest = title.substr(digits + 2);
  if (!rest.empty() && rest.front() != ' ') return {};  // "a.b"
  out.number = title.substr(0, digits);
  out.letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  out.point = digits == 0 && sign != ')';
  out.key = title.substr(0, digits + 1);
  out.title = base::trim(rest);
  while (out.title.ends_with(':')) out.title.pop_back();
  if (out.title.empty()) out.title = out.key;
  return out;
}

static bool follows(const Lettered& one, const Lettered& next) {
  return one.letter != 0 && next.letter == one.letter + 1 && next.number == one.number && next.point == one.point;
}

// What is done one after the other, where the letters count steps: "1a. Stop …", "1b. Copy …".
static bool is_deed(std::string_view word) {
  static const std::set<std::string_view> verbs{
      "stop",    "start",   "restart", "take",    "check",  "verify",  "run",    "apply",    "prepare",  "announce",
      "notify",  "drain",   "pause",   "resume",  "create", "drop",    "deploy", "test",     "validate", "enable",
      "wait",    "disable", "tell",    "inform",  "open",   "close",   "scale",  "confirm",  "cut",      "switch",
      "promote", "restore", "dump",    "copy",    "import", "export",  "load",   "backup",   "back",     "migrate",
      "update",  "upgrade", "install", "remove",  "delete", "add",     "set",    "reload",   "rotate",   "clean",
      "analyze", "vacuum",  "reindex", "connect", "log",    "monitor", "review", "rollback", "roll",     "move"};
  return verbs.contains(word);
}

static std::string first_word(const std::string& title) {
  const auto words = words_of(title).list;
  return words.empty() ? std::string() : words.front();
}

// Deeds that differ, each by its verb: nobody can tell whether one stands for the other or comes behind it.
static bool may_follow_each_other(const std::vector<std::string>& titles) {
  std::set<std::string> seen;
  return std::ranges::all_of(titles, [&](const std::string& title) {
    const auto word = first_word(title);
    return is_deed(word) && seen.insert(word).second;
  });
}

static bool begin_alike(const std::vector<std::string>& titles) {
  const auto word = first_word(titles.front());
  return std::ranges::all_of(titles, [&](const std::string& title) { return first_word(title) == word; });
}

static bool are_ways(const std::vector<std::string>& titles, const Tongue& tongue) {
  for (std::size_t i = 0; i + 1 < titles.size(); ++i) {
    const bool means = tongue.says_means(titles[i]) && tongue.says_means(titles[i + 1]);
    if (!means && !same_deed_otherwise_done(plain_words(titles[i]), plain_words(titles[i + 1]))) return false;
  }
  return true;
}

static std::optional<SiblingWays> lettered_from(const std::vector<std::string>& titles, std::size_t first,
                                                const Tongue& tongue) {
  std::vector<Lettered> run{letter_of(titles[first])};
  if (run.front().letter != 'a') return std::nullopt;
  while (first + run.size() < titles.size()) {
    auto next = letter_of(titles[first + run.size()]);
    if (!follows(run.back(), next)) break;
    run.push_back(std::move(next));
  }
  if (run.size() < 2) return std::nullopt;
  SiblingWays out{.first = first};
  std::vector<std::string> bare;
  for (const auto& each : run) {
    out.ways.push_back({.key = each.key, .title = each.title});
    bare.push_back(each.title);
  }
  const bool plainly = begin_alike(bare) || are_ways(bare, tongue);
  if (run.front().point && !plainly) return std::nullopt;  // "A. Preparation", "B. Migration": chapters
  out.sure = plainly || !may_follow_each_other(bare);
  return out;
}

static std::optional<SiblingWays> named_from(const std::vector<std::string>& titles, std::size_t first,
                                             const Tongue& tongue) {
  const auto fits = [&](std::size_t i) {
    return !tongue.is_step(titles[i]) && !tongue.is_step(titles[i - 1]) &&
           are_ways({titles[i - 1], titles[i]}, tongue);
  };
  std::size_t last = first;
  while (last + 1 < titles.size() && fits(last + 1)) ++last;
  if (last == first) return std::nullopt;
  SiblingWays out{.first = first};
  for (std::size_t i = first; i <= last; ++i) {
    std::string title(base::trim(titles[i]));
    while (title.ends_with(':')) title.pop_back();
    out.ways.push_back({.key = std::to_string(i - first + 1), .title = title});
  }
  return out;
}

std::vector<SiblingWays> ways_among(const std::vector<std::string>& titles, const Tongue& tongue) {
  std::vector<SiblingWays> out;
  for (std::size_t i = 0; i + 1 < titles.size();) {
    auto found = lettered_from(titles, i, tongue);
    if (!found) found = named_from(titles, i, tongue);
    i += found ? found->ways.size() : 1;
    if (found) out.push_back(std::move(*found));
  }
  return out;
}

bool may_be_way(std::string_view label) {
  const auto letter = letter_of(label);
  if (letter.letter != 0 && !letter.point) return true;
  const auto words = plain_words(label);
  return std::ranges::any_of(families(), [&](const NameFamily& family) {
    const auto deed = deed_of(words, family);
    return deed.named && deed.rest == " ";
  });
}

}  // namespace runbook
