#include "runbook/queries.h"
#include "runner/procedures.h"
#include "runner/reading.h"
#include "runner/show.h"
#include "runner/steps.h"
#include "sql/statement.h"

namespace runner {

using base::Json;

static void add_due(Json& json, const std::optional<runbook::Due>& due) {
  json["due_ms"] = due ? Json(due->offset.count()) : Json(nullptr);
  if (due && due->until) json["until_ms"] = due->until->count();
  json["due"] = due ? Json(format_due(*due)) : Json(nullptr);
}

static Json to_json(const runbook::Field& field) {
  Json json{{"name", field.name}, {"line", field.line}};
  if (!field.choices.empty()) json["choices"] = field.choices;
  if (field.time) json["time"] = true;
  if (!field.unit.empty()) json["unit"] = field.unit;
  if (!field.expected.empty()) json["expected"] = field.expected;
  return json;
}

static Json to_json(const runbook::SkippedLine& line) {
  Json json{{"line", line.line}, {"text", line.text}, {"reason", line.reason}};
  if (!line.beside.empty()) json["beside"] = line.beside;
  return json;
}

static void add_query(Json& json, const runbook::Step& step) {
  const auto query = read_query(step);
  json["statements"] = Json::array();
  for (const auto& statement : query.statements) {
    json["statements"].push_back({{"line", step.text_line + statement.line - 1},
                                  {"kind", sql::kind_of(statement)},
                                  {"only_reads", sql::only_reads(statement)},
                                  {"text", std::string(statement.text)}});
  }
  for (const auto& line : query.left_out) json["left_out"].push_back(to_json(line));
  if (!query.problem.empty()) json["problem"] = fmt::format("line {}: {}", query.problem_line, query.problem);
}

// The tasks nested in a task stand in the same field, as their ids.
static void add_parts(Json& json, const runbook::Step& step) {
  for (const auto& part : parts_of(step)) {
    json["parts"].push_back({{"first", part.lines.first},
                             {"last", part.lines.last},
                             {"as", part.as},
                             {"runs", part.runs},
                             {"why", part.why}});
  }
}

static Json to_json(const runbook::Step& step, const runbook::Runbook& runbook, bool on_demand) {
  Json json{{"id", step.id},
            {"title", step.title},
            {"kind", step.kind},
            {"line", step.line},
            {"last_line", step.last_line}};
  const auto& section = runbook.sections.at(step.section);
  json["section"] = section.title;
  if (section.purpose == runbook::Purpose::main && step.phase < runbook.phases.size())
    json["phase"] = runbook.phases[step.phase].title;
  add_due(json, step.due);
  json["does"] = does(step);
  json["repeatable"] = kind_of(step).repeatable(step);
  const auto reading = reading_of(step, on_demand);
  json["runs"] = name(reading.runs);
  if (!reading.why.empty()) json["why"] = reading.why;
  if (!step.text.empty()) json["text"] = step.text;
  if (step.text_line > 0) json["text_line"] = step.text_line;
  if (!step.attributes.empty()) json["attributes"] = step.attributes;
  for (const auto& line : step.left_out) json["left_out"].push_back(to_json(line));
  if (!step.problem.empty()) json["problem"] = step.problem;
  if (step.kind == "query") add_query(json, step);
  for (const auto& each : step.expectations) {
    json["expectations"].push_back(
        {{"text", each.text}, {"line", each.line}, {"judged_by", each.prose ? "a person" : "comparison"}});
  }
  if (!step.dangers.empty()) json["dangers"] = step.dangers;
  for (const auto& file : step.files) json["files"].push_back(file.path);
  for (const auto& path : step.writes) json["writes"].push_back(path);
  if (!step.asks.empty()) json["asks"] = step.asks;
  for (const auto& field : step.fields) json["fields"].push_back(to_json(field));
  if (!step.go.empty()) json["go"] = step.go;
  if (!step.no_go.empty()) json["no_go"] = step.no_go;
  if (!step.on_no_go.empty()) json["on_no_go"] = step.on_no_go;
  for (const auto& way : step.alternatives) json["alternatives"].push_back({{"key", way.key}, {"title", way.title}});
  if (step.branch) json["branch"] = {{"choice", step.branch->choice}, {"key", step.branch->key}};
  if (!step.task.empty()) json["task"] = step.task;
  if (!step.parts.empty()) json["parts"] = step.parts;
  add_parts(json, step);
  if (step.ticked) json["ticked"] = true;
  return json;
}

Json to_json(const runbook::Counts& counts) {
  Json json{{"headings", counts.headings}, {"checkboxes", counts.checkboxes}};
  json["fences"] = Json::object();
  for (const auto& [language, count] : counts.fences) json["fences"][language] = count;
  json["checkpoints"] = counts.checkpoints;
  json["blanks"] = counts.blanks;
  json["tables"] = counts.tables;
  json["templates"] = counts.templates;
  json["decisions"] = counts.decisions;
  json["inline_checkboxes"] = counts.inline_checkboxes;
  json["empty_cells"] = counts.empty_cells;
  return json;
}

Json to_json(const runbook::Runbook& runbook) {
  Json json{{"file", runbook.file}, {"hash", runbook.hash}, {"title", runbook.title}};
  json["known_language"] = runbook.known_language;
  json["facts"] = Json::array();
  for (const auto& fact : runbook.facts) json["facts"].push_back({{"name", fact.name}, {"value", fact.value}});
  json["counts"] = to_json(runbook.counts);
  json["phases"] = Json::array();
  for (const auto& phase : runbook.phases) {
    Json one{{"title", phase.title}, {"line", phase.line}};
    add_due(one, phase.due);
    if (!phase.timeline.empty()) one["timeline"] = phase.timeline;
    json["phases"].push_back(one);
  }
  json["sections"] = Json::array();
  for (const auto& section : runbook.sections) {
    Json one{{"title", section.title},
             {"level", section.level},
             {"line", section.line},
             {"purpose", name(section.purpose)}};
    add_due(one, section.due);
    json["sections"].push_back(one);
  }
  json["steps"] = Json::array();
  for (const auto& step : runbook.steps) json["steps"].push_back(to_json(step, runbook, false));
  json["procedures"] = Json::array();
  const ProcedureNames names(runbook);
  for (const auto& procedure : runbook.procedures) {
    Json one{{"title", procedure.title}, {"purpose", name(procedure.purpose)}, {"line", procedure.line}};
    one["name"] = names.of(procedure);
    one["steps"] = Json::array();
    for (const auto& step : procedure.steps) one["steps"].push_back(to_json(step, runbook, true));
    json["procedures"].push_back(one);
  }
  json["tables"] = Json::array();
  for (const auto& table : runbook.tables) {
    json["tables"].push_back({{"line", table.line},
                              {"kind", name(table.kind)},
                              {"section", runbook.sections.at(table.section).title},
                              {"header", table.header},
                              {"rows", table.rows}});
  }
  json["templates"] = Json::array();
  for (const auto& each : runbook.templates) {
    json["templates"].push_back(
        {{"title", each.title}, {"subject", each.subject}, {"body", each.body}, {"line", each.line}});
  }
  json["criteria"] = Json::array();
  for (const auto& each : runbook.criteria) {
    json["criteria"].push_back({{"title", each.title}, {"line", each.line}, {"conditions", each.conditions}});
  }
  json["links"] = Json::array();
  for (const auto& each : runbook.links)
    json["links"].push_back({{"line", each.line}, {"text", each.text}, {"target", each.target}});
  json["lines"] = Json::array();
  for (const auto& each : runbook.readings)
    json["lines"].push_back({{"first", each.first}, {"last", each.last}, {"as", each.as}});
  return json;
}

}  // namespace runner
