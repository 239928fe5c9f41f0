// How fast this server works, measured on it: what turns bytes and rows into an estimate of time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "impact/impact.h"
#include "journal/events/rates_measured.h"
#include "journal/journal.h"
#include "pg/session.h"

namespace rates {

/// One kind of work, tried several times.
struct Speed {
  std::string work;    // "reading", "rewriting", "building an index", "writing rows"
  std::string unit;    // "bytes/s" or "rows/s"
  double slowest = 0;  // of the tries
  double fastest = 0;
  int tries = 0;
};

struct Measured {
  std::string cluster;  // the server's system identifier, or "host:port" where it keeps that to itself
  std::string where;    // "shop on db.internal:5432"
  base::Instant when{};
  long long rows = 0;  // of the table that was worked on
  long long bytes = 0;
  base::Milliseconds took{0};
  std::vector<Speed> speeds;
  std::vector<std::string> notes;  // what makes them better or worse than a real night
};

struct Request {
  long long rows = 200'000;  // about 20 MB
  std::string largest = {};  // not empty: read up to 256 MB of this relation ("schema.table", quoted) as well
};

/// Works on a table of its own, in a schema of its own, within one transaction that is rolled back: nothing stays,
/// whatever happens. Where the role may not create a schema the table is temporary, and a note says so. No statement
/// takes longer than a minute. Throws what pg::Session throws.
Measured measure(pg::Session& session, const Request& request, base::Clock& clock = base::system_clock());

/// The relation of the database with the most bytes that the role may read, quoted; "" where none has 8 MB.
std::string largest_table(pg::Session& session);

/// Half of the slowest try to a quarter above the fastest: a night is not a quiet trial.
impact::Rates to_rates(const Measured& measured);

base::Json to_json(const Measured& measured);

/// As the journal keeps it. Nothing where what it has does not say when.
journal::RatesMeasured recorded(const Measured& measured);
std::optional<Measured> measured_in(const journal::RatesMeasured& recorded);

/// The newest that the journal knows of that server.
std::optional<Measured> newest(const journal::Journal& journal, const std::string& cluster);

/// "measured on this server on 2026-11-20 with 200 000 rows", or what the estimate rests on where nothing was
/// measured.
std::string source(const std::optional<Measured>& measured);

/// A table for people: work, slowest, fastest, the range that estimates use.
std::string to_text(const std::optional<Measured>& measured);

}  // namespace rates
