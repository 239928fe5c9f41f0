// Many requests in one flight: libpq's pipeline mode.
#include "base/text.h"
#include "pg/session.h"
#include "pg/session_impl.h"

namespace pg {

using base::Code;
using base::Error;

// How many of `requests` may share one Sync. Between two Syncs everything outside BEGIN … COMMIT is one implicit
// transaction (PostgreSQL docs, 34.5.1.1), so a request outside a block ends the flight: it is to commit alone, and
// what follows must not run when it fails.
static std::size_t flight_length(std::span<const Request> requests, bool in_block) {
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto word = first_word(requests[i].sql);
    if (word == "copy" && i > 0) return i;  // see Session::batch
    if (in_block) {
      const auto lower = word == "rollback" || word == "prepare" ? base::to_lower(requests[i].sql) : std::string{};
      if (word == "commit" || word == "end" || word == "abort") in_block = false;
      if (word == "rollback" && lower.find(" to") == std::string::npos) in_block = false;
      if (word == "prepare" && lower.find("transaction") != std::string::npos) in_block = false;
    } else if (word == "begin" || word == "start") {
      in_block = true;
    } else {
      return i + 1;
    }
  }
  return requests.size();
}

namespace {

// Pipeline mode for a scope; left again when all answers were read, or with the connection.
class Pipeline {
 public:
  explicit Pipeline(PGconn* connection) : connection_(connection) {
    if (PQenterPipelineMode(connection_) != 1) throw Error{Code::internal, "libpq cannot enter pipeline mode"};
  }
  ~Pipeline() { PQexitPipelineMode(connection_); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

 private:
  PGconn* connection_;
};

}  // namespace

// The server says why it hangs up (FATAL) in an answer of its own, before the connection is seen to be gone.
static BatchFailure lost_at(const Session::State& state, const Session::State::Running& running, std::size_t index,
                            std::optional<BatchFailure> said) {
  const auto is_fatal = [](const base::Fact& fact) {
    return fact.label == "severity" && (fact.text == "FATAL" || fact.text == "PANIC");
  };
  if (said && std::none_of(said->error.facts().begin(), said->error.facts().end(), is_fatal)) return std::move(*said);
  BatchFailure failure{said ? said->index : index, state.lost_during(running)};
  if (said) failure.error.sqlstate(said->error.sqlstate());
  return failure;
}

// Sends one flight and reads its answers up to the Sync. The connection is non-blocking, so sending never waits for
// the server to read while the server waits for us to read.
static std::optional<BatchFailure> fly(const Session::State& state, std::span<const Request> requests,
                                       std::vector<Result>& results) {
  auto running = state.begin(requests.front().sql);
  const Pipeline pipeline(state.connection.get());
  for (const auto& request : requests) {
    if (request.sql.find('\0') != std::string::npos) state.begin(request.sql);  // throws
    pointers(request.parameters);                                               // throws for a NUL byte
  }
  for (const auto& request : requests) {
    if (!state.send(request.sql, request.parameters)) state.not_sent(running);
  }
  if (PQpipelineSync(state.connection.get()) != 1) state.not_sent(running);

  std::optional<BatchFailure> failure;
  std::size_t index = 0;  // of the request whose answer is awaited
  for (bool over = false; !over;) {
    running.sql = index < requests.size() ? std::string_view(requests[index].sql) : "COMMIT";
    const auto answer = state.next(running);
    const auto status = answer ? PQresultStatus(answer.get()) : PGRES_EMPTY_QUERY;
    if (state.lost()) return lost_at(state, running, index, std::move(failure));
    if (!answer) {
      ++index;  // null ends one request's answers
    } else if (status == PGRES_PIPELINE_SYNC) {
      over = true;
    } else if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
      auto error = to_error(answer.get());
      const bool ours = running.cancelled && error.sqlstate() == "57014";
      if (!failure) failure = BatchFailure{index, ours ? state.stopped_during(running) : std::move(error)};
    } else if (status != PGRES_PIPELINE_ABORTED && !failure) {
      results.push_back(to_result(answer.get()));
    }
  }
  return failure;
}

std::vector<Result> Session::batch(std::span<const Request> requests, std::optional<BatchFailure>& failure) {
  failure.reset();
  std::vector<Result> results;
  results.reserve(requests.size());
  for (std::size_t done = 0; done < requests.size();) {
    const auto rest = requests.subspan(done);
    const auto flight = rest.first(flight_length(rest, transaction_state() != TransactionState::idle));
    try {
      // COPY may exchange rows with the client, which pipeline mode cannot do: it goes alone, and ends there if it
      // does.
      if (first_word(flight.front().sql) == "copy") {
        const auto& copy = flight.front();
        results.push_back(copy.rows ? copy_in(copy.sql, *copy.rows) : query(copy.sql, copy.parameters));
        ++done;
        continue;
      }
      failure = fly(*state_, flight, results);
    } catch (const Error& error) {
      // Nothing of this flight ran: stopped before it, NUL byte, connection lost earlier; or it was a COPY.
      failure = BatchFailure{0, error};
    }
    if (failure) {
      failure->index += done;
      break;
    }
    done += flight.size();
  }
  return results;
}

}  // namespace pg
