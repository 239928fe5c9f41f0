// The project that a request is about: its configuration, database, journal and migrations, each made when first
// asked for.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/request.h"
#include "config/config.h"
#include "journal/journal.h"
#include "migration/migration.h"
#include "pg/session.h"
#include "runner/runs_folder.h"
#include "runner/target.h"

namespace app {

class Project {
 public:
  explicit Project(Request request) : request_(std::move(request)) {}

  [[nodiscard]] const Request& request() const { return request_; }
  [[nodiscard]] const std::optional<std::string>& environment() const { return request_.environment; }
  [[nodiscard]] const base::Environment& inherited() const { return request_.inherited; }
  [[nodiscard]] const std::stop_token& stop() const { return request_.stop; }
  /// Tells whoever asked how far the work is.
  void tell(std::string_view text) const {
    if (request_.progress) request_.progress(text);
  }
  /// Asks whoever asked us, unless all is agreed to; throws Error{Code::usage} where nobody can be asked.
  bool agreed(std::string_view question, const std::string& database) const;
  /// The run and step that the request belongs to. Throws as app::run_context does.
  [[nodiscard]] const journal::RunContext& run_context();
  const config::Config& config();  // with the request's folder and layout
  /// Target and application name; no timeouts set. In a step of a run, and after `stay_on`, another database than the
  /// run's is refused when it is connected to.
  pg::Options connection(std::string database = {});
  /// What a run began with counts where the request names no database.
  void stay_on(const runner::RunTarget& target);
  /// "shop on db.internal:5432 as deploy (environment prod)": what messages and questions name.
  [[nodiscard]] std::string named(const pg::Session& session) const;
  /// Of a session opened for this; "" where the database cannot be reached.
  std::string named_database();
  pg::Session connect(std::string database = {});  // stops with the request
  journal::Journal& journal();
  std::filesystem::path journal_file();  // where journal() is or would be made
  [[nodiscard]] bool has_journal() { return std::filesystem::exists(journal_file()); }
  runner::RunsFolder runs();  // what runs keep beside the journal
  migration::Folder folder();
  [[nodiscard]] bool production();  // the chosen environment asks twice

 private:
  Request request_;
  std::optional<journal::RunContext> run_context_;
  std::optional<pg::Identity> expected_;
  std::optional<config::Config> config_;
  std::unique_ptr<journal::Journal> journal_;
};

}  // namespace app
