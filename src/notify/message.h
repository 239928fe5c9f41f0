// A message ready to be sent: a runbook's template with its placeholders filled. Pure.
#pragma once

#include <string>
#include <vector>

#include "notify/values.h"
#include "runbook/runbook.h"
#include "runbook/template_place.h"

namespace notify {

/// A template with its placeholders filled.
struct Rendered {
  std::string template_title;
  FilledText subject;
  FilledText body;
  [[nodiscard]] bool complete() const { return subject.unfilled.empty() && body.unfilled.empty(); }
  [[nodiscard]] std::vector<Blank> unfilled() const;
  [[nodiscard]] std::vector<FilledBlank> filled() const;
};

Rendered render(const runbook::Template& from, const runbook::TemplatePlace& place, const std::string& file,
                const Values& values);

/// Throws Error{Code::runbook} naming every placeholder that is not filled, with file and line.
void require_complete(const Rendered& rendered);

/// The template a person means: its title, part of it, or a pattern with *. Throws Error{Code::usage} when there is
/// none, or several, naming them.
const runbook::Template& find_template(const runbook::Runbook& runbook, const std::string& wanted);

}  // namespace notify
