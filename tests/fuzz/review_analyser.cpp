// Any text is judged or refused by name: what it does is planned and reviewed, alone and over a schema.
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "findings/formats.h"
#include "plan/plan.h"
#include "review/review.h"

static void must(bool holds, const char* what) {
  if (holds) return;
  fmt::print(stderr, "does not hold: {}\n", what);
  std::abort();
}

// A little of everything, so that names in the seeds mean something.
static const char* const schema =
    "CREATE TYPE order_status AS ENUM ('new', 'paid');"
    "CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, email text, code text);"
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, status order_status, total "
    "numeric(12, 2),"
    " note varchar(200), ref text, placed_at timestamptz, code int, qty int CONSTRAINT orders_qty_check CHECK (qty "
    ">= 0));"
    "CREATE INDEX orders_customer_idx ON orders (customer_id);"
    "CREATE INDEX orders_placed_idx ON orders (placed_at, code);"
    "CREATE TABLE order_items (id bigint PRIMARY KEY, order_id bigint, sku text);"
    "CREATE TABLE \"ConsentLog\" (\"userId\" bigint PRIMARY KEY);"
    "CREATE TABLE events (id bigint, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);"
    "CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
    "CREATE VIEW orders_v AS SELECT id, total FROM orders;"
    "CREATE MATERIALIZED VIEW totals_mv AS SELECT customer_id FROM orders;";

static migration::Migration migration_of(const std::string& name, const std::string& text) {
  migration::Migration out{.version = name, .name = name};
  out.up = {.file = name, .shown = name, .text = text};
  out.down = migration::Script{.file = name + ".down", .shown = name + ".down", .text = text};
  out.header = migration::read_header(text);
  return out;
}

static void check(const std::vector<findings::Finding>& found, const std::string& text) {
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  for (const auto& finding : found) {
    must(!finding.rule.empty() && !finding.message.empty() && finding.severity.has_value(), "a finding is whole");
    must(finding.line >= 1 && finding.line <= lines, "a finding stands in the file");
  }
  findings::Report report{.files = {"001"}, .findings = found};
  for (const auto& format : findings::formats()) format.item->render(report);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const auto before = migration_of("000", schema);
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto migration = migration_of("001", text);
  pg::Catalog empty;
  empty.search_path = {"public"};
  check(review::review({&migration}, empty), text);
  check(review::review({&before, &migration}, empty, {}, 1), text);
  const auto planned = plan::build_plan({&before, &migration}, empty);
  must(planned.migrations.size() == 2, "each migration is planned");
  must(!plan::to_text(planned, true).empty(), "it can be shown");
  return 0;
}
