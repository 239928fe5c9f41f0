// What texts say of backups: taking and verifying them are told in too many words for one pattern.
#include <fmt/format.h>

#include "facts/claims/words.h"

namespace facts {

// The noun, where no other noun follows that makes it something else: "backup team", "backup script".
#define LK_BACKUP \
  R"(\b(?:back-?ups?|(?:database|db|full|sql|schema|production|logical|pg_?|rds|aurora|ebs|volume|instance|storage|cloud ?sql)[ _]?(?:dumps?|snapshots?)|snapshots?(?= of (?:the |our )?(?:\w+ )?(?:database|db|instance|volume|cluster))|pg_dump(?:all)?|pg_basebackup|dumps?|sicherung(?:en)?|sauvegardes?|copia de seguridad|respaldo)\b)"
// What may stand between it and what is said of it. Each piece can be matched in one way only: std::regex tries them
// all, and a text is what others wrote.
#define LK_BETWEEN \
  R"((?:[ ,:(-]+(?:is|are|was|were|has|have|been|be|being|must|should|had|we|a|the|of|for|in|from|with|on|our|file|files|size|copy|status|job|run|and|s\)|successfully|fully|now|just|already|all|full|fresh|recent|complete|manual|production|prod|staging|database|db|data|postgres|postgresql|schema|cluster|instance|rds|aurora|ebs|wurde|ist|a ?été|est|fue|ha sido|[a-z0-9.]+_[\w.]*|taken|created|completed))*[ ,:(-]*)"

bool is_about_backup(const Text& text) {
  if (text.says(
          R"(\b(config(uration)?|code|redis|mongo\w*|mysql|elastic\w*|etcd|uploads?|media|assets|\.?env( file)?|environment variables|nginx|repository|git|kubernetes|k8s|manifests?|terraform|dns|dashboards?|wiki|documents?|documentation|heap|thread|core|image|images|kafka|rabbitmq|app(lication)? (files|code|server))\b.{0,24}\b(back-?ups?|snapshots?|dumps?)\b|\b(back-?ups?|snapshots?|dumps?) of (the |our |all )?(config|code|redis|mongo|mysql|uploads|media|assets|env|nginx|repo|git|files|application|logs?)\b)"))
    return false;
  return text.says(LK_BACKUP) || text.says(R"(\bback(ed)?[ -]?up\b|\brestor|\bgesichert\b)");
}

// "Backup (pg_dump) of the database was taken" says the same without what stands in brackets.
static std::optional<Text> without_brackets(const Text& text) {
  std::string out;
  int depth = 0;
  for (const char c : text.plain()) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  if (out.size() == text.plain().size()) return std::nullopt;
  return Text(out);
}

bool says_backup_taken(const Text& text) {
  if (const auto outside = without_brackets(text); outside && says_backup_taken(*outside)) return true;
  if (!is_about_backup(text)) return false;
  if (text.says(
          R"(\b(no|without|not|never)\b.{0,12}\bback-?ups?\b|\bback-?ups? (disabled|deleted|removed|archived)\b)"))
    return false;
  static constexpr std::string_view said = LK_BACKUP LK_BETWEEN
      R"(\b(?:taken|completed?|created|done|finished|made|performed|successful(?:ly)?|succeeded|success|ok|okay|exists?|available|in place|present|ready|confirmed|captured|stored|saved|secured|generated|executed|ran|passed|current|up[- ]to[- ]date|fresh|recent|on hand|erstellt|vorhanden|abgeschlossen|erfolgreich|effectuée|terminée|réalisée|realizada|completada|hecha)\b)";
  if (text.says(said)) return true;
  // "Create full database backup": the verb, some words, and the noun as the last of its kind.
  static constexpr std::string_view taking =
      R"(^(?:\d+[.)]? )?(?:please |final |step \d+: )?(?:take|create|make|perform|run|complete|execute|trigger|capture|generate|do|have|confirm|ensure)\b(?: (?:that )?(?:we|there|you)?(?: (?:is|have))?)?(?: (?!restor|test|verif|valid)[\w-]+){0,5} )" LK_BACKUP
      R"((?= *$| *[.,;:(\[&+]| (?:of|for|from|before|prior|to|with|using|via|by|and|in|on|at|now|first|exists?|is|has)\b))";
  if (text.says(taking) &&
      !text.says(R"(\b(team|owner|contact|person|engineer|dba|lead|plan|script|policy|location|storage|bucket)s?\b)"))
    return true;
  static constexpr std::string_view having =
      R"(\b(?:we|there) (?:have|is)(?: (?:a|an|the|one))?(?: [\w-]+){0,3} )" LK_BACKUP
      R"((?= *$| *[.,;:(]| (?:of|from|for)\b))";
  if (text.says(having)) return true;
  // "Back up the production database", "Database backed up".
  if (text.says(
          R"(^back ?up (?:the |our |all |entire |whole )*(?:production |prod |live |main |target |current )*(?:database|db|data|postgres\w*|schema|tables?|cluster)\b)"))
    return true;
  if (text.says(
          R"(\b(?:database|db|data|schema|tables?|cluster|postgres\w*|production|everything)\b[\w ]{0,20}\bbacked[ -]up\b|\bdatenbank\w*\b.*\bgesichert\b)"))
    return true;
  // "Fresh backup", "Full backup before the migration".
  return text.says(
      R"(^(?:a |the )?(?:[\w-]+ )?(?:fresh|full|recent|complete|current|final|pre-?migration|latest|valid|manual|logical)(?: (?:full|fresh|database|db|production|prod|logical|physical|manual))* (?:back-?up|pg_dump|dump|snapshot)(?= *$| *[.(]| (?:before|prior|of|from|younger|not older)\b))");
}

bool says_backup_verified(const Text& text, bool& restored) {
  restored = text.says(R"(\brestor|\bwiederherst|\bwiederherges|\brestaur)");
  const bool process = text.says(
      R"(\b(restore|recovery|restoration|backup) (\w+ )?(procedure|process|plan|script|policy|documentation|strategy|schedule|retention|location|storage|team|owner|contact|engineer|dba|lead|time|times|point|points)s?\b)");
  // "Test restore successful" names no backup, and means one.
  if (text.says(
          R"(\b(?:test|trial|practice|sample|dry[- ]run|verification|probe)[- ]?(?:restore|restoration|recovery)\b|\brestore[- ](?:test|drill|check|verification|rehearsal)\b|\btest-?restore\b)") &&
      !process && !text.says(R"(\b(schedule|plan|prepare|document)(d|ned)?\b)"))
    return restored = true;
  if (!is_about_backup(text) || process) return false;
  if (text.says(
          R"(\b(no|without|never|not)\b.{0,12}\bback-?ups?\b|\bback-?ups?\b.{0,16}\b(not|never|un)[ -]?(verified|tested|restored)\b)"))
    return false;
  static constexpr std::string_view said = LK_BACKUP LK_BETWEEN
      R"((?:integrity )?(?:has been |was |is |be |can be |could be |been )*(?:and )?(?:successfully |fully |test[- ])*\b(?:verified|validated|restored|restores|restorable|tested|proven|proved|checked|intact|valid|verification|integrity|geprüft|verifiziert|getestet|vérifiée|testée|verificada|probada)\b)";
  if (text.says(said)) return true;
  static constexpr std::string_view verifying =
      R"(\b(?:verify|validate|test|prove|check)\b(?: (?:that |the |a |our |last |latest |recent |production |database |integrity of |full ){0,4})?(?: ?[\w-]+){0,2} )" LK_BACKUP
      R"((?= *$| *[.,;:(\[&+/]| (?:integrity|file|files|by|with|is|can|works?|restores?|of|before|was|has)\b))";
  if (text.says(verifying)) return true;
  return text.says(
      R"(\brestor(?:e|ed|ing)\b(?: \w+){0,4} (?:the |a |from )?(?:latest |last |full )?back-?up\b(?: \w+){0,4} (?:tested|verified|successful(?:ly)?|works?|worked|ok|passed|completed)|\b(?:verified|validated|tested|proven) (?:\w+ ){0,2}back-?ups?\b(?= *$| *[.,(]| (?:exists?|available|of|in)\b))");
}

std::string name_backed_up(const Text& text) {
  return text.part(
      R"(\b(?:back-?ups?|dumps?|snapshots?) (?:of|for|from) (?:the |our )?(?:database |db |tables? )?([a-z0-9.]+_[\w.]*\w)\b)");
}

const Backup* newest(const Evidence& evidence) {
  return evidence.backups.empty() ? nullptr : &evidence.backups.back();
}

std::string no_backup(const Evidence& evidence) {
  return fmt::format("no backup of {} is on record", evidence.database.empty() ? "this database" : evidence.database);
}

std::string ago(base::Instant then, const Evidence& evidence) {
  return base::format_span(evidence.now - then) + " ago";
}

std::string told(const Backup& backup, const Evidence& evidence) {
  return fmt::format("{}{}, taken {}", backup.id.empty() ? "a backup" : backup.id,
                     backup.how.empty() ? "" : fmt::format(" by '{}'", backup.how), ago(backup.taken, evidence));
}

}  // namespace facts
