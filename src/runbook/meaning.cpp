#include "runbook/meaning.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "runbook/languages.h"
#include "runbook/vocabulary.h"
#include "runbook/words.h"

namespace runbook {

// Names of environments and systems that a step may be for, the same in most languages.
static const std::set<std::string_view>& environments() {
  static const std::set<std::string_view> out{"staging",
                                              "stage",
                                              "production",
                                              "prod",
                                              "produktion",
                                              "producción",
                                              "produção",
                                              "produzione",
                                              "productie",
                                              "produkcji",
                                              "produkcja",
                                              "prode",
                                              "dev",
                                              "development",
                                              "entwicklung",
                                              "desarrollo",
                                              "desenvolvimento",
                                              "développement",
                                              "sviluppo",
                                              "ontwikkeling",
                                              "test",
                                              "testing",
                                              "qa",
                                              "uat",
                                              "preprod",
                                              "preproduction",
                                              "integration",
                                              "int",
                                              "sandbox",
                                              "demo",
                                              "local",
                                              "locally",
                                              "lokal",
                                              "canary",
                                              "lab",
                                              "training",
                                              "acceptance",
                                              "homologação",
                                              "homologación",
                                              "recette",
                                              "préprod",
                                              "preprodução",
                                              "preproducción",
                                              "acceptatie",
                                              "testumgebung",
                                              "testsystem",
                                              "produktivsystem",
                                              "collaudo",
                                              "prueba",
                                              "pruebas",
                                              "teste",
                                              "testes",
                                              "тесте",
                                              "тестовой",
                                              "teście",
                                              "testowym",
                                              "testowej",
                                              "primario",
                                              "sandboxen",
                                              "ci",
                                              "продакшене",
                                              "продакшен",
                                              "проде",
                                              "прод",
                                              "стейджинге",
                                              "стейджинг",
                                              "primary",
                                              "replica",
                                              "standby",
                                              "replicas"};
  return out;
}

static bool names_environment(const WordList& words) {
  const auto& all = environments();
  if (std::any_of(words.list.begin(), words.list.end(), [&](const auto& word) { return all.contains(word); }))
    return true;
  for (const std::string_view each : {"生产", "预发", "测试环境", "开发环境", "线上", "本番", "ステージング",
                                      "検証環境", "開発環境", "운영", "스테이징", "개발"}) {
    if (words.joined.find(each) != std::string::npos) return true;
  }
  return words.joined.find("staging") != std::string::npos && is_unspaced(words.joined);
}

// What only one of several can be: a system, a package manager, an environment.
static const std::set<std::string_view>& systems() {
  static const std::set<std::string_view> out{
      "linux",  "macos",      "mac",      "windows",    "debian",   "ubuntu",  "rhel",   "centos",  "fedora",
      "alpine", "suse",       "redhat",   "rocky",      "alma",     "amazon",  "arch",   "freebsd", "osx",
      "docker", "kubernetes", "k8s",      "helm",       "compose",  "systemd", "podman", "apt",     "yum",
      "dnf",    "brew",       "homebrew", "aws",        "gcp",      "azure",   "rds",    "aurora",  "cloudsql",
      "bare",   "vm",         "vms",      "postgresql", "postgres", "mysql",   "bash",   "zsh",     "powershell",
      "cmd",    "npm",        "pnpm",     "pip",        "poetry",   "arm",     "arm64",  "amd64",   "x86"};
  return out;
}

static bool is_place(std::string_view word) {
  return is_any_of(word, {"primary", "replica",   "replicas", "standby", "server",   "servers", "host",    "hosts",
                          "machine", "node",      "nodes",    "bastion", "jumphost", "laptop",  "leader",  "follower",
                          "master",  "secondary", "rechner",  "serveur", "servidor", "сервере", "serwerze"});
}

std::string exclusive_in(std::string_view lead_in) {
  const auto words = words_of(lead_in);
  if (words.list.size() < 2 || words.list.size() > 7) return {};
  static const std::set<std::string_view> openers{
      "for",  "on",   "in",  "if",   "with", "using", "via", "when", "für", "auf", "bei", "mit", "unter", "wenn",
      "pour", "sous", "sur", "avec", "si",   "para",  "en",  "con",  "com", "em",  "no",  "na",  "per",   "su",
      "voor", "op",   "met", "als",  "dla",  "na",    "w",   "z",    "для", "на",  "в",   "с"};
  if (!openers.contains(words.list.front())) return {};
  for (const auto& word : words.list) {
    if (is_place(word)) return {};  // what is done on one is done on the other as well
    if (environments().contains(word) || systems().contains(word)) return words.list.front();
  }
  return {};
}

// Where something is to be done that need not be here: a machine, or what one goes into first.
static bool is_elsewhere(const WordList& words, std::size_t at) {
  const auto& word = words.list[at];
  const bool another = at > 0 && is_any_of(words.list[at - 1], {"old", "new", "other", "source", "target", "remote"});
  return is_place(word) || is_any_of(word, {"container", "pod", "session", "jumpbox", "jump"}) ||
         (another && is_any_of(word, {"system", "box", "instance", "vm"}));
}

// "On the old server:", "Run this on your old system:", "SSH to the primary, then:".
static bool names_place(std::string_view lead_in) {
  const auto words = words_of(lead_in);
  if (words.list.size() < 2 || words.list.size() > 12) return false;
  const bool runs = is_any_of(words.list.front(), {"run", "execute", "do", "enter", "type", "issue", "perform"});
  const bool goes = is_any_of(words.list.front(), {"ssh", "log", "login", "connect", "exec", "go"});
  for (std::size_t at = 0; at < std::min<std::size_t>(runs ? 8 : 4, words.list.size()); ++at) {
    const bool on =
        is_any_of(words.list[at], {"on", "auf", "sur", "en", "em", "su", "op", "na", "на", "from", "at", "inside"});
    const bool into = is_any_of(words.list[at], {"to", "into", "in", "onto"});
    if (!(on && (at == 0 || runs || goes)) && !(into && goes)) continue;
    for (std::size_t behind = at + 1; behind < std::min(at + 6, words.list.size()); ++behind)
      if (is_elsewhere(words, behind)) return true;
  }
  return false;
}

// The sentence that announces what follows: the last one, or all where that says no more than "Run:".
static std::string_view announcing(std::string_view text) {
  text = base::trim(text);
  std::size_t begin = 0;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if ((text[at] == '.' || text[at] == '!' || text[at] == '?') && (text[at + 1] == ' ' || text[at + 1] == '\n'))
      begin = at + 1;
  }
  const auto last = base::trim(text.substr(begin));
  return begin > 0 && words_of(last).list.size() > 4 ? last : text;
}

// A sentence alone, or one that ends with a colon: it is about what follows, and not about what was said before.
static bool announces(std::string_view text) {
  text = base::trim(text);
  if (text.ends_with(':') || text.ends_with("：")) return true;
  const auto end = std::min(std::min(text.find(". "), text.find("! ")), text.find(".\n"));
  return end == std::string_view::npos;
}

// "STOP", "Stop: …", "⛔ …": a word that alone is a stop sign, with a sign that it is meant as one.
static bool is_stop_sign(std::string_view text, const WordList& words, const std::vector<std::size_t>& which) {
  if (words.list.empty()) return false;
  const auto& first = words.list.front();
  const bool halts = std::any_of(which.begin(), which.end(), [&](std::size_t language) {
    return std::ranges::any_of(phrases_of(language, &Language::halt), [&](const Phrase& phrase) {
      return phrase.unspaced ? words.joined.starts_with(phrase.tokens.front()) && words.joined.size() < 40
                             : find_phrase(phrase, words) == std::optional<std::size_t>(0);
    });
  });
  if (!halts) return false;
  if (text.find("⛔") != std::string_view::npos || text.find("🛑") != std::string_view::npos ||
      text.find("✋") != std::string_view::npos)
    return true;
  if (is_unspaced(first)) return true;
  const auto at = base::to_lower(text).find(first);
  if (at == std::string::npos) return words.list.size() == 1;
  const auto written = text.substr(at, first.size());
  const auto rest = base::trim(text.substr(at + first.size()));
  const bool loud = base::to_lower(written) != written && written.substr(1) != base::to_lower(written.substr(1));
  return loud || rest.empty() || std::string_view(":!.,-*").find(rest.front()) != std::string_view::npos ||
         rest.starts_with("–") || rest.starts_with("—");
}

static bool is_readied(const Asked& asked, std::size_t at, Where where) {
  const auto readied = asked.find(&Language::readies);
  const auto denied = asked.find(&Language::denies);
  const bool anywhere = readied && (where == Where::heading || *readied < at);
  return anywhere || (denied && *denied < at);
}

// A condition, and where it stands; "check if" asks and is none.
static std::optional<std::size_t> condition_in(const Asked& asked) {
  for (const auto at : asked.all(&Language::condition)) {
    if (!asked.stands_before(&Language::whether, at)) return at;
  }
  return std::nullopt;
}

// "If the load fails": a condition, and behind it what goes wrong. Chinese and Japanese may say it the other way
// round.
static bool fails_in(const Asked& asked, const WordList& words, std::optional<std::size_t> condition,
                     bool any_order) {
  const auto once = asked.find(&Language::once);
  if (!condition || (once && *once < *condition)) condition = once;
  if (!condition) return false;
  const auto places = asked.all(&Language::trouble);
  return std::any_of(places.begin(), places.end(), [&](std::size_t at) {
    const bool moves = at + 1 < words.list.size() && words.list[at].starts_with("fail") &&
                       is_any_of(words.list[at + 1], {"over", "back"});  // "fails over"
    return (any_order || at >= *condition) && !moves && !asked.stands_before(&Language::denies, at);
  });
}

// "Do not run this twice", "… before the copy is proved": once, or later, it is run.
static bool limits_a_ban(const WordList& words) {
  return std::any_of(words.list.begin(), words.list.end(), [](const auto& word) {
    return is_any_of(word, {"twice", "again", "parallel", "concurrently", "before", "until", "while", "unless",
                            "without", "during", "after", "more", "if", "yet"});
  });
}

// "3.2 Legacy way" begins with its word.
static WordList without_number(WordList words) {
  while (words.list.size() > 1 && std::isdigit(static_cast<unsigned char>(words.list.front().front())) != 0)
    words.list.erase(words.list.begin());
  return words;
}

// "Only needed if files were lost. The archive unpacks into …": what stands behind it explains, and does not say
// "run".
bool Tongue::begins_with_condition(std::string_view text) const {
  if (text.ends_with(':')) return false;
  const auto end = text.find(". ");
  if (end == std::string_view::npos) return false;
  const auto words = words_of(text.substr(0, end));
  const Asked asked(words, languages_);
  const auto condition = condition_in(asked);
  return condition && *condition <= 2;
}

// "If pages are broken, the tool says so. Run it now:": the work is what the last sentence tells.
static bool fails_before_last(std::string_view text, Where where) {
  if (where != Where::sentence) return false;
  const auto end = std::min(text.find(". "), text.find(".\n"));
  return end != std::string_view::npos && end + 2 < text.size();
}

// "undo log is kept for a week": said of something, and no heading of what follows.
static bool states_something(const WordList& words, std::size_t at) {
  const auto end = std::min(words.list.size(), at + 5);
  return std::any_of(words.list.begin() + static_cast<std::ptrdiff_t>(at),
                     words.list.begin() + static_cast<std::ptrdiff_t>(end), [](const auto& word) {
                       return is_any_of(word, {"is",  "are",   "was",   "were",  "has",   "have",    "does", "will",
                                               "can", "needs", "takes", "keeps", "stays", "segment", "log",  "logs",
                                               "ist", "sind",  "wird",  "est",   "es",    "está",    "é"});
                     });
}

// "Obsolete", "The old way (deprecated)", "This step is outdated": of the part itself. "Remove outdated rows" is
// work.
static bool is_of_the_part(std::string_view text, const WordList& words, std::size_t at) {
  const auto& list = words.list;
  const auto& word = list[at];
  const auto written = base::to_lower(text);
  if (written.find("(" + word) != std::string::npos || written.find("[" + word) != std::string::npos) return true;
  if (at > 0 && is_any_of(list[at - 1], {"is", "are", "now", "was", "ist", "sind", "est", "sont", "es", "son", "é",
                                         "são", "è", "sono", "jest", "są"}))
    return true;
  if (at + 1 == list.size())
    return at == 0 || !written.ends_with(word) || written.ends_with(", " + word) || written.ends_with(": " + word) ||
           written.ends_with("- " + word) || written.ends_with("– " + word) || written.ends_with("— " + word);
  const auto behind = written.substr(std::min(written.find(word) + word.size(), written.size()));
  return at == 0 && !behind.empty() && std::string_view(":.!,-(").find(behind.front()) != std::string_view::npos;
}

// What it says of steps and ways is said of the part.
static bool names_the_part(std::string_view word) {
  return is_any_of(word, {"step",     "steps",   "procedure",   "procedures",   "way",      "ways",    "method",
                          "methods",  "process", "instruction", "instructions", "approach", "section", "command",
                          "commands", "runbook", "notes",       "version",      "script",   "scripts", "do",
                          "not",      "schritt", "schritte",    "verfahren",    "étape",    "étapes",  "paso",
                          "pasos",    "passo",   "passos",      "passi",        "stap",     "stappen"});
}

Meaning Tongue::meaning_of_outdated(std::string_view text, const WordList& words, Where where) const {
  const auto at = Asked(words, languages_).find(&Language::outdated);
  if (!at || *at >= words.list.size()) return Meaning::work;
  const bool near = where != Where::sentence || words.list.size() <= 8;
  const bool part = is_of_the_part(text, words, *at) ||
                    (*at + 1 < words.list.size() && names_the_part(words.list[*at + 1]) && *at <= 2);
  if (part && near) return names_environment(words) || limits_a_ban(words) ? Meaning::limited : Meaning::forbidden;
  // "Obsolete tables" may be what is to be done away with, or what is to be left alone.
  return part || (*at == 0 && where != Where::comment) ? Meaning::doubtful : Meaning::work;
}

Meaning Tongue::meaning_of(std::string_view text, Where where) const {
  auto key = std::to_string(static_cast<int>(where)) + std::string(text.substr(0, 400));
  if (const auto known = asked_.find(key); known != asked_.end()) return known->second;
  if (asked_.size() > 1000) asked_.clear();
  return asked_[std::move(key)] = read_meaning(text, where);
}

Meaning Tongue::read_meaning(std::string_view text, Where where) const {
  text = base::trim(text);
  const auto all = without_number(words_of(text));
  if (all.list.empty()) return Meaning::work;
  const Asked whole(all, languages_);
  const auto words = where == Where::sentence ? words_of(announcing(text)) : all;
  const Asked asked(words, languages_);
  const bool brief = words.list.size() <= 8;
  const auto condition = condition_in(asked);
  const bool fails = fails_in(asked, words, condition, is_unspaced(words.joined));

  if (where == Where::sentence || where == Where::comment) {
    if (is_stop_sign(text, all, languages_) || whole.says(&Language::stop)) return Meaning::stop;
    if (where == Where::sentence && whole.says(&Language::approval) && whole.says(&Language::waits))
      return Meaning::stop;
  }
  if (fails) {
    const auto readied = asked.find(&Language::readies);  // "Make a copy in case something goes wrong"
    const bool before = readied && *readied == 0 && (!condition || *condition > 0);
    return where == Where::comment || before || fails_before_last(text, where) ? Meaning::condition
                                                                               : Meaning::failure;
  }
  if (const auto back = asked.find_in_any(&Language::rollback)) {
    const bool leads = where != Where::sentence || is_unspaced(words.joined) || *back <= 2 || brief ||
                       (condition && *condition < *back);
    if (!is_readied(asked, *back, where) && (leads || announces(text)))
      return where == Where::comment && states_something(words, *back) ? Meaning::doubtful
             : leads                                                   ? Meaning::rollback
                                                                       : Meaning::condition;
  }
  if (const auto meaning = meaning_of_outdated(text, all, where); meaning != Meaning::work) return meaning;
  if (whole.says(&Language::forbidden)) {
    const auto at = whole.find(&Language::forbidden);
    const bool everywhere =
        !names_environment(all) && !limits_a_ban(all) && (where != Where::sentence || (brief && *at <= 2));
    return everywhere ? Meaning::forbidden : Meaning::limited;
  }
  if (const auto returns = asked.find(&Language::returns); returns && !is_readied(asked, *returns, where)) {
    if (where != Where::sentence || *returns <= 2 || brief) return Meaning::doubtful;
  }
  if (where == Where::heading && says_recovery(text)) return Meaning::emergency;
  const auto emergency = asked.find(&Language::emergency);
  if (emergency && where == Where::heading && !is_readied(asked, *emergency, where)) return Meaning::emergency;
  if (const auto shown = asked.find(&Language::example)) {
    const bool said = where != Where::heading && *shown <= 3 && announces(text);
    if (*shown == 0 || words.list.size() <= 4 || said) return Meaning::example;
  }
  if (where == Where::heading || where == Where::label) {
    if (whole.says(&Language::stop)) return Meaning::stop;
    if (whole.says(&Language::approval)) return Meaning::approval;
  }
  if (asked.says(&Language::only) && names_environment(words)) return Meaning::limited;
  if (asked.says(&Language::optional)) return Meaning::optional;
  // In the middle of a long sentence it is about something else.
  const bool counts = where == Where::heading || where == Where::label ||
                      (announces(text) && (brief || (condition && *condition <= 2)));
  if (condition && counts && (where != Where::comment || asked.says(&Language::only))) return Meaning::condition;
  if (where == Where::sentence && begins_with_condition(text)) return Meaning::condition;
  if ((!exclusive_in(text).empty() || names_place(text)) && where != Where::comment) return Meaning::limited;
  return Meaning::work;
}

bool Tongue::says_means(std::string_view heading) const {
  const auto words = words_of(heading);
  if (words.list.size() > 8 || names_place(heading)) return false;
  const auto at = Asked(words, languages_).find(&Language::means);
  return at && (*at == 0 || is_unspaced(words.joined));
}

bool Tongue::says_recovery(std::string_view heading) const {
  const auto words = words_of(heading);
  const Asked asked(words, languages_);
  const auto at = asked.find(&Language::recovery);
  return at && !is_readied(asked, *at, Where::heading);
}

std::string reason_of(Meaning meaning, std::string_view text, int line) {
  return fmt::format("{}: \"{}\" (line {})", name(meaning), base::one_line(text, 60), line);
}

std::string_view name(Meaning meaning) {
  switch (meaning) {
    case Meaning::work:
      return "";
    case Meaning::rollback:
      return "the way back";
    case Meaning::emergency:
      return "for an emergency";
    case Meaning::failure:
      return "for when something fails";
    case Meaning::condition:
      return "only on a condition";
    case Meaning::optional:
      return "optional";
    case Meaning::limited:
      return "not everywhere";
    case Meaning::forbidden:
      return "not to be run";
    case Meaning::example:
      return "an example";
    case Meaning::stop:
      return "behind a stop sign";
    case Meaning::approval:
      return "needs an approval";
    case Meaning::doubtful:
      return "may be no part of the work";
  }
  return "";
}

}  // namespace runbook
