// One question about a database, one verdict, with evidence and what to do.
//
// A check gathers facts (SQL, the machine, the journal) and then decides. Deciding is a pure function of the facts
// and the team's thresholds, so that a state no test server can be brought into is still a case: `facts:` in a .cases
// file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "config/config.h"
#include "journal/journal.h"
#include "journal/parts.h"
#include "pg/identity.h"
#include "pg/session.h"

namespace check {

/// skip: the question could not be asked here, for the reason in the evidence. Missing data never passes.
enum class Verdict { pass, warn, fail, skip };
std::string_view name(Verdict verdict);

/// What a check decides.
struct Answer {
  Verdict verdict = Verdict::skip;
  std::string evidence;   // what was seen, with numbers and names; several lines where there are several findings
  std::string todo = {};  // what to do, a sentence or more; empty where it passed
};

struct Result {
  std::string check;  // the check's id: "dead-tuples"
  Verdict verdict = Verdict::skip;
  std::string evidence;
  std::string todo = {};
};

struct Surroundings {
  pg::Session& session;
  const config::Config& config;
  journal::Journal& journal;
  base::Clock& clock = base::system_clock();
};

/// Suites that a check belongs to; bits.
enum Suite : unsigned { preflight = 1, verify = 2, health = 4 };

/// A catalogue entry in checks/: NAME.cpp, its page NAME.md, its tests NAME.cases.
struct Check {
  std::string_view question;  // "Is there room on the server's disks?"
  unsigned suites;
  /// Reads and decides nothing. A server's refusal (Code::server) becomes the result by itself: see run_suite.
  base::Json (*gather)(const Surroundings&);
  Answer (*decide)(const base::Json& facts, const config::Thresholds&);
};

/// Runs one check. A privilege that is missing makes it `skip`, any other refusal by the server `fail`; a lost
/// connection and a stop are thrown.
Result run(std::string_view id, const Check& check, const Surroundings& surroundings);

/// Runs the checks of "preflight", "verify" or "health" in the catalogue's order and appends check.finished.
/// Preflight also captures the baseline that verify compares with. Throws as run does, and Error{Code::usage} for
/// another name. Verify also keeps the figures that a report holds against the baseline.
std::vector<Result> run_suite(std::string_view suite, const Surroundings& surroundings);

/// The same without the record, and without the baseline: for whoever records by himself.
std::vector<Result> answer_suite(std::string_view suite, const Surroundings& surroundings);

/// Captures the baseline that verify compares with, and appends baseline.captured.
Result keep_baseline(const Surroundings& surroundings);

/// Appends check.finished; for whoever has results of a suite that could not be run (server unreachable).
void record(journal::Journal& journal, std::string_view suite, const pg::Identity& database,
            const std::vector<Result>& results, const std::optional<journal::DatabaseFigures>& figures = {});

/// As the journal has them.
std::vector<journal::CheckResult> recorded(const std::vector<Result>& results);

/// {"suite": …, "results": [{"check", "verdict", "evidence", "todo"}]}
base::Json to_json(std::string_view suite, const std::vector<Result>& results);

/// The worst of them; pass for none.
Verdict worst(const std::vector<Result>& results);

}  // namespace check
