// One private server per test program, set as the measured cases were: no autovacuum, no parallel plans, a time zone
// that is not UTC. A database for each group of tests.
#pragma once

#include <string>

#include "pg/shared_server_test.h"

namespace impact {

inline pg::TemporaryServer& shared_server() {
  return pg::shared_server({{"timezone", "Europe/Berlin"},
                            {"wal_level", "logical"},
                            {"autovacuum", "off"},
                            {"allow_in_place_tablespaces", "on"},
                            {"max_parallel_workers_per_gather", "0"}});
}

inline pg::Session database_for_tests(const std::string& name) {
  pg::Session({.target = shared_server().url()}).execute("CREATE DATABASE " + name);
  return pg::Session({.target = shared_server().url(name)});
}

}  // namespace impact
