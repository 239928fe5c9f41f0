// What the migrations of a history make: they are carried out again, on a server of our own that is gone afterwards.
#pragma once

#include <string>
#include <vector>

#include "apply/history.h"
#include "config/config.h"
#include "migration/migration.h"
#include "pg/schema_objects.h"
#include "pg/session.h"

namespace apply {

struct Replayed {
  std::vector<pg::SchemaObject> objects = {};
  std::size_t migrations = 0;
  int major = 0;                          // of the server that carried them out
  std::vector<std::string> unknown = {};  // why nothing can be said; `objects` is empty then
  std::vector<std::string> notes = {};    // what to bear in mind when comparing
};

/// Carries out `attempts` that are applied, in the order in which they were, with the text that the history kept,
/// else the folder's. The server has the major of the one at `live` where it is installed here, the same roles
/// (without their rights), search_path, and the extensions that `live` has and no migration makes; it is shut off
/// from network and files. Nothing is changed at `live`. Throws as TemporaryServer does, and Error{Code::stopped}.
Replayed replay(const pg::Options& live, const config::Config& config, const migration::Folder& folder,
                const std::vector<Attempt>& attempts, const std::stop_token& stop);

}  // namespace apply
