#include "rehearsal/stand_ins.h"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "config/toml.h"

namespace rehearsal {

using base::Code;
using base::Error;

namespace {

class Reader {
 public:
  explicit Reader(std::filesystem::path file) : file_(std::move(file)) {}

  StandIns read() {
    const auto root = parse();
    StandIns out;
    for (const auto& [key, node] : root) {
      if (key == "default")
        out.pass = read_default(node);
      else if (key == "folders")
        read_folders(node, out.folders);
      else if (key == "environment")
        read_environment(node, out.environment);
      else if (key == "stand-in")
        read_list(node, out.declared);
      else
        throw unknown(node, key.str(), {"default", "folders", "environment", "stand-in"});
    }
    return out;
  }

 private:
  toml::table parse() {
    const std::string text = base::read_file(file_);
    try {
      return config::parse_toml(text, file_.string());
    } catch (const toml::parse_error& error) {
      throw wrong(error.source(), std::string(error.description()),
                  "Mend the file; https://toml.io shows how it is written.");
    }
  }

  Error wrong(const toml::source_region& where, std::string message, std::string hint = {}) const {
    Error error{Code::configuration, std::move(message), std::move(hint)};
    error.at({.file = file_.string(),
              .line = static_cast<int>(where.begin.line),
              .column = static_cast<int>(where.begin.column)});
    return error;
  }

  Error unknown(const toml::node& node, std::string_view key, const std::vector<std::string>& keys) const {
    const auto near = base::near_match(key, keys);
    return wrong(
        node.source(), fmt::format("unknown key '{}'", key),
        near ? fmt::format("Did you mean '{}'?", *near) : fmt::format("Use one of {}.", fmt::join(keys, ", ")));
  }

  std::string text(const toml::node& node, std::string_view key) const {
    if (const auto* value = node.as_string()) return value->get();
    throw wrong(node.source(), fmt::format("{} has to be a text", key));
  }

  bool read_default(const toml::node& node) const {
    const auto value = text(node, "default");
    if (value != "pass" && value != "fail")
      throw wrong(node.source(), fmt::format("'{}' is not a default", value), "Use one of pass, fail.");
    return value == "pass";
  }

  void read_folders(const toml::node& node, std::vector<Folder>& out) const {
    const auto* list = node.as_array();
    if (!list) throw wrong(node.source(), "folders has to be a list", "Write folders = [\"/backups\"].");
    for (const auto& each : *list) {
      Folder folder;
      if (const auto* table = each.as_table()) {
        for (const auto& [key, value] : *table) {
          if (key == "path")
            folder.path = text(value, "path");
          else if (key == "from")
            folder.from = text(value, "from");
          else
            throw unknown(value, key.str(), {"path", "from"});
        }
      } else {
        folder.path = text(each, "a folder");
      }
      if (!folder.path.starts_with("/"))
        throw wrong(each.source(), fmt::format("the folder '{}' is not absolute", folder.path),
                    "Begin it with a slash.");
      out.push_back(std::move(folder));
    }
  }

  void read_environment(const toml::node& node, std::map<std::string, std::string>& out) const {
    const auto* table = node.as_table();
    if (!table)
      throw wrong(node.source(), "environment has to be a table", "Write [environment] and NAME = \"value\".");
    for (const auto& [name, value] : *table) out[std::string(name.str())] = text(value, name.str());
  }

  void read_list(const toml::node& node, std::vector<StandIn>& out) const {
    const auto* list = node.as_array();
    if (!list) throw wrong(node.source(), "stand-in has to be a list", "Write [[stand-in]] with two brackets.");
    for (const auto& each : *list) {
      const auto* table = each.as_table();
      if (!table)
        throw wrong(each.source(), "stand-in has to be a list of tables", "Write [[stand-in]] with two brackets.");
      out.push_back(read_one(*table));
    }
  }

  StandIn read_one(const toml::table& table) const {
    StandIn out{.command = {}, .line = static_cast<int>(table.source().begin.line)};
    for (const auto& [key, node] : table) {
      if (key == "command")
        out.command = text(node, "command");
      else if (key == "output")
        out.output = text(node, "output");
      else if (key == "run")
        out.run = text(node, "run");
      else if (key == "exit")
        out.exit_code = exit_code(node);
      else
        throw unknown(node, key.str(), {"command", "output", "exit", "run"});
    }
    if (base::trim(out.command).empty())
      throw wrong(table.source(), "a stand-in without 'command'",
                  "Say for which calls it stands: command = \"kubectl get *\".");
    if (out.run && (table.contains("output") || table.contains("exit")))
      throw wrong(table.source(), "a stand-in with 'run' beside 'output' or 'exit'",
                  "Let the snippet print, and end with the exit code.");
    return out;
  }

  int exit_code(const toml::node& node) const {
    const auto* number = node.as_integer();
    if (!number || number->get() < 0 || number->get() > 255)
      throw wrong(node.source(), "exit has to be a number from 0 to 255");
    return static_cast<int>(number->get());
  }

  std::filesystem::path file_;
};

}  // namespace

StandIns read_stand_ins(const std::filesystem::path& file) {
  return Reader(file).read();
}

const StandIn* find_stand_in(std::span<const StandIn> declared, std::span<const std::string> words) {
  const std::string line = fmt::format("{}", fmt::join(words, " "));
  for (const auto& each : declared) {
    if (base::glob_matches(each.command, line)) return &each;
  }
  return nullptr;
}

base::Json to_json(const StandIn& stand_in) {
  base::Json json{{"command", stand_in.command}, {"output", stand_in.output}, {"exit", stand_in.exit_code}};
  if (stand_in.run) json["run"] = *stand_in.run;
  return json;
}

StandIn stand_in_from_json(const base::Json& json) {
  StandIn out{.command = json.at("command"), .output = json.at("output"), .exit_code = json.at("exit")};
  if (json.contains("run")) out.run = json.at("run").get<std::string>();
  return out;
}

}  // namespace rehearsal
