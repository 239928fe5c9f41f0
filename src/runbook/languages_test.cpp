// Runs the .cases beside each language. A line is one case:
//   known TEXT                     the language is told by its words
//   heading MEANING: TEXT          and label, sentence, comment
//   way KEY TITLE: TEXT            one way of several
//   step yes|no: TEXT              and otherwise, expected, printed, wait, means
// The test program writes the answers of now with --update.
#include "runbook/languages.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "runbook/meaning.h"
#include "testing/case_file.h"

namespace runbook {

static std::string word_of(Meaning meaning) {
  static const std::map<Meaning, std::string> words{
      {Meaning::work, "work"},       {Meaning::rollback, "rollback"},   {Meaning::emergency, "emergency"},
      {Meaning::failure, "failure"}, {Meaning::condition, "condition"}, {Meaning::optional, "optional"},
      {Meaning::limited, "limited"}, {Meaning::forbidden, "forbidden"}, {Meaning::example, "example"},
      {Meaning::stop, "stop"},       {Meaning::approval, "approval"},   {Meaning::doubtful, "doubtful"}};
  return words.at(meaning);
}

static std::string answer(const Tongue& tongue, const std::string& question, const std::string& text) {
  const auto yes_or_no = [](bool yes) { return yes ? "yes" : "no"; };
  if (question == "heading") return word_of(tongue.meaning_of(text, Where::heading));
  if (question == "label") return word_of(tongue.meaning_of(text, Where::label));
  if (question == "sentence") return word_of(tongue.meaning_of(text, Where::sentence));
  if (question == "comment") return word_of(tongue.meaning_of(text, Where::comment));
  if (question == "step") return yes_or_no(tongue.is_step(text));
  if (question == "otherwise") return yes_or_no(tongue.says_otherwise(text));
  if (question == "printed") return yes_or_no(tongue.says_printed(text));
  if (question == "wait") return yes_or_no(tongue.says_wait(text));
  if (question == "means") return yes_or_no(tongue.says_means(text));
  if (question == "expected") return yes_or_no(tongue.says_expected(text));
  const auto way = tongue.way_of(text);
  return way ? way->key + " " + way->title : "none";
}

class LanguageCases : public testing::TestWithParam<std::string> {};

TEST_P(LanguageCases, AreAnsweredAsTheySay) {
  cases::File file(cases::beside("src/runbook/languages", GetParam()), cases::Format::lines);
  Tongue tongue;
  for (const auto& one : file.cases()) {
    const std::string& line = one.title;
    if (line.starts_with("known ")) {
      tongue = Tongue(line.substr(6));
      EXPECT_TRUE(tongue.known()) << file.where(one);
      EXPECT_EQ(tongue.english(), GetParam() == "english") << file.where(one);
      continue;
    }
    const auto colon = line.find(": ");
    ASSERT_NE(colon, std::string::npos) << file.where(one);
    const auto question = line.substr(0, line.find(' '));
    const auto wanted = line.substr(question.size() + 1, colon - question.size() - 1);
    const auto said = answer(tongue, question, line.substr(colon + 2));
    if (!file.update_head(one, question + " " + said + line.substr(colon)))
      EXPECT_EQ(said, wanted) << file.where(one);
  }
}

static std::vector<std::string> all_languages() {
  std::vector<std::string> out;
  for (const auto& entry : languages()) out.emplace_back(entry.id);
  return out;
}

INSTANTIATE_TEST_SUITE_P(Languages, LanguageCases, testing::ValuesIn(all_languages()),
                         [](const auto& language) { return language.param; });

TEST(Tongue, SaysWhereALanguageIsNotKnown) {
  EXPECT_FALSE(
      Tongue("Säkerhetskopiera databasen innan du kör migreringen och kontrollera att det inte är fel.").known());
  EXPECT_FALSE(Tongue("Veritabanını güncellemeden önce yedek alın ve bu adımları sırayla uygulayın.").known());
  EXPECT_FALSE(Tongue("Πριν από την αναβάθμιση της βάσης πάρτε αντίγραφο και ενημερώστε την ομάδα.").known());
  EXPECT_FALSE(Tongue("قم بعمل نسخة احتياطية من قاعدة البيانات قبل الترقية ثم أبلغ الفريق بذلك").known());
  EXPECT_FALSE(Tongue("Tietokannan päivitys\nSuorita siirto\nPalautus\nJos jokin menee pieleen").known());
  EXPECT_FALSE(Tongue("Обновяване на базата данни\nИзпълнение на миграцията\nВръщане назад").known());
  EXPECT_TRUE(Tongue("Rotate TLS certificates\nGenerate CSR\nReload nginx\nTerraform apply").known());
  EXPECT_TRUE(Tongue("Deploy API\nRestart pods\nScale deployment\nDNS").known());
  EXPECT_TRUE(Tongue("").known());
}

}  // namespace runbook
