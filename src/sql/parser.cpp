#include "sql/parser.h"

#include <cstdlib>
#include <mutex>

#include <pg_query.h>

// The layouts in postgres15.h are those of this grammar only.
static_assert(PG_VERSION_NUM / 10000 == 15, "postgres15.h describes the parse tree of PostgreSQL 15");

// From libpg_query's pg_query_internal.h, which needs the server's headers: the tree before it is packed.
extern "C" {
struct PgQueryInternalParsetreeAndError {
  sql::raw::List* tree;
  char* stderr_buffer;
  PgQueryError* error;
};
PgQueryInternalParsetreeAndError pg_query_raw_parse(const char* input);
void pg_query_free_error(PgQueryError* error);
void* pg_query_enter_memory_context(void);
void pg_query_exit_memory_context(void* context);
}

namespace sql {

// pg_query_init writes a key that all threads share; it does so once per thread, and here one thread at a time.
static void initialise() {
  static std::mutex mutex;
  thread_local bool done = false;
  if (done) return;
  const std::scoped_lock lock(mutex);
  pg_query_init();
  done = true;
}

Parsed::Parsed(const std::string& text) {
  initialise();
  memory_ = pg_query_enter_memory_context();
  const auto result = pg_query_raw_parse(text.c_str());
  std::free(result.stderr_buffer);
  if (!result.error) {
    statements_ = result.tree;
    return;
  }
  const auto position = result.error->cursorpos;
  failure_ =
      Failure{.message = result.error->message, .position = position > 0 ? static_cast<std::size_t>(position) : 0};
  pg_query_free_error(result.error);
}

Parsed::~Parsed() {
  pg_query_exit_memory_context(memory_);
}

}  // namespace sql
