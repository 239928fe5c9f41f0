// In which of the languages a runbook is written.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "runbook/languages.h"
#include "runbook/meaning.h"
#include "runbook/vocabulary.h"
#include "runbook/words.h"

namespace runbook {

// What the languages that are not known have in every text: it tells that a text is in none of those that are.
static const std::set<std::string, std::less<>>& words_of_others() {
  static constexpr std::string_view list =
      "och att det som är för på av inte ett og ikke til jeg er ja ei tai jos kun että sekä ovat ve bir bu "
      "için ile olarak és az egy nem hogy și în nu este sau pentru dan yang untuk dengan jika tidak và là "
      "của không nebo při jako není ako nije kada ili alebo jeho hvis noget noe galt går kør kjør "
      "opgradering oppgradering tilbagerulning tilbakerulling databasen databaser eller efter etter før "
      "skal når sikkerhedskopi sikkerhetskopi gendan gjenopprett stopp nästa innan gör återställ "
      "säkerhetskopiera jokin jotain menee pieleen tietokannan tietokanta päivitys suorita siirto palautus "
      "käynnistä tarkista varmuuskopio vaihe ha valami elromlik adatbázis frissítése frissítés futtatása "
      "visszaállítás lépés ellenőrzés mentés indítás leállítás kell terjadi kesalahan jalankan migrasi "
      "kembalikan peningkatan cadangkan periksa langkah pada ако нещо обърка базата данните данни "
      "обновяване изпълнение миграцията връщане назад стъпка преди след отмяна actualització dades desfer "
      "canvis malament alguna migració amb aquesta còpia següent després abans podataka pokreni vrati nešto "
      "krene krivo nadogradnja povratak aktualizácia databázy spustiť vrátenie niečo pokazí posodobitev "
      "podatkov zaženi povrnitev če narobe jei duomenų bazės atnaujinimas datubāzes kaut atjaunināšana kui "
      "midagi läheb andmebaasi uuendamine dacă ceva bine actualizarea rulați revenire spustit migraci "
      "vrácení změn pokud něco zálohovat bazei geri alma geçişi çalıştır ters giderse yedek adım kontrol "
      "chạy nếu lỗi hoàn tác bước nâng cấp це що якщо або та від για και το να med från kör ennen jälkeen "
      "sonra önce után előtt după înainte setelah sebelum před ще";
  static const auto out = [] {
    std::set<std::string, std::less<>> words;
    for (const auto word : base::split(list, ' ')) words.emplace(word);
    return words;
  }();
  return out;
}

static bool has_foreign_letters(std::string_view word) {
  static const auto known = [] {
    std::string out;
    for (const auto& entry : languages()) out += std::string(entry.item->letters) + " ";
    return out;
  }();
  for (std::size_t at = 0; at < word.size();) {
    const auto first = static_cast<unsigned char>(word[at]);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const auto letter = word.substr(at, size);
    at += size;
    if (size == 1 || is_unspaced(letter)) continue;
    const bool cyrillic = first == 0xD0 || first == 0xD1;
    if (cyrillic && letter != "і" && letter != "ї" && letter != "є" && letter != "ў" && letter != "ј" &&
        letter != "љ" && letter != "њ" && letter != "ћ")
      continue;
    if (size == 3 && first == 0xE3) continue;  // kana
    if (known.find(letter) == std::string::npos) return true;
  }
  return false;
}

static bool has_digit(std::string_view word) {
  return word.find_first_of("0123456789") != std::string_view::npos;
}

namespace {

struct Tally {
  std::vector<std::size_t> known;  // words that the language has in every text
  std::size_t any = 0;             // words that one of them has
  std::size_t foreign = 0;
  std::size_t words = 0;
  // Each once: a form that is filled in sixty times says no more than once.
  std::set<std::string, std::less<>> different = {};
  std::set<std::string, std::less<>> different_known = {};
};

}  // namespace

static Tally count_words(std::string_view prose) {
  Tally out{.known = std::vector<std::size_t>(languages().size())};
  const auto english = english_index();
  for (const auto line : base::lines(prose)) {
    for (const auto& word : words_of(line).list) {
      if (has_digit(word) || word.size() > 200) continue;
      ++out.words;
      bool known = false;
      const bool english_too = is_common(english, word);
      for (std::size_t i = 0; i < languages().size(); ++i) {
        const bool hit = is_common(i, word) || (is_unspaced(word) && holds_common(i, word));
        // What English has as well tells nothing of another language.
        out.known[i] += hit && (i == english || !english_too) ? 1 : 0;
        known = known || hit;
      }
      out.any += known ? 1 : 0;
      out.different.insert(std::string(word));
      if (known) out.different_known.insert(std::string(word));
      out.foreign += has_foreign_letters(word) || (!known && words_of_others().contains(word)) ? 1 : 0;
    }
  }
  return out;
}

Tongue::Tongue() : languages_{english_index()} {}

Tongue::Tongue(std::string_view prose) : Tongue() {
  const auto tally = count_words(prose);
  const auto english = languages_.front();
  std::size_t best = 0;
  for (std::size_t i = 0; i < tally.known.size(); ++i) {
    if (i != english) best = std::max(best, tally.known[i]);
  }
  const bool needs = 10 * tally.known[english] < 4 * tally.words;  // English does not tell most of it
  for (std::size_t i = 0; i < tally.known.size(); ++i) {
    const auto count = tally.known[i];
    if (i == english || count == 0 || 3 * count < best || 3 * count < tally.known[english]) continue;
    const bool enough = tally.words < 60 || 20 * count >= tally.words;  // and not the name of a person or two
    if (needs && enough) languages_.push_back(i);
  }
  // A few headings may be names and nothing else: they are English, unless words of another language stand there.
  const bool other = tally.foreign >= 2 && 2 * tally.foreign > tally.any;
  const bool none = tally.different.size() >= 8 && 12 * tally.different_known.size() < tally.different.size();
  known_ = !other && !none;
}

}  // namespace runbook
