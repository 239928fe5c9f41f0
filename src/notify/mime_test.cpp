#include "notify/mime.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/json.h"
#include "base/process.h"
#include "base/text.h"
#include "notify/calendar.h"
#include "notify/http.h"

namespace notify {

static Mail mail_with(std::string subject, std::string body) {
  return {.from = *parse_address("Wartung GmbH & Söhne <ops@example.com>"),
          .to = *parse_address("dana@example.com"),
          .subject = std::move(subject),
          .body = std::move(body),
          .date = *base::parse_instant("2026-12-06T01:02:03Z"),
          .id = "m1.abc"};
}

// Python's mail reader is the judge.
static base::Json read_mail(const std::string& content) {
  const auto out = base::run_or_throw({.argv = {"python3", "-c", R"(
import email, email.policy, json, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = [p for p in mail.walk() if not p.is_multipart()]
print(json.dumps({'from': str(mail['from']), 'to': str(mail['to']), 'subject': str(mail['subject']), 'date': str(mail['date']),
  'id': str(mail['message-id']), 'headers': sorted(mail.keys()), 'defects': [str(d) for p in mail.walk() for d in p.defects],
  'parts': [{'type': p.get_content_type(), 'text': p.get_content()} for p in parts]}))
)"},
                                       .input = content});
  return base::Json::parse(out.output);
}

TEST(Mime, AnotherProgramReadsWhatWasMeant) {
  const std::string body =
      "Größe: 5 € = fünf\n\nFrom now on: tabs\tand trailing space \n.\n..\n" + std::string(500, 'x') + "ü\n";
  const std::string subject =
      "Geplante Wartung – Störungen möglich am Sonntag, dem 6. Dezember, ab zwei Uhr nachts 🚧";
  const auto read = read_mail(to_mime(mail_with(subject, body)));
  EXPECT_EQ(read["subject"], subject);
  EXPECT_EQ(read["from"], "Wartung GmbH & Söhne <ops@example.com>");
  EXPECT_EQ(read["date"], "Sun, 06 Dec 2026 01:02:03 +0000");
  EXPECT_EQ(read["id"], "<m1.abc@example.com>");
  EXPECT_EQ(read["defects"], base::Json::array());
  ASSERT_EQ(read["parts"].size(), 1U);
  EXPECT_EQ(base::replace_all(read["parts"][0]["text"], "\r\n", "\n"), body);
}

TEST(Mime, LinesAreShortAndEndWithBoth) {
  const auto content = to_mime(mail_with(std::string(300, 'a') + " ü", std::string(2000, ' ') + "é"));
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] == '\n') {
      ASSERT_TRUE(i > 0 && content[i - 1] == '\r') << i;
    }
    ASSERT_LT(static_cast<unsigned char>(content[i]), 0x80);
  }
  for (const auto line : base::lines(content)) EXPECT_LE(line.size(), 78U) << line;
}

TEST(Mime, ASubjectCannotAddAHeader) {
  const auto read = read_mail(to_mime(mail_with("hello\r\nBcc: all@example.com\n\nbody", "text\n")));
  EXPECT_EQ(read["headers"].dump().find("Bcc"), std::string::npos);
  EXPECT_EQ(read["parts"][0]["text"], "text\r\n");
}

TEST(Mime, ACalendarFileGoesAlong) {
  auto mail = mail_with("s", "body\n");
  mail.calendar = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n";
  const auto read = read_mail(to_mime(mail));
  ASSERT_EQ(read["parts"].size(), 2U);
  EXPECT_EQ(read["parts"][1]["type"], "text/calendar");
  EXPECT_EQ(base::replace_all(read["parts"][1]["text"], "\r\n", "\n"),
            base::replace_all(mail.calendar, "\r\n", "\n"));
  EXPECT_EQ(read["defects"], base::Json::array());
}

TEST(Mime, OnlyAddressesAreAddresses) {
  EXPECT_EQ(parse_address("\"Reyes, Dana\" <dana@x.example>")->name, "Reyes, Dana");
  for (const char* text :
       {"", "dana", "@x", "dana@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "x <a@b> y", "a@b,c@d", "ü@x"})
    EXPECT_FALSE(parse_address(text)) << text;
}

TEST(Signature, IsTheOneOpensslComputes) {
  base::TemporaryFolder folder;
  base::write_file(folder.path() / "body", "1700000000.{\"a\":1}");
  const auto out = base::run_or_throw(
      {.argv = {"openssl", "dgst", "-sha256", "-hmac", "key one", (folder.path() / "body").string()}});
  const auto hex = base::trim(std::string_view(out.output).substr(out.output.rfind(' ') + 1));
  EXPECT_EQ(signature("key one", 1700000000, "{\"a\":1}"), fmt::format("t=1700000000,v1={}", hex));
}

static runbook::Runbook night() {
  return runbook::parse(
      "# Night; shop, 2\n\n## Before\n\n### Day 7 Before (T-7)\n\n- [ ] a\n\n### T-4 Hours: Setup\n\n- [ ] b\n\n"
      "### T-30 Minutes: Decision\n\n- [ ] c\n\n## Work\n\n### Step 1 (T+5)\n\n- [ ] d\n",
      "night.md");
}

static base::Instant at(std::string_view text) {
  return *base::parse_instant(text);
}

TEST(Calendar, RemindersAreTheHeadingsTimesBeforeTZero) {
  std::vector<std::string> found;
  for (const auto& reminder : reminders_of(night()))
    found.push_back(base::format_span(reminder.before) + " " + reminder.text);
  EXPECT_EQ(found, (std::vector<std::string>{"7 days Night; shop, 2: Day 7 Before (T-7)",
                                             "4 h Night; shop, 2: T-4 Hours: Setup",
                                             "30 min Night; shop, 2: T-30 Minutes: Decision"}));
}

TEST(Calendar, LinesAreFoldedBetweenCharactersAndTextIsEscaped) {
  auto calendar =
      next_calendar({}, night(), at("2026-12-06T01:00Z"), at("2026-12-06T03:00Z"), false, at("2026-12-01T00:00Z"));
  calendar.description = "a,b;c\\d\n" + base::replace_all(std::string(60, 'x'), "x", "Größe ");
  const auto text = to_ics(calendar);
  std::string unfolded = base::replace_all(text, "\r\n ", "");
  for (const auto line : base::lines(text)) {
    EXPECT_LE(line.size(), 75U);
    EXPECT_FALSE(base::first_invalid_utf8(line)) << line;
  }
  EXPECT_NE(unfolded.find("DESCRIPTION:a\\,b\\;c\\\\d\\nGröße "), std::string::npos);
  EXPECT_NE(unfolded.find("SUMMARY:Night\\; shop\\, 2\r\n"), std::string::npos);
  EXPECT_NE(text.find("DTSTART:20261206T010000Z\r\nDTEND:20261206T030000Z\r\n"), std::string::npos);
  EXPECT_NE(text.find("TRIGGER:-P7D\r\n"), std::string::npos);
  EXPECT_NE(text.find("TRIGGER:-PT4H\r\n"), std::string::npos);
  EXPECT_NE(text.find("TRIGGER:-PT30M\r\n"), std::string::npos);
}

TEST(Calendar, AMovedWindowKeepsItsUidAndCountsOn) {
  const auto now = at("2026-12-01T00:00Z");
  const auto first = next_calendar({}, night(), at("2026-12-06T01:00Z"), at("2026-12-06T03:00Z"), false, now);
  EXPECT_EQ(first.sequence, 0);
  const Issued issued{.uid = first.uid, .sequence = 0, .start = first.start, .end = first.end};
  const auto same = next_calendar(issued, night(), first.start, first.end, false, now);
  EXPECT_EQ(same.uid, first.uid);
  EXPECT_EQ(same.sequence, 0);
  const auto moved = next_calendar(issued, night(), at("2026-12-13T01:00Z"), at("2026-12-13T03:00Z"), false, now);
  EXPECT_EQ(moved.uid, first.uid);
  EXPECT_EQ(moved.sequence, 1);
  const auto off = next_calendar(issued, night(), first.start, first.end, true, now);
  EXPECT_EQ(off.sequence, 1);
  EXPECT_NE(to_ics(off).find("METHOD:CANCEL"), std::string::npos);
  // The next time the runbook is carried out is another window.
  const auto later = next_calendar(issued, night(), at("2027-03-06T01:00Z"), at("2027-03-06T03:00Z"), false,
                                   at("2027-03-01T00:00Z"));
  EXPECT_NE(later.uid, first.uid);
  EXPECT_EQ(later.sequence, 0);
}

}  // namespace notify
