#include "pg/connect.h"

#include <poll.h>
#include <regex>

#include <fmt/format.h>

#include "base/redact.h"
#include "base/text.h"
#include "pg/target.h"

namespace pg {

using base::Code;
using base::Error;
using namespace std::chrono_literals;
using SteadyTime = std::chrono::steady_clock::time_point;

std::string describe(const PGconn* connection) {
  const auto text = [](const char* value, const char* otherwise) { return value && *value ? value : otherwise; };
  return fmt::format("{} on {}:{} as {}", text(PQdb(connection), "?"), text(PQhost(connection), "?"),
                     text(PQport(connection), "5432"), text(PQuser(connection), "?"));
}

static std::string hint_for(std::string_view reason, std::string_view sqlstate) {
  const auto says = [&](std::string_view piece) { return reason.find(piece) != std::string_view::npos; };
  if (sqlstate == "28P01" || says("no password supplied")) {
    return "Check user and password; the password may stand in the URL, in PGPASSWORD or in ~/.pgpass.";
  }
  if (sqlstate == "3D000") return "Check the database's name, or create it with 'createdb'.";
  if (sqlstate == "28000" && (says("no encryption") || says("SSL off"))) {
    return "Add sslmode=require to the connection string: the server's pg_hba.conf does not let this client in "
           "without TLS.";
  }
  if (sqlstate == "28000")
    return "Check the user's name, and ask for a line in the server's pg_hba.conf for this client.";
  if (sqlstate == "53300")
    return "Wait for a connection to become free, or end idle ones; 'lockkeeper health' counts them.";
  if (sqlstate == "57P03") return "Wait until the server has started, then run the same command again.";
  if (sqlstate == "42501") return "Ask for the CONNECT privilege on the database.";
  if (says("SSL was required")) {
    return "Switch TLS on at the server (ssl = on), or pass sslmode=prefer if the network may be trusted.";
  }
  if (says("certificate") || says("root.crt")) {
    return "Check sslrootcert and that the certificate names the host; sslmode=require encrypts without checking it.";
  }
  if (says("could not translate host name")) return "Check the host's name in the connection string.";
  if (says("refused") || says("No such file or directory")) {
    return "Check that the server runs there, and host and port in the connection string (or PGHOST and PGPORT).";
  }
  if (says("Permission denied")) return "Check the rights on the server's socket folder.";
  if (says("timeout") || says("no answer") || says("timed out") || says("unreachable") || says("No route")) {
    return "Check the network between here and the server (firewall, VPN), and host and port.";
  }
  if (says("definition of service"))
    return "Check the service's name, and the file that PGSERVICEFILE or ~/.pg_service.conf names.";
  return "Check the connection string and that the server accepts connections.";
}

Refusal explain_refusal(std::string_view message) {
  Refusal out;
  std::vector<std::string> reasons;  // one per address tried
  for (const auto line : base::lines(message)) {
    if (line.empty() || line.starts_with('\t') || line.starts_with("LOCATION:")) continue;
    std::string reason(line);
    // connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  28P01: password authentication failed …
    if (const auto failed = reason.find(" failed: ");
        reason.starts_with("connection to server") && failed != std::string::npos) {
      reason = reason.substr(failed + 9);
    }
    static const std::regex verbose(R"(^[^\s:]+:\s+([0-9A-Z]{5}): (.*)$)");
    if (std::smatch match; std::regex_match(reason, match, verbose)) {
      out.sqlstate = match[1];
      reason = match[2].str();
    }
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(std::move(reason));
  }
  out.reason = base::redact(fmt::format("{}", fmt::join(reasons, "; ")));
  if (out.reason.empty()) out.reason = "libpq gave no reason";
  out.hint = hint_for(out.reason, out.sqlstate);
  return out;
}

Awaited await_socket(int socket, short events, SteadyTime until, const std::stop_token& stop) {
  for (;;) {
    if (stop.stop_requested()) return Awaited::stopped;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left <= 0ms) return Awaited::late;
    pollfd watched{socket, events, 0};
    if (::poll(&watched, 1, static_cast<int>(std::min<std::chrono::milliseconds>(left, 50ms).count())) > 0)
      return Awaited::ready;
  }
}

static Error refused(const PGconn* connection) {
  auto refusal = explain_refusal(PQerrorMessage(connection));
  Error error{Code::connection, fmt::format("cannot connect to {}: {}", describe(connection), refusal.reason),
              refusal.hint};
  return error.sqlstate(refusal.sqlstate);
}

static void complete(PGconn* connection, base::Milliseconds timeout, const std::stop_token& stop) {
  const auto until = std::chrono::steady_clock::now() + timeout;
  for (auto state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK; state = PQconnectPoll(connection)) {
    if (state == PGRES_POLLING_FAILED) throw refused(connection);
    switch (await_socket(PQsocket(connection), state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until, stop)) {
      case Awaited::ready:
        break;
      case Awaited::stopped:
        throw Error{Code::stopped, fmt::format("stopped while connecting to {}", describe(connection))};
      case Awaited::late:
        throw Error{Code::connection,
                    fmt::format("cannot connect to {}: no answer within {}", describe(connection),
                                base::format_span(timeout)),
                    hint_for("no answer", "")};
    }
  }
}

Connection connect(const Options& options) {
  auto all = parameters(options);
  const auto otherwise = [&](std::string_view keyword, std::string value) {
    if (!find(all, keyword)) all.push_back({std::string(keyword), "", std::move(value)});
  };
  all.push_back({"client_encoding", "", "UTF8"});
  otherwise("connect_timeout", std::to_string(std::max<long long>(2, options.connect_timeout.count() / 1000)));
  // A server that vanishes without a word is noticed within a minute or so, not after the two hours of the defaults.
  otherwise("keepalives_idle", "30");
  otherwise("keepalives_interval", "10");
  otherwise("keepalives_count", "3");
  otherwise("tcp_user_timeout", "60000");  // the same for what was sent and is not acknowledged

  std::vector<const char*> keywords;
  std::vector<const char*> values;
  for (const auto& parameter : all) {
    keywords.push_back(parameter.keyword.c_str());
    values.push_back(parameter.value.c_str());
  }
  keywords.push_back(nullptr);
  values.push_back(nullptr);

  // libpq moves on to the next of several hosts after a timeout only in its blocking form; that one cannot be
  // stopped.
  const auto* host = find(all, "host");
  if (host && host->find(',') != std::string::npos) {
    Connection connection(PQconnectdbParams(keywords.data(), values.data(), 0));
    if (PQstatus(connection.get()) != CONNECTION_OK) throw refused(connection.get());
    PQsetnonblocking(connection.get(), 1);
    return connection;
  }
  Connection connection(PQconnectStartParams(keywords.data(), values.data(), 0));
  if (!connection) throw Error{Code::connection, "cannot connect: out of memory"};
  if (PQstatus(connection.get()) == CONNECTION_BAD) throw refused(connection.get());
  PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);  // shows the SQLSTATE, which libpq gives no other way here
  complete(connection.get(), options.connect_timeout, options.stop);
  PQsetErrorVerbosity(connection.get(), PQERRORS_DEFAULT);
  PQsetnonblocking(connection.get(), 1);
  return connection;
}

}  // namespace pg
