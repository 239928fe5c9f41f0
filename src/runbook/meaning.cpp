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

// ---- ways, steps, expectations ----

static bool is_key(std::string_view word) {
  if (word.empty() || word.size() > 3) return false;
  if (std::isdigit(static_cast<unsigned char>(word[0])) != 0)
    return word.size() <= 2 && word.find_first_not_of("0123456789") == std::string_view::npos;
  if (word.size() == 1) return word[0] >= 'a' && word[0] <= 'h';
  for (const std::string_view each : {"ii", "iii", "iv", "vi", "一", "二", "三", "四", "五", "甲", "乙"}) {
    if (word == each) return true;
  }
  return word == "i";
}

// Where the key stands behind its word: the A of "Approach A".
static std::size_t place_of_key(std::string_view text, std::string_view way, std::string_view key) {
  const auto lower = base::to_lower(text);
  const auto word = lower.find(way);
  return lower.find(key, word == std::string::npos ? 0 : word + way.size());
}

// What stands behind the key, as written: "with kubectl" of "### Method 1: with kubectl".
static std::string title_behind(std::string_view text, std::size_t end_of_key) {
  auto rest = text.substr(std::min(end_of_key, text.size()));
  while (!rest.empty() && (std::string_view(" \t:.)-*").find(rest.front()) != std::string_view::npos))
    rest.remove_prefix(1);
  for (const std::string_view sign : {"–", "—", "："}) {
    if (rest.starts_with(sign)) rest.remove_prefix(sign.size());
  }
  while (rest.ends_with(':')) rest.remove_suffix(1);
  return std::string(base::trim(rest));
}

// The way, and what stands right behind its key.
std::optional<std::pair<Alternative, std::string>> Tongue::read_way(std::string_view text) const {
  text = base::trim(text).substr(0, 200);
  const auto words = words_of(text);
  if (words.list.empty()) return std::nullopt;
  const bool numbered =
      is_key(words.list.front()) && std::isdigit(static_cast<unsigned char>(words.list.front().front())) != 0;
  const std::size_t first = numbered && words.list.size() > 2 ? 1 : 0;
  for (const auto language : languages_) {
    for (const auto& phrase : phrases_of(language, &Language::way)) {
      const std::string_view way = phrase.tokens.front();
      std::string key;
      if (phrase.unspaced && words.joined.starts_with(way)) {
        const auto rest = std::string_view(words.joined).substr(way.size());
        key = rest.substr(0, std::isalnum(static_cast<unsigned char>(rest.empty() ? ' ' : rest[0])) != 0 ? 1 : 3);
      } else if (words.list.size() > first + 1 && words.list[first] == way) {
        key = words.list[first + 1];
      }
      if (!is_key(key)) continue;
      const auto at = place_of_key(text, way, key);
      if (at == std::string_view::npos) continue;
      Alternative out{.key = std::string(text.substr(at, key.size())), .title = title_behind(text, at + key.size())};
      if (out.title.empty()) out.title = std::string(text.ends_with(':') ? text.substr(0, text.size() - 1) : text);
      return std::pair(out, std::string(base::trim(text.substr(at + key.size()))));
    }
  }
  return std::nullopt;
}

std::optional<Alternative> Tongue::way_of(std::string_view text) const {
  const auto found = read_way(text);
  return found ? std::optional(found->first) : std::nullopt;
}

std::optional<Alternative> Tongue::way_labelled(std::string_view text) const {
  const auto found = read_way(text);
  if (!found) return std::nullopt;
  const std::string_view behind = found->second;
  const auto begins = [&](std::string_view sign) { return behind.starts_with(sign); };
  const bool label = behind.empty() || std::string_view(":.)(-*").find(behind.front()) != std::string_view::npos ||
                     begins("–") || begins("—") || begins("：") || begins("（");
  return label ? std::optional(found->first) : std::nullopt;
}

bool Tongue::says_means(std::string_view heading) const {
  const auto words = words_of(heading);
  if (words.list.size() > 8 || names_place(heading)) return false;
  const auto at = Asked(words, languages_).find(&Language::means);
  return at && (*at == 0 || is_unspaced(words.joined));
}

bool Tongue::says_otherwise(std::string_view text) const {
  const auto words = words_of(text);
  const auto at = Asked(words, languages_).find(&Language::otherwise);
  return at == std::optional<std::size_t>(0) && words.list.size() <= 12 && words.joined.size() < 120;
}

bool Tongue::says_choose(std::string_view text) const {
  const auto words = words_of(text);
  return Asked(words, languages_).says(&Language::choose);
}

bool Tongue::is_step(std::string_view heading) const {
  const auto text = base::trim(heading);
  const auto words = words_of(text);
  if (words.list.empty()) return false;
  const auto digits = text.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string_view::npos && digits <= 2 && (text[digits] == '.' || text[digits] == ')'))
    return digits + 1 < text.size() && text[digits + 1] == ' ';
  for (std::size_t language = 0; language < languages().size(); ++language) {
    for (const auto& phrase : phrases_of(language, &Language::step)) {  // whatever the rest is written in
      const std::string_view step = phrase.tokens.front();
      if (phrase.unspaced ? words.joined.find(step) < 12 && words.joined.find_first_of("0123456789") < 16
                          : words.list.size() > 1 && words.list[0] == step && is_key(words.list[1]))
        return true;
    }
  }
  return false;
}

bool Tongue::says_expected(std::string_view label) const {
  const auto words = words_of(label);
  if (words.list.size() > 8) return false;
  // About the work, and not about what it prints.
  for (const auto& word : words.list) {
    for (const std::string_view each : {"duration", "time", "change", "impact", "downtime", "behavio", "dauer",
                                        "durée", "duración", "duração", "durata", "duur", "minutes"}) {
      if (word.starts_with(each)) return false;
    }
  }
  const Asked asked(words, languages_);  // a short label is understood in any language
  const auto at = words.list.size() <= 3 ? asked.find_in_any(&Language::expected) : asked.find(&Language::expected);
  const std::size_t latest = words.list.size() <= 3 ? 0 : 2;
  return at && (*at <= latest || is_unspaced(words.joined));
}

bool Tongue::says_shown(std::string_view label) const {
  const auto words = words_of(label);
  if (words.list.size() > 4) return false;
  const auto at = Asked(words, languages_).find(&Language::shows);
  return at && *at <= 1;
}

bool Tongue::says_printed(std::string_view label) const {
  const auto words = words_of(label);
  if (words.list.empty() || words.list.size() > 7) return false;
  // "Check the output", "Print the response": something to do.
  const auto& first = words.list.front();
  if (is_any_of(first, {"check", "see",      "verify",  "look",   "inspect", "compare", "view", "show",
                        "save",  "redirect", "read",    "review", "tail",    "monitor", "copy", "note",
                        "watch", "get",      "print",   "list",   "run",     "query",   "find", "confirm",
                        "make",  "ensure",   "display", "store",  "keep",    "capture"}))
    return false;
  return Asked(words, languages_).says(&Language::prints);
}

bool Tongue::says_wait(std::string_view text) const {
  const auto words = words_of(text);
  return words.list.size() <= 25 && Asked(words, languages_).says(&Language::pause);
}

bool Tongue::says_recovery(std::string_view heading) const {
  const auto words = words_of(heading);
  const Asked asked(words, languages_);
  const auto at = asked.find(&Language::recovery);
  return at && !is_readied(asked, *at, Where::heading);
}

bool Tongue::is_about_recovery(std::string_view title) const {
  return std::ranges::any_of(words_of(title).list, [](const auto& word) {
    return word.starts_with("recover") || word.starts_with("restor") || word == "pitr" ||
           word.starts_with("wiederherstell") || word.starts_with("restaur") || word.starts_with("recuper") ||
           word.starts_with("herstel") || word.starts_with("ripristin") || word.starts_with("восстанов");
  });
}

bool Tongue::says_instance(std::string_view text) const {
  const auto words = words_of(text);
  return Asked(words, languages_).says(&Language::instance);
}

bool Tongue::says_apart(std::string_view heading) const {
  if (english()) return false;  // labels.cpp knows more of it
  const auto words = words_of(heading);
  const std::vector<std::size_t> others(languages_.begin() + 1, languages_.end());
  return Asked(words, others).find(&Language::apart) == std::optional<std::size_t>(0);
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
