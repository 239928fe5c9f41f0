// What a run shows, without what the journal hides: declared secrets, and what looks like one.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "runner/run.h"
#include "runner/secrets.h"

namespace runner {

/// A text that comes in pieces, without what base::redact finds. Lines that may hold such a thing are shown when they
/// are complete, the others at once.
class RedactedLines {
 public:
  std::string add(std::string_view piece);
  /// The rest.
  std::string end();

 private:
  std::string shown_of(std::string_view whole);

  std::string line_;
  std::size_t shown_ = 0;  // so much of the line has been
};

/// Hands everything on to another observer, cleaned. Of output, which has no declared secrets any more, whole lines.
class RedactedScreen : public RunObserver {
 public:
  /// Both outlive this.
  RedactedScreen(RunObserver& screen, const Secrets& secrets) : screen_(screen), secrets_(secrets) {}
  void begins(const runbook::Runbook& runbook, const RunState& state, bool resumed) override;
  void phase(const runbook::Phase& phase) override;
  void note(const runbook::Step& step) override;
  void step(const runbook::Step& step, std::size_t number, std::size_t of) override;
  void output(const runbook::Step& step, base::Stream stream, std::string_view piece) override;
  void event(const journal::Event& event) override;
  void message(std::string_view text) override;
  void waits(const Question& question, const std::string& run) override;
  void elsewhere(const journal::Event& event) override;

 private:
  void flush();

  RunObserver& screen_;
  const Secrets& secrets_;
  std::map<base::Stream, RedactedLines> lines_ = {};
  const runbook::Step* step_ = nullptr;  // whose output waits
};

/// The text of a question, and what it is about, as people may see it.
Question redacted(Question question, const Secrets& secrets);

}  // namespace runner
