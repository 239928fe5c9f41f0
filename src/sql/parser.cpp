#include "sql/parser.h"

#include "base/error.h"
#include "sql/grammar/machine.h"

namespace sql {

// What the parser's memory begins with, most of it untouched. A machine that had to take more is not kept: it would
// keep what one large text needed.
static constexpr std::size_t kept_memory = std::size_t{128} << 20U;

// The thread's machine. A parse that failed in it leaves it to those whose trees are there, and the next gets
// another.
static std::shared_ptr<Machine>& machine_of_thread() {
  thread_local std::shared_ptr<Machine> machine;
  return machine;
}

static std::shared_ptr<Machine> machine_for_use() {
  auto& machine = machine_of_thread();
  if (!machine) machine = std::shared_ptr<Machine>(machine_new(), machine_free);
  if (machine) return machine;
  throw base::Error{base::Code::configuration, "there is no address space for PostgreSQL's parser",
                    "Raise the limit that 'ulimit -v' shows: the parser reserves 12 GB of addresses, not of memory."};
}

static void release(const std::shared_ptr<Machine>& machine) {
  auto& mine = machine_of_thread();
  if (mine == machine && machine_memory(machine.get()) > kept_memory) mine.reset();
}

Parsed::Parsed(const std::string& text) : machine_(machine_for_use()) {
  MachineTree tree{};
  const auto outcome = machine_parse(machine_.get(), text.data(), text.size(), &tree);
  context_ = tree.context;
  if (outcome == machine_parsed) {
    statements_ = static_cast<const raw::List*>(tree.list);
    return;
  }
  failure_ =
      Failure{.message = tree.message, .position = tree.position > 0 ? static_cast<std::size_t>(tree.position) : 0};
  if (outcome == machine_failed) machine_of_thread().reset();
}

Parsed::~Parsed() {
  machine_forget(machine_.get(), context_);
  release(machine_);
}

PlpgsqlAnswer parse_plpgsql(const std::string& text) {
  const auto machine = machine_for_use();
  const char* answer = nullptr;
  const auto outcome = machine_parse_plpgsql(machine.get(), text.data(), text.size(), &answer);
  if (outcome == machine_failed) machine_of_thread().reset();
  release(machine);
  if (outcome == machine_parsed) return {.json = answer, .problem = ""};
  return {.json = "", .problem = answer};
}

std::string parse_json(const std::string& text) {
  const auto machine = machine_for_use();
  const char* answer = nullptr;
  const auto outcome = machine_parse_json(machine.get(), text.data(), text.size(), &answer);
  if (outcome == machine_failed) machine_of_thread().reset();
  release(machine);
  return outcome == machine_parsed ? answer : "";
}

}  // namespace sql
